/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.Objects;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.proto.WatcherEvent;
import org.jspecify.annotations.Nullable;

/** One event for a {@link Watcher}. Immutable. */
public class WatchedEvent {
    /** Value of {@link #getZxid()} where no transaction is known. */
    public static final long NO_ZXID = -1L;

    private final EventType eventType;
    private final KeeperState keeperState;
    private final @Nullable String path;
    private final long zxid;

    /**
     * An event.
     *
     * @param eventType what has happened
     * @param keeperState where the session stands
     * @param path node concerned, as the client names it; null if the event is about the connection
     * @param zxid transaction that caused it, or {@link #NO_ZXID}
     */
    public WatchedEvent(EventType eventType, KeeperState keeperState, @Nullable String path, long zxid) {
        this.eventType = eventType;
        this.keeperState = keeperState;
        this.path = path;
        this.zxid = zxid;
    }

    /**
     * An event of no known transaction.
     *
     * @param eventType what has happened
     * @param keeperState where the session stands
     * @param path the node; null for an event of the session
     */
    public WatchedEvent(EventType eventType, KeeperState keeperState, @Nullable String path) {
        this(eventType, keeperState, path, NO_ZXID);
    }

    /**
     * The event that a notification of the server stands for.
     *
     * @param eventMessage the event as it was on the wire
     * @param zxid the transaction that has changed the node
     */
    public WatchedEvent(WatcherEvent eventMessage, long zxid) {
        this(
                EventType.fromInt(eventMessage.getType()),
                KeeperState.fromInt(eventMessage.getState()),
                eventMessage.getPath(),
                zxid);
    }

    /** {@return the state of the connection} */
    public KeeperState getState() {
        return keeperState;
    }

    /** {@return what happened; {@link EventType#None} if the event is about the connection} */
    public EventType getType() {
        return eventType;
    }

    /** {@return the node concerned, as the client names it; null if the event is about the connection} */
    public @Nullable String getPath() {
        return path;
    }

    /**
     * {@return the zxid of the transaction that caused the event, or {@link #NO_ZXID}: for events about the connection, for those that
     * catch up after a reconnect, and from servers before 3.9}
     */
    public long getZxid() {
        return zxid;
    }

    /** {@return the form in which the event travels; the zxid is not part of it} */
    public WatcherEvent getWrapper() {
        return new WatcherEvent(eventType.getIntValue(), keeperState.getIntValue(), path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WatchedEvent that
                && eventType == that.eventType
                && keeperState == that.keeperState
                && zxid == that.zxid
                && Objects.equals(path, that.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(eventType, keeperState, path, zxid);
    }

    @Override
    public String toString() {
        String text = "WatchedEvent state:" + keeperState + " type:" + eventType + " path:" + path;
        return eventType == EventType.None ? text : text + " zxid: " + zxid;
    }
}
