/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.server.txn.TreeDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree as it will be when everything that has been proposed is applied: what a new write must be checked against.
 *
 * <p>A proposal begins with {@link #begin}; the operation looks at znodes and records what it will do to them; then either
 * the proposal stands, or {@link #rollback} takes back all that was recorded since {@code begin}. Recorded znodes are
 * exactly those that applying will make, zxids and times included, so that the digest of the tree after the transaction
 * is known before the transaction is logged. What has been {@link #applied} is forgotten here, because the tree has it.
 *
 * <p>Owned by the core thread of the server that orders writes: the leader, or the only one.
 */
public final class PendingChanges {
    private final DataTree tree;
    private final @Nullable NodeDigest digester;
    private final Map<String, Change> changes = new HashMap<>();
    private final ArrayDeque<Proposal> proposals = new ArrayDeque<>(); // oldest first; only those that change something
    private final Map<Long, Set<String>> ephemerals = new HashMap<>(); // created by proposals
    private final Map<Long, Long> closing = new HashMap<>(); // sessions, and the proposals that close them
    private Proposal current = new Proposal(0, 0);
    private long digest;

    public PendingChanges(DataTree tree) {
        this.tree = tree;
        this.digester = tree.digest() == null ? null : new NodeDigest();
    }

    // ---- The course of a proposal ----

    /** Begins the next proposal; the one before it stands. */
    public void begin(long zxid, long timeMillis) {
        if (proposals.isEmpty()) {
            var treeDigest = tree.digest();
            digest = treeDigest == null ? 0 : treeDigest.value();
        }
        current = new Proposal(zxid, timeMillis);
    }

    /** Takes back what the current proposal has recorded so far. */
    public void rollback() {
        for (int i = current.replaced.size() - 1; i >= 0; i--) {
            var replaced = current.replaced.get(i);
            setDigestedNode(replaced.path(), replaced.before());
        }
        if (!current.replaced.isEmpty() || current.closedSession != 0) {
            proposals.removeLast();
        }
        closing.remove(current.closedSession);
        current = new Proposal(current.zxid, current.timeMillis);
    }

    /** A transaction has been applied to the tree; older ones have been before it. */
    public void applied(long zxid) {
        while (!proposals.isEmpty() && proposals.getFirst().zxid <= zxid) {
            var proposal = proposals.removeFirst();
            for (Replaced replaced : proposal.replaced) {
                forget(replaced.path(), proposal.zxid);
            }
            closing.remove(proposal.closedSession);
        }
    }

    private void forget(String path, long zxid) {
        var change = changes.get(path);
        if (change != null && change.zxid() <= zxid) {
            changes.remove(path);
            unindex(change.node());
        }
    }

    /** Forgets everything: what was proposed will not happen, or will come from somebody else. */
    public void clear() {
        changes.clear();
        proposals.clear();
        ephemerals.clear();
        closing.clear();
        current = new Proposal(0, 0);
    }

    /** Whether everything that was proposed here has been applied. */
    public boolean isEmpty() {
        return proposals.isEmpty();
    }

    // ---- What an operation asks ----

    /** The znode as it will be, or null if there will be none. */
    public @Nullable Znode get(String path) {
        var change = changes.get(path);
        return change == null ? tree.get(path) : change.node();
    }

    /** Whether the closing of a session has been proposed. */
    public boolean isClosing(long sessionId) {
        return closing.containsKey(sessionId);
    }

    /** Paths of the ephemerals that a session will own. */
    public List<String> ephemeralsOf(long sessionId) {
        var paths = new LinkedHashSet<>(tree.view().ephemerals(sessionId));
        paths.addAll(ephemerals.getOrDefault(sessionId, Set.of()));
        paths.removeIf(path -> {
            var node = get(path);
            return node == null || node.ephemeralOwner() != sessionId;
        });
        return List.copyOf(paths);
    }

    /** The innermost subtree with a quota that a path is in, or null. */
    public @Nullable String quotaSubtreeOf(String path) {
        return tree.quotaSubtreeOf(path);
    }

    /** The limits of a subtree that has a quota. */
    public QuotaFigures quotaLimits(String subtree) {
        return tree.quotaLimits(subtree);
    }

    /** What a subtree that has a quota will use of it, or null if nobody has asked to count that. */
    public @Nullable QuotaFigures quotaUse(String subtree) {
        var use = tree.quotaUse(subtree);
        if (use == null) {
            return null;
        }
        int count = 0;
        long bytes = 0;
        for (Map.Entry<String, Change> entry : changes.entrySet()) {
            if (subtree.equals(tree.quotaSubtreeOf(entry.getKey()))) {
                var before = tree.get(entry.getKey());
                var after = entry.getValue().node();
                count += (after == null ? 0 : 1) - (before == null ? 0 : 1);
                bytes += (after == null ? 0 : after.dataLength()) - (before == null ? 0 : before.dataLength());
            }
        }
        return use.plus(count, bytes);
    }

    /** The zxid of the current proposal. */
    public long zxid() {
        return current.zxid;
    }

    /** The time of the current proposal. */
    public long timeMillis() {
        return current.timeMillis;
    }

    /** Digest of the tree after the current proposal, or null if digests are off. */
    public @Nullable TreeDigest digest() {
        return digester == null ? null : TreeDigest.of(digest);
    }

    // ---- What an operation records ----

    /** A znode will be created below {@code parent}, whose count of creates will then be {@code createCount}. */
    public void create(Znode node, Znode parent, int createCount) {
        put(node.path(), node);
        put(parent.path(), parent.withChildCreated(createCount, current.zxid));
    }

    /** A znode will be deleted. */
    public void delete(Znode node, Znode parent) {
        put(node.path(), null);
        put(parent.path(), parent.withChildDeleted(current.zxid));
    }

    /** A znode will be replaced by its next version. */
    public void replace(Znode after) {
        put(after.path(), after);
    }

    /** A session will be closed. */
    public void close(long sessionId) {
        enlist();
        current.closedSession = sessionId;
        closing.put(sessionId, current.zxid);
    }

    private void put(String path, @Nullable Znode node) {
        enlist();
        current.replaced.add(new Replaced(path, changes.get(path)));
        setDigestedNode(path, new Change(current.zxid, node));
    }

    private void enlist() {
        if (current.replaced.isEmpty() && current.closedSession == 0) {
            proposals.addLast(current);
        }
    }

    /** Puts a change, or with null what the tree has, in place of what was known of the path. */
    private void setDigestedNode(String path, @Nullable Change change) {
        digest -= digestOf(get(path));
        var before = change == null ? changes.remove(path) : changes.put(path, change);
        if (before != null) {
            unindex(before.node());
        }
        if (change != null) {
            index(change.node());
        }
        digest += digestOf(get(path));
    }

    private long digestOf(@Nullable Znode node) {
        return node == null || digester == null ? 0 : digester.of(node);
    }

    private void index(@Nullable Znode node) {
        if (node != null && node.isEphemeral()) {
            ephemerals
                    .computeIfAbsent(node.ephemeralOwner(), owner -> new HashSet<>())
                    .add(node.path());
        }
    }

    private void unindex(@Nullable Znode node) {
        if (node != null && node.isEphemeral()) {
            var paths = ephemerals.get(node.ephemeralOwner());
            if (paths != null) {
                paths.remove(node.path());
                if (paths.isEmpty()) {
                    ephemerals.remove(node.ephemeralOwner());
                }
            }
        }
    }

    /** The latest proposed state of a path; without a znode if it will be deleted. */
    private record Change(long zxid, @Nullable Znode node) {}

    /** A path that a proposal changes, and what was known of it before. */
    private record Replaced(String path, @Nullable Change before) {}

    /** What one proposal has recorded. */
    private static final class Proposal {
        final long zxid;
        final long timeMillis;
        final List<Replaced> replaced = new ArrayList<>();
        long closedSession; // 0: none

        Proposal(long zxid, long timeMillis) {
            this.zxid = zxid;
            this.timeMillis = timeMillis;
        }
    }
}
