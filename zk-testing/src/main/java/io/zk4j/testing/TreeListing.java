/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.client.Children;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.client.NodeAcl;
import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import io.zk4j.server.tree.DataTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything a client can see of a server's tree: data, ACLs and every field of every stat. Two servers of one ensemble must give equal
 * listings.
 *
 * @param nodes by path
 */
public record TreeListing(Map<String, Entry> nodes) {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final int IN_FLIGHT_MAX = 300;

    /** What each server keeps for itself: with relays, even the addresses in it differ. */
    private static final Set<String> LEFT_OUT = Set.of("/zookeeper/config");

    /** One znode. */
    public record Entry(String data, String acls, Stat stat) {}

    public TreeListing {
        nodes = Map.copyOf(nodes);
    }

    /**
     * Reads the tree of a server after it has caught up with its leader. It is that of one moment only if nobody writes meanwhile; what is
     * deleted while it is read, as the ephemerals of a session that just expires, is not in it. If the connection breaks meanwhile, as in an
     * election, it is read anew.
     *
     * @throws CompletionException with the client's reason, if that goes on for a minute
     */
    public static TreeListing of(ZkProcess server) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return readOnce(server);
            } catch (CompletionException e) {
                boolean mayBeRepeated =
                        e.getCause() instanceof ZkException failure && failure.advice() != ZkException.Advice.GIVE_UP;
                if (!mayBeRepeated || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static TreeListing readOnce(ZkProcess server) {
        try (var client = ZkClient.builder(server.connectString())
                .sessionTimeout(SESSION_TIMEOUT)
                .callbacksOn(Runnable::run)
                .open()) {
            client.sync("/").toCompletableFuture().join();
            return read(client);
        }
    }

    /** What a tree holds; for the thread that changes it. */
    static TreeListing of(DataTree tree) {
        var found = new TreeMap<String, Entry>();
        tree.walk(node -> {
            if (!LEFT_OUT.contains(node.path())) {
                var data = node.data();
                found.put(
                        node.path(),
                        new Entry(data == null ? "" : data.utf8(), node.acls().toString(), node.stat()));
            }
        });
        return new TreeListing(found);
    }

    private static TreeListing read(ZkClient client) {
        var found = new TreeMap<String, Entry>();
        for (List<String> level = List.of("/"); !level.isEmpty(); ) {
            var next = new ArrayList<String>();
            for (int from = 0; from < level.size(); from += IN_FLIGHT_MAX) {
                var piece = level.subList(from, Math.min(level.size(), from + IN_FLIGHT_MAX));
                for (var visit : piece.stream().map(path -> visit(client, path)).toList()) {
                    visit.join().ifPresent(visited -> {
                        found.put(visited.path(), visited.entry());
                        next.addAll(visited.children());
                    });
                }
            }
            next.removeAll(LEFT_OUT);
            level = next;
        }
        return new TreeListing(found);
    }

    private record Visited(String path, Entry entry, List<String> children) {}

    /** Reads one znode; empty if it is gone. */
    private static CompletableFuture<Optional<Visited>> visit(ZkClient client, String path) {
        CompletionStage<Node> node = client.get(path);
        CompletionStage<NodeAcl> acl = client.acl(path);
        CompletionStage<Children> children = client.children(path);
        return node.thenCombine(
                        acl, (read, acls) -> new Entry(read.text(), acls.acls().toString(), read.stat()))
                .thenCombine(
                        children,
                        (entry, below) -> Optional.of(new Visited(
                                path,
                                entry,
                                below.names().stream()
                                        .map(name -> Paths.child(path, name))
                                        .toList())))
                .toCompletableFuture()
                .exceptionally(TreeListing::unlessGone);
    }

    private static Optional<Visited> unlessGone(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof NoNodeException) {
            return Optional.empty();
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }

    /** Whether there is a znode at this path. */
    public boolean contains(String path) {
        return nodes.containsKey(path);
    }

    /** The data of a znode, as text. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(nodes.get(path)).map(Entry::data);
    }

    /** The ephemeral znodes, each with the session that owns it. */
    public Map<String, Long> ephemerals() {
        var owners = new TreeMap<String, Long>();
        nodes.forEach((path, entry) -> {
            if (entry.stat().ephemeralOwner() != 0) {
                owners.put(path, entry.stat().ephemeralOwner());
            }
        });
        return owners;
    }

    /** How this differs from another listing, a line each; empty if they are equal. */
    public List<String> differencesTo(TreeListing other) {
        var differences = new ArrayList<String>();
        var paths = new TreeMap<>(nodes);
        paths.putAll(other.nodes);
        for (var path : paths.keySet()) {
            var mine = nodes.get(path);
            var theirs = other.nodes.get(path);
            if (mine == null || !mine.equals(theirs)) {
                differences.add(path + ": " + mine + " here, " + theirs + " there");
            }
        }
        return differences;
    }
}
