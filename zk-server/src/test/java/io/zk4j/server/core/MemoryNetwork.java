/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.SnapshotSource;
import io.zk4j.server.storage.Snapshotting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Connections between servers in one process, without sockets: messages are handed over as they are, in order. */
final class MemoryNetwork implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Node> nodes = new HashMap<>();
    private final Map<Long, End> ends = new HashMap<>(); // by link
    private final ExecutorService carrier = Executors.newSingleThreadExecutor(); // so that all order is kept
    private final Set<Long> muted = new HashSet<>();
    private long lastLink;

    /** The connections of a server, which is up from now on. */
    PeerLinks join(long sid, Inbox<Input> inbox, Path dataDir) {
        return locked(() -> {
            var node = new Node(sid, inbox, dataDir);
            muted.remove(sid);
            nodes.put(sid, node);
            for (var other : nodes.values()) {
                if (other != node) {
                    other.tell(new ZabInput.VoterUp(sid));
                    node.tell(new ZabInput.VoterUp(other.sid));
                }
            }
            return node;
        });
    }

    /** From now on nothing that a server sends to its learners or its leader arrives, though nobody notices. */
    void mute(long sid) {
        locked(() -> muted.add(sid));
    }

    private <T> T locked(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    @Override
    public void close() {
        carrier.shutdownNow();
    }

    /** One side of a link. */
    private static final class End {
        final Node owner;
        final long link;
        final boolean atLeader;
        long other;

        End(Node owner, long link, boolean atLeader) {
            this.owner = owner;
            this.link = link;
            this.atLeader = atLeader;
        }
    }

    /** A server. */
    private final class Node implements PeerLinks {
        final long sid;
        final Inbox<Input> inbox;
        final Path dataDir;
        final List<Node> waiting = new ArrayList<>(); // to connect
        final Map<Long, Path> snapshots = new HashMap<>(); // by link
        boolean listening;

        Node(long sid, Inbox<Input> inbox, Path dataDir) {
            this.sid = sid;
            this.inbox = inbox;
            this.dataDir = dataDir;
        }

        void tell(ZabInput input) {
            inbox.put(new Input.FromPeers(input));
        }

        @Override
        public void membership(Membership committed, @Nullable Membership lastSeen) {
            // Everybody who has joined is a member.
        }

        @Override
        public void notify(long to, Notification notification) {
            carry(() -> {
                var node = nodes.get(to);
                if (node != null && nodes.get(sid) == this) {
                    node.tell(new ZabInput.Heard(sid, notification));
                }
            });
        }

        @Override
        public void listenForLearners() {
            carry(() -> {
                listening = true;
                waiting.forEach(this::accept);
                waiting.clear();
            });
        }

        private void accept(Node learner) {
            var here = new End(this, ++lastLink, true);
            var there = new End(learner, ++lastLink, false);
            here.other = there.link;
            there.other = here.link;
            ends.put(here.link, here);
            ends.put(there.link, there);
            tell(new ZabInput.LearnerLinked(here.link));
            learner.tell(new ZabInput.LeaderLinked(there.link, sid));
        }

        @Override
        public void stopListening() {
            carry(() -> {
                listening = false;
                waiting.forEach(
                        learner -> learner.tell(new ZabInput.LeaderUnreachable(sid, "it is no leader any more")));
                waiting.clear();
                List.copyOf(ends.values()).stream()
                        .filter(end -> end.owner == this && end.atLeader)
                        .forEach(end -> cut(end.link, "the leader gives up"));
            });
        }

        @Override
        public void connectToLeader(long to) {
            carry(() -> {
                var leader = nodes.get(to);
                if (leader == null) {
                    tell(new ZabInput.LeaderUnreachable(to, "server " + to + " is down"));
                } else if (leader.listening) {
                    leader.accept(this);
                } else {
                    leader.waiting.add(this);
                }
            });
        }

        @Override
        public void send(long link, PeerMessage message) {
            carry(() -> deliver(link, message));
        }

        private void deliver(long link, PeerMessage message) {
            var end = ends.get(link);
            if (end != null && !muted.contains(sid)) {
                ends.get(end.other).owner.tell(new ZabInput.Received(end.other, message));
            }
        }

        @Override
        public void sendSnapshot(long link, SnapshotSource source) {
            carry(() -> {
                long zxid = source.zxid();
                var end = ends.get(link);
                if (end == null) {
                    return;
                }
                try {
                    var written = Snapshotting.write(source, Files.createTempDirectory(dataDir, "sent"));
                    ends.get(end.other).owner.snapshots.put(end.other, written);
                    ends.get(end.other).owner.tell(new ZabInput.SnapshotArrived(end.other, zxid));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public void sendLog(long link, LoggedRange range) {
            carry(() -> {
                try (var reader = range.open()) {
                    for (var record = reader.next(); record != null; record = reader.next()) {
                        deliver(link, new PeerMessage.Proposal(record));
                        deliver(link, new PeerMessage.Commit(record.zxid()));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public void installSnapshot(long link, DataDirectory directory) throws IOException {
            var files = DataDirectory.filesOf(dataDir);
            try (var old = Files.newDirectoryStream(files, "{log,snapshot}.*")) {
                for (Path file : old) {
                    Files.delete(file);
                }
            }
            var arrived = locked(() -> snapshots.remove(link));
            if (arrived == null) {
                throw new IOException("no snapshot came on link " + link);
            }
            Files.copy(arrived, files.resolve(String.valueOf(arrived.getFileName())));
        }

        @Override
        public void dropSnapshot(long link) {
            locked(() -> snapshots.remove(link));
        }

        @Override
        public void disconnect(long link, String reason) {
            carry(() -> cut(link, reason));
        }

        private void cut(long link, String reason) {
            var end = ends.remove(link);
            if (end != null) {
                var other = ends.remove(end.other);
                end.owner.tell(new ZabInput.LinkLost(end.link, reason));
                if (other != null) {
                    other.owner.tell(new ZabInput.LinkLost(other.link, reason));
                }
            }
        }

        @Override
        public void endOfBatch() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            carry(() -> {
                nodes.remove(sid);
                waiting.forEach(learner -> learner.tell(new ZabInput.LeaderUnreachable(sid, "it went down")));
                nodes.values().forEach(node -> node.waiting.remove(this));
                List.copyOf(ends.values()).stream()
                        .filter(end -> end.owner == this)
                        .forEach(end -> cut(end.link, "server " + sid + " went down"));
                nodes.values().forEach(node -> node.tell(new ZabInput.VoterDown(sid)));
            });
        }

        private void carry(Runnable action) {
            carrier.execute(() -> locked(action));
        }
    }
}
