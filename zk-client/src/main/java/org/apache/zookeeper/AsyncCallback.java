/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.List;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Receives the outcome of an asynchronous call.
 *
 * <p>Every callback runs on the event thread of its {@link ZooKeeper}, one after another, in the order of the replies and
 * behind the watch events that came before the reply. A callback that blocks holds up all those behind it; it may make
 * synchronous calls all the same.
 *
 * <p>In each {@code processResult}, {@code rc} is the number of a {@link KeeperException.Code}, 0 for success; {@code path}
 * and {@code ctx} are what the caller passed in; the results are null where the call failed.
 */
public interface AsyncCallback {
    /** Outcome of a call that yields a {@link Stat}. */
    interface StatCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param stat the stat of the node; null unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, @Nullable Stat stat);
    }

    /** Outcome of counting all descendants; {@code number} is -1 where the call failed. */
    interface AllChildrenNumberCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param number how many nodes there are below; -1 unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, int number);
    }

    /** Outcome of a read of data. */
    interface DataCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param data the data; null if there is none, or unless the call has succeeded
         * @param stat the stat of the node; null unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, byte @Nullable [] data, @Nullable Stat stat);
    }

    /** Outcome of a read of an access control list. */
    interface ACLCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param acl who may do what; null unless the call has succeeded
         * @param stat the stat of the node; null unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, @Nullable List<ACL> acl, @Nullable Stat stat);
    }

    /** Outcome of a read of child names. */
    interface ChildrenCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param children the names of the children; null unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, @Nullable List<String> children);
    }

    /** Outcome of a read of child names together with the parent's {@link Stat}. */
    interface Children2Callback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param children the names of the children; null unless the call has succeeded
         * @param stat the stat of the node; null unless the call has succeeded
         */
        void processResult(
                int rc, String path, @Nullable Object ctx, @Nullable List<String> children, @Nullable Stat stat);
    }

    /** Outcome of a create; {@code name} is the path of the node, with its sequence number if it has one. */
    interface Create2Callback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param name the path of the new node, with its number if it is sequential; null unless the call has succeeded
         * @param stat the stat of the node; null unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, @Nullable String name, @Nullable Stat stat);
    }

    /** Outcome of a create; {@code name} is the path of the node, with its sequence number if it has one. */
    interface StringCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param name the path of the new node, with its number if it is sequential; null unless the call has succeeded
         */
        void processResult(int rc, String path, @Nullable Object ctx, @Nullable String name);
    }

    /** Outcome of a call that yields nothing. */
    interface VoidCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         */
        void processResult(int rc, String path, @Nullable Object ctx);
    }

    /**
     * Outcome of a multi, one result per operation. If a write failed, {@code rc} is the code of the first operation that
     * failed and the results are {@link OpResult.ErrorResult}s. {@code path} is null.
     */
    interface MultiCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param path the node, as the application has named it
         * @param ctx what the application has handed over with the call
         * @param opResults what became of each operation; null without an answer
         */
        void processResult(int rc, @Nullable String path, @Nullable Object ctx, @Nullable List<OpResult> opResults);
    }

    /** Outcome of asking for the ephemeral nodes of the session. */
    interface EphemeralsCallback extends AsyncCallback {
        /**
         * Tells the outcome of a call.
         *
         * @param rc the number of a {@link KeeperException.Code}; 0 for success
         * @param ctx what the application has handed over with the call
         * @param paths the paths; null unless the call has succeeded
         */
        void processResult(int rc, @Nullable Object ctx, @Nullable List<String> paths);
    }
}
