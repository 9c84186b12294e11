/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.data;

import java.io.IOException;
import java.util.Objects;
import org.apache.jute.InputArchive;
import org.apache.jute.JuteRecord;
import org.apache.jute.OutputArchive;
import org.jspecify.annotations.Nullable;

/** Whom an {@link ACL} speaks about: an id within an authentication scheme. Mutable and not thread-safe. */
public class Id extends JuteRecord {
    private @Nullable String scheme;
    private @Nullable String id;

    /** An id with null fields, to be read into. */
    public Id() {}

    /**
     * An id.
     *
     * @param scheme such as {@code world}, {@code digest}, {@code ip}, {@code auth}, {@code sasl} or {@code x509}
     * @param id its form depends on the scheme
     */
    public Id(@Nullable String scheme, @Nullable String id) {
        this.scheme = scheme;
        this.id = id;
    }

    /** {@return the authentication scheme} */
    public @Nullable String getScheme() {
        return scheme;
    }

    /**
     * Sets the scheme.
     *
     * @param scheme the scheme
     */
    public void setScheme(@Nullable String scheme) {
        this.scheme = scheme;
    }

    /** {@return the id within the scheme} */
    public @Nullable String getId() {
        return id;
    }

    /**
     * Sets the name within the scheme.
     *
     * @param id the name within the scheme
     */
    public void setId(@Nullable String id) {
        this.id = id;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeString(scheme, "scheme");
        archive.writeString(id, "id");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        scheme = archive.readString("scheme");
        id = archive.readString("id");
        archive.endRecord(tag);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Id that && Objects.equals(scheme, that.scheme) && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(scheme) + Objects.hashCode(id);
    }
}
