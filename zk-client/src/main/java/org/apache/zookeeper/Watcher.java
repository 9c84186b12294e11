/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

/**
 * Told about changes of watched nodes and of the connection.
 *
 * <p>{@link #process} runs on the event thread of the {@link ZooKeeper}, one event at a time, in the order of the server.
 * A watcher is known by {@code equals}: set twice on one path it is told once.
 */
@FunctionalInterface
public interface Watcher {
    /**
     * Called once per event. An exception is logged and does not disturb other watchers.
     *
     * @param event what has happened
     */
    void process(WatchedEvent event);

    /** What an event says. */
    interface Event {
        /** State of the connection at the time of an event. */
        enum KeeperState {
            /** Not used by any server. */
            @Deprecated
            Unknown(-1),

            /** No server can be reached at present; the session may live on. */
            Disconnected(0),

            /** Not used by any server. */
            @Deprecated
            NoSyncConnected(1),

            /** Connected to a server that takes reads and writes. */
            SyncConnected(3),

            /** The server refused the credentials; the client is of no further use. */
            AuthFailed(4),

            /** Connected to a server that takes reads only. */
            ConnectedReadOnly(5),

            /** The SASL exchange succeeded. */
            SaslAuthenticated(6),

            /** The session and its ephemeral nodes are gone; the client is of no further use. */
            Expired(-112),

            /** The client was closed by its owner. */
            Closed(7);

            private final int intValue;

            KeeperState(int intValue) {
                this.intValue = intValue;
            }

            /** {@return the number on the wire} */
            public int getIntValue() {
                return intValue;
            }

            /**
             * The state of a number on the wire.
             *
             * @param intValue the number on the wire
             * @return what has the number
             * @throws RuntimeException if there is none
             */
            public static KeeperState fromInt(int intValue) {
                for (KeeperState state : values()) {
                    if (state.intValue == intValue) {
                        return state;
                    }
                }
                throw new IllegalArgumentException(intValue + " is not the number of a KeeperState");
            }
        }

        /** What happened to a node. */
        enum EventType {
            /** Nothing happened to a node: the event is about the connection. */
            None(-1),
            /** The node has come into being. */
            NodeCreated(1),
            /** The node is gone. */
            NodeDeleted(2),
            /** The data of the node was replaced. */
            NodeDataChanged(3),

            /** A child was created or deleted. */
            NodeChildrenChanged(4),

            /** A data watch was removed by {@link ZooKeeper#removeWatches}. */
            DataWatchRemoved(5),

            /** A child watch was removed by {@link ZooKeeper#removeWatches}. */
            ChildWatchRemoved(6),

            /** A persistent watch was removed by {@link ZooKeeper#removeWatches}. */
            PersistentWatchRemoved(7);

            private final int intValue;

            EventType(int intValue) {
                this.intValue = intValue;
            }

            /** {@return the number on the wire} */
            public int getIntValue() {
                return intValue;
            }

            /**
             * The type of a number on the wire.
             *
             * @param intValue the number on the wire
             * @return what has the number
             * @throws RuntimeException if there is none
             */
            public static EventType fromInt(int intValue) {
                for (EventType type : values()) {
                    if (type.intValue == intValue) {
                        return type;
                    }
                }
                throw new IllegalArgumentException(intValue + " is not the number of an EventType");
            }
        }
    }

    /** Which watches to remove. */
    enum WatcherType {
        /** Those set by {@code getChildren}. */
        Children(1),

        /** Those set by {@code getData} and {@code exists}. */
        Data(2),

        /** Those set with {@link AddWatchMode#PERSISTENT}. */
        Persistent(4),

        /** Those set with {@link AddWatchMode#PERSISTENT_RECURSIVE}. */
        PersistentRecursive(5),

        /** All. */
        Any(3);

        private final int intValue;

        WatcherType(int intValue) {
            this.intValue = intValue;
        }

        /** {@return the number on the wire} */
        public int getIntValue() {
            return intValue;
        }

        /**
         * The type of a number on the wire.
         *
         * @param intValue the number on the wire
         * @return what has the number
         * @throws RuntimeException if there is none
         */
        public static WatcherType fromInt(int intValue) {
            for (WatcherType type : values()) {
                if (type.intValue == intValue) {
                    return type;
                }
            }
            throw new IllegalArgumentException(intValue + " is not the number of a WatcherType");
        }
    }
}
