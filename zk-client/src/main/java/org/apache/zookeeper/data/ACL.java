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

/** One entry of an access control list: what an id may do. Mutable and not thread-safe. */
public class ACL extends JuteRecord {
    private int perms;
    private @Nullable Id id;

    /** An entry without permissions and id, to be read into. */
    public ACL() {}

    /**
     * An entry.
     *
     * @param perms sum of {@link org.apache.zookeeper.ZooDefs.Perms} bits
     * @param id who has them
     */
    public ACL(int perms, @Nullable Id id) {
        this.perms = perms;
        this.id = id;
    }

    /** {@return the {@link org.apache.zookeeper.ZooDefs.Perms} bits} */
    public int getPerms() {
        return perms;
    }

    /**
     * Sets a sum of numbers of {@code ZooDefs.Perms}.
     *
     * @param perms a sum of numbers of {@code ZooDefs.Perms}
     */
    public void setPerms(int perms) {
        this.perms = perms;
    }

    /** {@return who has the permissions} */
    public @Nullable Id getId() {
        return id;
    }

    /**
     * Sets whom it is about.
     *
     * @param id whom it is about
     */
    public void setId(@Nullable Id id) {
        this.id = id;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeInt(perms, "perms");
        archive.writeRecord(Objects.requireNonNull(id, "an ACL entry needs an id to be written"), "id");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        perms = archive.readInt("perms");
        var read = new Id();
        archive.readRecord(read, "id");
        id = read;
        archive.endRecord(tag);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ACL that && perms == that.perms && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return 31 * perms + Objects.hashCode(id);
    }
}
