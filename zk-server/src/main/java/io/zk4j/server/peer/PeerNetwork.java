/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.zk4j.server.core.Inbox;
import io.zk4j.server.core.Input;
import io.zk4j.server.core.LoggedRange;
import io.zk4j.server.core.PeerLinks;
import io.zk4j.server.guard.ConnectionGuard;
import io.zk4j.server.guard.OpenConnections;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.SnapshotSource;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** All connections to the other servers of an ensemble: {@link PeerLinks} on real sockets. */
public final class PeerNetwork implements PeerLinks {
    private static final int LOOPS = 2;

    /** Host names that are looked up at a time: one whose name server does not answer must not keep the others waiting. */
    private static final int LOOKUPS_MAX = 4;

    private static final long SHUTDOWN_MILLIS_MAX = 2_000;

    private final Directory directory;
    private final EventLoopGroup loops;
    private final OpenConnections connections;
    private final ExecutorService lookups;
    private final ElectionLinks elections;
    private final QuorumLinks quorum;
    private final DataDirectory data;

    private PeerNetwork(
            NetworkSettings settings,
            Membership committed,
            @Nullable Membership lastSeen,
            Inbox<Input> inbox,
            DataDirectory data,
            ConnectionGuard guard) {
        this.data = data;
        this.loops = new MultiThreadIoEventLoopGroup(
                LOOPS, new DefaultThreadFactory("zk4j-peer", true), NioIoHandler.newFactory());
        this.connections = new OpenConnections(guard);
        this.lookups = Executors.newFixedThreadPool(LOOKUPS_MAX, new DefaultThreadFactory("zk4j-peer-names", true));
        this.directory = new Directory(committed, lastSeen, lookups, InetAddress::getAllByName);
        this.elections = new ElectionLinks(
                settings, directory, loops.next(), input -> inbox.put(new Input.FromPeers(input)), connections);
        this.quorum = new QuorumLinks(settings, directory, loops, inbox::putAll, data::receiveSnapshot, connections);
    }

    /**
     * Opens the election port.
     *
     * @throws IOException if it cannot be had
     */
    public static PeerNetwork open(
            NetworkSettings settings,
            Membership committed,
            @Nullable Membership lastSeen,
            Inbox<Input> inbox,
            DataDirectory data,
            ConnectionGuard guard)
            throws IOException, InterruptedException {
        var network = new PeerNetwork(settings, committed, lastSeen, inbox, data, guard);
        boolean open = false;
        try {
            var self = network.directory.member(settings.self());
            if (self != null) {
                network.elections.listen(self.addresses());
            }
            open = true;
            return network;
        } finally {
            if (!open) {
                network.close();
            }
        }
    }

    @Override
    public void membership(Membership committed, @Nullable Membership lastSeen) {
        directory.members(committed, lastSeen);
    }

    @Override
    public void notify(long to, Notification notification) {
        elections.send(to, notification);
    }

    @Override
    public void listenForLearners() {
        quorum.listen();
    }

    @Override
    public void stopListening() {
        quorum.stopListening();
    }

    @Override
    public void connectToLeader(long sid) {
        quorum.connectToLeader(sid);
    }

    @Override
    public void send(long link, PeerMessage message) {
        quorum.send(link, new QuorumLink.Outgoing.Message(message));
    }

    @Override
    public void sendSnapshot(long link, SnapshotSource source) {
        quorum.send(link, new QuorumLink.Outgoing.Stream(out -> {
            data.streamSnapshot(source, out);
            return source.lastProcessedZxid();
        }));
    }

    @Override
    public void sendLog(long link, LoggedRange range) {
        quorum.send(link, new QuorumLink.Outgoing.Stream(new LoggedStream(range)));
    }

    @Override
    public void installSnapshot(long link, DataDirectory into) throws IOException {
        into.install(quorum.takeArrived(link));
    }

    @Override
    public void dropSnapshot(long link) {
        quorum.dropArrived(link);
    }

    @Override
    public void disconnect(long link, String reason) {
        quorum.disconnect(link, reason);
    }

    @Override
    public void endOfBatch() {
        quorum.endOfBatch();
    }

    @Override
    public void close() {
        elections.close();
        quorum.close();
        connections.endWith(loops, SHUTDOWN_MILLIS_MAX);
        lookups.shutdownNow(); // last, since the loops ask it
    }
}
