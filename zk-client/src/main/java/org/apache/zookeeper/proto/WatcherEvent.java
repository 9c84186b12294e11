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

/** A watch notification as it travels. Mutable and not thread-safe. */
public class WatcherEvent extends JuteRecord {
    private int type;
    private int state;
    private @Nullable String path;

    /** A record with zero and null fields, to be read into. */
    public WatcherEvent() {}

    /**
     * A record with these fields; arrays and lists are not copied.
     *
     * @param type number of the {@link org.apache.zookeeper.Watcher.Event.EventType}
     * @param state number of the {@link org.apache.zookeeper.Watcher.Event.KeeperState}
     * @param path node concerned; null if the event is about the session
     */
    public WatcherEvent(int type, int state, @Nullable String path) {
        this.type = type;
        this.state = state;
        this.path = path;
    }

    /** {@return the number of the {@link org.apache.zookeeper.Watcher.Event.EventType}} */
    public int getType() {
        return type;
    }

    /**
     * Changes the field.
     *
     * @param type the number of the {@link org.apache.zookeeper.Watcher.Event.EventType}
     */
    public void setType(int type) {
        this.type = type;
    }

    /** {@return the number of the {@link org.apache.zookeeper.Watcher.Event.KeeperState}} */
    public int getState() {
        return state;
    }

    /**
     * Changes the field.
     *
     * @param state the number of the {@link org.apache.zookeeper.Watcher.Event.KeeperState}
     */
    public void setState(int state) {
        this.state = state;
    }

    /** {@return the node concerned; null if the event is about the session} */
    public @Nullable String getPath() {
        return path;
    }

    /**
     * Changes the field.
     *
     * @param path the node concerned; null if the event is about the session
     */
    public void setPath(@Nullable String path) {
        this.path = path;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeInt(type, "type");
        archive.writeInt(state, "state");
        archive.writeString(path, "path");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        type = archive.readInt("type");
        state = archive.readInt("state");
        path = archive.readString("path");
        archive.endRecord(tag);
    }
}
