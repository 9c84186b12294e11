/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which subtrees have a quota, and how much of it they use.
 *
 * <p>For a subtree {@code /x} clients write its limits to {@code /zookeeper/quota/x/zookeeper_limits} and create
 * {@code zookeeper_stats} beside it. From then on the server keeps the use there, in place: no transaction, no version, no
 * watch, and each server for itself. Quotas do not nest: the longest path that has one counts. Owned by the tree's writer.
 */
final class QuotaBook {
    private static final String LIMITS = "/zookeeper_limits";
    private static final String STATS = "/zookeeper_stats";
    private static final String BELOW_QUOTA = SystemNodes.QUOTA + "/";

    private final NodeStore store;
    private final Set<String> subtrees = new HashSet<>();

    QuotaBook(NodeStore store) {
        this.store = store;
    }

    /** The path where a subtree's limits are. */
    static String limitsOf(String subtree) {
        return SystemNodes.QUOTA + subtree + LIMITS;
    }

    /** The path where a subtree's use is. */
    static String statsOf(String subtree) {
        return SystemNodes.QUOTA + subtree + STATS;
    }

    /** The innermost subtree with a quota that a path is in, or null. */
    @Nullable
    String subtreeOf(String path) {
        if (subtrees.isEmpty()) {
            return null;
        }
        for (String at = path; !at.equals(Paths.ROOT); at = Paths.parent(at)) {
            if (subtrees.contains(at)) {
                return at;
            }
        }
        return null;
    }

    List<String> subtrees() {
        return List.copyOf(subtrees);
    }

    void created(Znode node) {
        var subtree = subtreeOf(node.path());
        if (node.path().startsWith(BELOW_QUOTA)) {
            if (node.path().endsWith(LIMITS)) {
                activate(node.path());
            } else if (node.path().endsWith(STATS)) {
                count(subtree(node.path(), STATS));
            }
        }
        use(subtree, 1, node.dataLength());
    }

    void deleted(Znode node) {
        if (node.path().startsWith(BELOW_QUOTA) && node.path().endsWith(LIMITS)) {
            subtrees.remove(subtree(node.path(), LIMITS));
        }
        use(subtreeOf(node.path()), -1, -node.dataLength());
    }

    void dataChanged(Znode before, Znode after) {
        use(subtreeOf(after.path()), 0, after.dataLength() - before.dataLength());
    }

    /** Learns everything anew from the znodes. */
    void recompute() {
        subtrees.clear();
        for (Znode node : store.below(store.require(SystemNodes.QUOTA))) {
            if (node.path().endsWith(LIMITS)) {
                activate(node.path());
                count(subtree(node.path(), LIMITS));
            }
        }
    }

    private void activate(String limitsPath) {
        var subtree = subtree(limitsPath, LIMITS);
        if (!subtree.isEmpty()) { // there is no quota on everything
            subtrees.add(subtree);
        }
    }

    private static String subtree(String quotaPath, String suffix) {
        return quotaPath.substring(SystemNodes.QUOTA.length(), quotaPath.length() - suffix.length());
    }

    private void use(@Nullable String subtree, int moreCount, long moreBytes) {
        if (subtree == null || (moreCount == 0 && moreBytes == 0)) {
            return;
        }
        var stats = store.get(statsOf(subtree));
        if (stats != null) {
            write(stats, QuotaFigures.parseUse(stats.data()).plus(moreCount, moreBytes));
        }
    }

    /** Counts what is in a subtree, its topmost znode included. */
    private void count(String subtree) {
        var stats = store.get(statsOf(subtree));
        if (stats == null) {
            return;
        }
        var top = store.get(subtree);
        if (top == null) {
            write(stats, QuotaFigures.ofUse(0, 0));
            return;
        }
        var below = store.below(top);
        long bytes = top.dataLength();
        for (Znode node : below) {
            bytes += node.dataLength();
        }
        write(stats, QuotaFigures.ofUse(1 + below.size(), bytes));
    }

    private void write(Znode stats, QuotaFigures figures) {
        store.replace(stats, stats.withDataInPlace(figures.toBytes()));
    }
}
