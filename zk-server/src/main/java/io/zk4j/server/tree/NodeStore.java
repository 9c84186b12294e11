/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The znodes and everything that is derived from them: children, owners, digest, sizes. Every change of the tree comes
 * down to the few verbs of this class, which keep the books in order.
 *
 * <p>Knows nothing of transactions. Owned by the writer; of its methods only {@link #get} is for other threads.
 */
final class NodeStore {
    private final NodeTable nodes = new NodeTable();
    private final AclLists aclLists = new AclLists();
    private final Map<Long, Set<String>> ephemerals = new HashMap<>();
    private final Set<String> reapable = new LinkedHashSet<>(); // containers and TTL znodes
    private final @Nullable NodeDigest digester;
    private long digest;
    private long bytes; // of paths and data
    private @Nullable Siblings loading; // those of the znode loaded last

    NodeStore(boolean digests) {
        this.digester = digests ? new NodeDigest() : null;
    }

    @Nullable
    Znode get(String path) {
        return nodes.get(path);
    }

    /** The znode at a path that must have one. */
    Znode require(String path) {
        var node = nodes.get(path);
        if (node == null) {
            throw new IllegalStateException("no znode at " + path);
        }
        return node;
    }

    void clear() {
        nodes.clear();
        aclLists.clear();
        ephemerals.clear();
        reapable.clear();
        digest = 0;
        bytes = 0;
        loading = null;
    }

    /**
     * Adds a znode that is not there yet; says nothing to the parent.
     *
     * @return what stands for its path from now on
     */
    Object add(Znode node) {
        var owned = withSharedAcls(node).packed();
        nodes.put(owned);
        enter(owned);
        return owned.pathKey();
    }

    @SuppressWarnings("ReferenceEquality") // the very list
    private Znode withSharedAcls(Znode node) {
        var acls = aclLists.use(node.acls());
        return acls == node.acls() ? node : node.withAcls(acls, node.aversion());
    }

    private void enter(Znode node) {
        index(node);
        bytes += node.pathLength() + node.dataLength();
        digest += digestOf(node);
    }

    /** Puts the next version of a znode in place. */
    void replace(Znode before, Znode after) {
        put(before, after);
        bytes += after.dataLength() - before.dataLength();
        digest += digestOf(after) - digestOf(before);
    }

    /** Also has the parent keep what stands for the path from now on, so that the version before can be forgotten. */
    @SuppressWarnings("ReferenceEquality") // the very key
    private void put(Znode before, Znode after) {
        nodes.put(after);
        if (before.pathKey() != after.pathKey() && after.pathLength() > 1) {
            var path = after.path();
            var parent = nodes.get(Paths.parent(path));
            var names = parent == null ? null : parent.children();
            if (names != null) {
                names.rekey(path, after.pathKey());
            }
        }
    }

    /** Puts the next version of a znode in place, whose ACL may be another. */
    Znode replaceAcls(Znode before, List<Acl> acls, int aversion) {
        var after = before.withAcls(aclLists.use(acls), aversion);
        aclLists.release(before.acls());
        replace(before, after);
        return after;
    }

    /**
     * Puts the next version of a parent in place, after {@code child} has joined its children.
     *
     * @param childKey what {@link #add} has returned
     */
    Znode addChild(Znode before, Znode after, String child, Object childKey) {
        var names = before.children();
        if (names == null) {
            names = new ChildNames();
        }
        names.add(child, childKey);
        return replaceParent(before, after.withChildren(names));
    }

    /** Puts the next version of a parent in place, after {@code child} has left its children. */
    Znode removeChild(Znode before, Znode after, String child) {
        var names = before.children();
        if (names == null) {
            return replaceParent(before, after);
        }
        names.remove(child);
        return replaceParent(before, after.withChildren(names.size() == 0 ? null : names));
    }

    private Znode replaceParent(Znode before, Znode after) {
        replace(before, after);
        return after;
    }

    /** Removes a znode; says nothing to the parent. */
    void remove(Znode node) {
        nodes.remove(node.path());
        aclLists.release(node.acls());
        unindex(node);
        bytes -= node.pathLength() + node.dataLength();
        digest -= digestOf(node);
    }

    /** Removes what is below a znode, which is something only when an old log is replayed over a newer snapshot. */
    void removeBelow(Znode node) {
        below(node).forEach(this::remove);
    }

    /** Number of znodes below one. */
    int countBelow(Znode node) {
        return below(node).size();
    }

    /** All znodes below one. Without recursion, since a tree may be deeper than a stack. */
    List<Znode> below(Znode node) {
        var found = new ArrayList<Znode>();
        addChildren(node, found);
        for (int i = 0; i < found.size(); i++) {
            addChildren(found.get(i), found);
        }
        return found;
    }

    private void addChildren(Znode node, List<Znode> found) {
        var names = node.children();
        if (names != null) {
            for (String path : names.toArray()) {
                found.add(require(path));
            }
        }
    }

    /** Takes a znode from a snapshot, where parents come first. Children are counted by {@link #loaded}. */
    void load(Znode node) {
        var path = node.path();
        var owned = withSharedAcls(node).packed();
        var known = nodes.putIfAbsent(path, owned);
        if (known != null) { // the system's own are there before anything is loaded
            remove(known);
            owned = owned.withChildren(known.children());
            nodes.put(owned);
        }
        enter(owned);
        if (!path.equals(Paths.ROOT)) {
            var siblings = siblingsOf(path);
            if (!siblings.add(path, owned.pathKey())) {
                siblings.rekey(path, owned.pathKey());
            }
        }
    }

    /** The children's names of the parent; snapshots mostly have siblings one after the other, so it is seldom looked up. */
    private ChildNames siblingsOf(String path) {
        var latest = loading;
        if (latest == null || !latest.include(path)) {
            latest = new Siblings(Paths.parent(path), namesBelow(Paths.parent(path), path));
            loading = latest;
        }
        return latest.names;
    }

    private ChildNames namesBelow(String parentPath, String path) {
        var parent = nodes.get(parentPath);
        if (parent == null) {
            throw new IllegalArgumentException("znode " + path + " comes before its parent");
        }
        var names = parent.children();
        if (names == null) {
            names = new ChildNames();
            put(parent, parent.withChildren(names));
        }
        return names;
    }

    /** Counts the children of all znodes that {@link #load} has brought. */
    void loaded() {
        loading = null;
        var parents = new ArrayList<Znode>();
        nodes.forEach(node -> {
            var names = node.children();
            if (names != null && names.size() != node.numChildren()) {
                parents.add(node.withChildren(names));
            }
        });
        parents.forEach(nodes::put); // numbers of children are not part of the digest
    }

    private void index(Znode node) {
        if (node.isEphemeral()) {
            ephemerals
                    .computeIfAbsent(node.ephemeralOwner(), owner -> new LinkedHashSet<>())
                    .add(node.path());
        } else if (node.ephemeralOwner() != EphemeralOwner.NONE) {
            reapable.add(node.path());
        }
    }

    private void unindex(Znode node) {
        var owned = ephemerals.get(node.ephemeralOwner());
        if (owned != null) {
            owned.remove(node.path());
            if (owned.isEmpty()) {
                ephemerals.remove(node.ephemeralOwner());
            }
        }
        reapable.remove(node.path());
    }

    private long digestOf(Znode node) {
        return digester == null ? 0 : digester.of(node);
    }

    long digest() {
        return digest;
    }

    long bytes() {
        return bytes;
    }

    NodeTable nodes() {
        return nodes;
    }

    List<List<Acl>> aclLists() {
        return aclLists.all();
    }

    /** A copy of the paths that a session owns. */
    List<String> ephemeralsOf(long sessionId) {
        return List.copyOf(ephemerals.getOrDefault(sessionId, Set.of()));
    }

    /** Paths by owning session; a view. */
    Map<Long, Set<String>> ephemerals() {
        return Collections.unmodifiableMap(ephemerals);
    }

    /** Paths of containers and TTL znodes; a view. */
    Set<String> reapable() {
        return Collections.unmodifiableSet(reapable);
    }

    /** The children of one parent, while they are loaded. */
    private record Siblings(String parent, ChildNames names) {
        boolean include(String path) {
            int parentLength = Math.max(Paths.ROOT.length(), path.lastIndexOf('/'));
            return parent.length() == parentLength && path.startsWith(parent);
        }
    }
}
