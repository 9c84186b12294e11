/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * The body of a notification.
 *
 * @param type see {@link EventType}
 * @param state see {@link KeeperState}; always {@link KeeperState#SYNC_CONNECTED} when sent by a server
 */
public record WatcherEvent(int type, int state, String path) {
    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static WatcherEvent decode(WireReader in) {
        return new WatcherEvent(in.readInt(), in.readInt(), in.readString());
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeInt(type);
        out.writeInt(state);
        out.writeString(path);
    }
}
