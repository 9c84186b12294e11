/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.AsyncCallback.MultiCallback;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;

/** Collects writes and commits them as one multi. Not thread-safe; to be committed once. */
public class Transaction {
    private final ZooKeeper zk;
    private final List<Op> ops = new ArrayList<>();

    /**
     * An empty transaction.
     *
     * @param zk the client that will commit it
     */
    protected Transaction(ZooKeeper zk) {
        this.zk = zk;
    }

    /**
     * Adds {@link Op#create(String, byte[], List, CreateMode)}.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @return this transaction
     */
    public Transaction create(String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode) {
        ops.add(Op.create(path, data, acl, createMode));
        return this;
    }

    /**
     * Adds {@link Op#delete(String, int)}.
     *
     * @param path the node
     * @param version the version that the node must have; -1 for any
     * @return this transaction
     */
    public Transaction delete(String path, int version) {
        ops.add(Op.delete(path, version));
        return this;
    }

    /**
     * Adds {@link Op#check(String, int)}.
     *
     * @param path the node
     * @param version the version that the node must have; -1 for any
     * @return this transaction
     */
    public Transaction check(String path, int version) {
        ops.add(Op.check(path, version));
        return this;
    }

    /**
     * Adds {@link Op#setData(String, byte[], int)}.
     *
     * @param path the node
     * @param data the data; null for none
     * @param version the version that the node must have; -1 for any
     * @return this transaction
     */
    public Transaction setData(String path, byte @Nullable [] data, int version) {
        ops.add(Op.setData(path, data, version));
        return this;
    }

    /**
     * Commits and waits, as {@link ZooKeeper#multi(Iterable)}.
     *
     * @return one result per operation, in their order
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<OpResult> commit() throws InterruptedException, KeeperException {
        return zk.multi(ops);
    }

    /**
     * Commits without waiting, as {@link ZooKeeper#multi(Iterable, MultiCallback, Object)}.
     *
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void commit(MultiCallback cb, @Nullable Object ctx) {
        zk.multi(ops, cb, ctx);
    }
}
