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

    protected Transaction(ZooKeeper zk) {
        this.zk = zk;
    }

    /** Adds {@link Op#create(String, byte[], List, CreateMode)}. */
    public Transaction create(String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode) {
        ops.add(Op.create(path, data, acl, createMode));
        return this;
    }

    /** Adds {@link Op#delete(String, int)}. */
    public Transaction delete(String path, int version) {
        ops.add(Op.delete(path, version));
        return this;
    }

    /** Adds {@link Op#check(String, int)}. */
    public Transaction check(String path, int version) {
        ops.add(Op.check(path, version));
        return this;
    }

    /** Adds {@link Op#setData(String, byte[], int)}. */
    public Transaction setData(String path, byte @Nullable [] data, int version) {
        ops.add(Op.setData(path, data, version));
        return this;
    }

    /**
     * Commits and waits, as {@link ZooKeeper#multi(Iterable)}.
     *
     * @return one result per operation, in their order
     */
    public List<OpResult> commit() throws InterruptedException, KeeperException {
        return zk.multi(ops);
    }

    /** Commits without waiting, as {@link ZooKeeper#multi(Iterable, MultiCallback, Object)}. */
    public void commit(MultiCallback cb, @Nullable Object ctx) {
        zk.multi(ops, cb, ctx);
    }
}
