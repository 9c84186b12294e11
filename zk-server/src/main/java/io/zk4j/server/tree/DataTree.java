/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tree of znodes as of the last applied transaction.
 *
 * <p>One thread, the core, loads and changes it. Any thread may {@link #get} single znodes, and may ask for several things
 * that fit together through {@link #readConsistently}: readers do not disturb each other or the core as long as no
 * transaction is applied at the same moment; only then, and for lists that have to be made, they take a lock.
 */
public final class DataTree {
    /** The membership's own version is in its text; the znode's says nothing, as in Apache's server. */
    private static final int CONFIGURATION_NODE_VERSION = -1;

    /** How often a read is tried without the lock. A transaction is applied in microseconds, so more is seldom needed. */
    private static final int OPTIMISTIC_READS = 3;

    private final NodeStore store;
    private final QuotaBook quotas;
    private final TransactionApplier applier;
    private final StampedLock lock = new StampedLock();
    private final TreeView optimistic = new View(false);
    private final TreeView exact = new View(true);
    private final boolean digests;
    private long lastZxid; // written under the lock

    /** A new database: the system znodes, before any transaction. */
    public DataTree(boolean digests) {
        this.digests = digests;
        this.store = new NodeStore(digests);
        this.quotas = new QuotaBook(store);
        this.applier = new TransactionApplier(store, quotas);
        SystemNodes.fresh().forEach(store::load);
        store.loaded();
    }

    // ---- Writing: the core thread ----

    /**
     * Applies the next transaction. Everybody else sees all of it or nothing.
     *
     * @param listener hears of each change before anybody sees it
     */
    public Applied apply(TxnHeader header, Txn txn, TreeListener listener) {
        long stamp = lock.writeLock();
        try {
            var applied = applier.apply(header, txn, listener);
            lastZxid = header.zxid();
            return applied;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Forgets everything, in order to be loaded. */
    public void clear() {
        long stamp = lock.writeLock();
        try {
            store.clear();
            SystemNodes.fresh().forEach(store::load);
            store.loaded();
            quotas.recompute();
            lastZxid = 0;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Takes a znode from a snapshot; its parent must have come before it. {@link #loaded} ends the loading. */
    public void load(Znode node) {
        long stamp = lock.writeLock();
        try {
            store.load(node);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** All znodes of the snapshot have been loaded; it contains everything up to {@code zxid}. */
    public void loaded(long zxid) {
        long stamp = lock.writeLock();
        try {
            store.loaded();
            quotas.recompute();
            lastZxid = zxid;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Shows the ensemble's membership, which each server knows for itself, without a transaction. Core thread. */
    public void showConfiguration(Bytes text, long version, long timeMillis) {
        long stamp = lock.writeLock();
        try {
            var before = store.get(SystemNodes.CONFIG);
            if (before != null) {
                store.replace(before, before.withData(text, CONFIGURATION_NODE_VERSION, version, timeMillis));
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** The present state, for the core thread only, which need not protect itself from itself. */
    public TreeView view() {
        return exact;
    }

    /** Digest of the whole tree, or null if digests are off. Core thread. */
    public @Nullable TreeDigest digest() {
        return digests ? TreeDigest.of(store.digest()) : null;
    }

    /** The ACL lists in use, each once. Core thread. */
    public List<List<Acl>> aclLists() {
        return store.aclLists();
    }

    /** The innermost subtree with a quota that a path is in, or null. Core thread. */
    public @Nullable String quotaSubtreeOf(String path) {
        return quotas.subtreeOf(path);
    }

    /** The subtrees that have a quota. Core thread. */
    public List<String> quotaSubtrees() {
        return quotas.subtrees();
    }

    /** The limits of a subtree that has a quota. */
    public QuotaFigures quotaLimits(String subtree) {
        return QuotaFigures.parse(dataOf(QuotaBook.limitsOf(subtree)));
    }

    /** What a subtree that has a quota uses of it, or null if nobody has asked to count that. */
    public @Nullable QuotaFigures quotaUse(String subtree) {
        var path = QuotaBook.statsOf(subtree);
        return store.get(path) == null ? null : QuotaFigures.parseUse(dataOf(path));
    }

    private @Nullable Bytes dataOf(String path) {
        var node = store.get(path);
        return node == null ? null : node.data();
    }

    /** Paths of the ephemerals by owning session: a view, for the core thread. */
    public Map<Long, Set<String>> ephemerals() {
        return store.ephemerals();
    }

    /** Paths of the containers and the znodes with a time to live: a view, for the core thread. */
    public Set<String> reapable() {
        return store.reapable();
    }

    // ---- Reading: any thread ----

    /** The znode at a path. */
    public @Nullable Znode get(String path) {
        return store.get(path);
    }

    /**
     * Lets {@code reader} look at the tree as of one transaction. Not for the core thread, which has {@link #view}.
     *
     * @throws X what the reader throws
     */
    public <T, X extends Exception> T readConsistently(TreeReader<T, X> reader) throws X {
        for (int i = 0; i < OPTIMISTIC_READS; i++) {
            long stamp = lock.tryOptimisticRead();
            if (stamp == 0) {
                continue;
            }
            try {
                T result = reader.read(optimistic);
                if (lock.validate(stamp)) {
                    return result;
                }
            } catch (NeedsLock e) {
                break;
            } catch (Exception e) {
                if (lock.validate(stamp)) {
                    throw e;
                }
            }
        }
        long stamp = lock.readLock();
        try {
            return reader.read(exact);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** The last applied transaction. */
    public long lastZxid() {
        return readConsistently(TreeView::zxid);
    }

    /** Number of znodes, the system's included. */
    public int nodeCount() {
        return locked(() -> store.nodes().size());
    }

    /** Bytes of paths and data, roughly. */
    public long dataSize() {
        return locked(store::bytes);
    }

    /** Number of ephemerals. */
    public int ephemeralCount() {
        return locked(
                () -> store.ephemerals().values().stream().mapToInt(Set::size).sum());
    }

    /**
     * Shows every znode that exists throughout the walk, parents before their children, without holding up the core: what
     * is changed meanwhile is seen in its old or its new state or, if created or deleted, perhaps not at all.
     *
     * <p>A child that was created when its parent had been shown is not shown, unless in the place of one that was there before.
     * Apache's servers need that: replaying a create2, they count the child in the parent only if it is not there yet.
     */
    public void walk(Consumer<Znode> visitor) {
        var ahead = new ArrayDeque<Object>(); // what stands for paths, which are made when it is their turn
        ahead.push(Paths.ROOT);
        while (!ahead.isEmpty()) {
            var node = get(ChildNames.pathOf(ahead.pop()));
            if (node == null) {
                continue;
            }
            if (node.numChildren() == 0) {
                visitor.accept(node);
                continue;
            }
            var family = familyOf(node.path());
            if (family != null) {
                visitor.accept(family.parent);
                for (Object child : family.childKeys) {
                    ahead.push(child);
                }
            }
        }
    }

    private @Nullable Family familyOf(String path) {
        return locked(() -> {
            var node = store.get(path);
            if (node == null) {
                return null;
            }
            var names = node.children();
            return new Family(node, names == null ? List.of() : List.of(names.keys()));
        });
    }

    private <T> T locked(Supplier<T> reader) {
        long stamp = lock.readLock();
        try {
            return reader.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** A znode and its children of the same moment. */
    private record Family(Znode parent, List<Object> childKeys) {}

    /** The tree as readers see it; {@code exact} if nobody writes meanwhile, so that the core's own tables may be used. */
    private final class View implements TreeView {
        private final boolean exact;

        View(boolean exact) {
            this.exact = exact;
        }

        @Override
        public long zxid() {
            return lastZxid;
        }

        @Override
        public @Nullable Znode get(String path) {
            return store.get(path.isEmpty() ? Paths.ROOT : path); // to readers, no path at all is the root
        }

        @Override
        public List<String> children(Znode node) {
            var names = node.children();
            if (names == null) {
                return NameList.EMPTY;
            }
            var listed = node.listedChildren();
            if (listed != null) {
                return listed;
            }
            needLock();
            var list = NameList.of(node.path(), names);
            node.rememberChildren(list);
            return list;
        }

        @Override
        public List<String> ephemerals(long sessionId) {
            needLock();
            return store.ephemeralsOf(sessionId);
        }

        @Override
        public int countDescendants(Znode node) {
            if (node.path().equals(Paths.ROOT)) {
                return store.nodes().size() - 1;
            }
            needLock();
            return store.countBelow(node);
        }

        private void needLock() {
            if (!exact) {
                throw new NeedsLock();
            }
        }
    }

    /** Says that a reader has asked for something that can be had only under the lock. */
    private static final class NeedsLock extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsLock() {
            super("to be read under the lock", null, false, false);
        }
    }
}
