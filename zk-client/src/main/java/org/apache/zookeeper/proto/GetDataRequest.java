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

/** Body of a read of data. Mutable and not thread-safe. */
public class GetDataRequest extends JuteRecord {
    private @Nullable String path;
    private boolean watch;

    /** A record with zero and null fields, to be read into. */
    public GetDataRequest() {}

    /**
     * A record with these fields; arrays and lists are not copied.
     *
     * @param path the node
     * @param watch whether to leave a watch
     */
    public GetDataRequest(@Nullable String path, boolean watch) {
        this.path = path;
        this.watch = watch;
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

    /** {@return whether to leave a watch} */
    public boolean getWatch() {
        return watch;
    }

    /**
     * Changes the field.
     *
     * @param watch whether to leave a watch
     */
    public void setWatch(boolean watch) {
        this.watch = watch;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeString(path, "path");
        archive.writeBool(watch, "watch");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        path = archive.readString("path");
        watch = archive.readBool("watch");
        archive.endRecord(tag);
    }
}
