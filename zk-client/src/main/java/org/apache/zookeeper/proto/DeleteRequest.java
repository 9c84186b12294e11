/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.proto;

import java.io.IOException;
import org.apache.jute.InputArchive;
import org.apache.jute.JuteRecord;
import org.apache.jute.OutputArchive;
import org.jspecify.annotations.Nullable;

/** Body of a delete. Mutable and not thread-safe. */
public class DeleteRequest extends JuteRecord {
    private @Nullable String path;
    private int version;

    /** A record with zero and null fields, to be read into. */
    public DeleteRequest() {}

    /**
     * A record with these fields; arrays and lists are not copied.
     *
     * @param path the node
     * @param version version it must have; -1 for any
     */
    public DeleteRequest(@Nullable String path, int version) {
        this.path = path;
        this.version = version;
    }

    /** {@return the node} */
    public @Nullable String getPath() {
        return path;
    }

    /**
     * Changes the field.
     *
     * @param path the node
     */
    public void setPath(@Nullable String path) {
        this.path = path;
    }

    /** {@return the version it must have; -1 for any} */
    public int getVersion() {
        return version;
    }

    /**
     * Changes the field.
     *
     * @param version the version it must have; -1 for any
     */
    public void setVersion(int version) {
        this.version = version;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeString(path, "path");
        archive.writeInt(version, "version");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        path = archive.readString("path");
        version = archive.readInt("version");
        archive.endRecord(tag);
    }
}
