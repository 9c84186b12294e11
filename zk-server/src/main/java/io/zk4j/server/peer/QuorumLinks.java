/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.zk4j.server.core.Input;
import io.zk4j.server.guard.ConnectionGuard;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Member.PeerAddress;
import io.zk4j.server.storage.SnapshotIntake;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections on the quorum port, opened by learners or to a leader.
 *
 * <p>The port is open only while this server leads: a learner that comes too early is refused and tries again, while one that
 * is taken in and then left alone would go back to voting. The core thread says what should be; links end on event loops.
 */
final class QuorumLinks {
    private static final Logger LOG = LoggerFactory.getLogger(QuorumLinks.class);

    private final NetworkSettings settings;
    private final Directory directory;
    private final EventLoopGroup loops;
    private final Consumer<List<Input>> inbox;
    private final IntakeSource intakes;
    private final ConnectionGuard guard;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, QuorumLink> links = new ConcurrentHashMap<>();
    private final Map<Long, SnapshotIntake> arrived = new ConcurrentHashMap<>();
    private final Set<QuorumLink> toWake = new HashSet<>(); // core thread
    private final List<Channel> listening = new ArrayList<>(); // core thread
    private final Set<Long> ofLearners = ConcurrentHashMap.newKeySet();
    private @Nullable LeaderCall call; // core thread

    QuorumLinks(
            NetworkSettings settings,
            Directory directory,
            EventLoopGroup loops,
            Consumer<List<Input>> inbox,
            IntakeSource intakes,
            ConnectionGuard guard) {
        this.settings = settings;
        this.directory = directory;
        this.loops = loops;
        this.inbox = inbox;
        this.intakes = intakes;
        this.guard = guard;
    }

    /** Makes the files that snapshots go to. */
    @FunctionalInterface
    interface IntakeSource {
        SnapshotIntake receive(long zxid) throws IOException;
    }

    // ---- leading

    void listen() {
        var self = directory.member(settings.self());
        if (self == null) {
            LOG.error("Server {} is to lead but is in no server list", settings.self());
            return;
        }
        for (PeerAddress address : self.addresses()) {
            var at = settings.listenOnAllAddresses()
                    ? new InetSocketAddress(address.quorumPort())
                    : new InetSocketAddress(address.host(), address.quorumPort());
            var bound = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, settings.keepAlive())
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            guard.opened(channel, ConnectionGuard.Kind.QUORUM_ACCEPTED, ConnectionGuard.UNKNOWN);
                            link(channel, false, ZabInput.LearnerLinked::new);
                        }
                    })
                    .bind(at);
            listening.add(bound.channel());
            var unused = bound.addListener((ChannelFutureListener) binding -> {
                // Closed before it was open: the server stopped leading at once.
                if (!binding.isSuccess() && !(binding.cause() instanceof ClosedChannelException)) {
                    LOG.error(
                            "Cannot listen for learners at {} ({}), so no server can follow this one. Stop whatever uses"
                                    + " that port, or choose another one for server.{}",
                            at,
                            binding.cause().getMessage(),
                            settings.self());
                }
            });
            if (settings.listenOnAllAddresses()) {
                return;
            }
        }
    }

    void stopListening() {
        for (var channel : listening) {
            var unused = channel.close();
        }
        listening.clear();
        for (long id : List.copyOf(ofLearners)) {
            disconnect(id, "this server does not lead any more");
        }
    }

    // ---- learning

    void connectToLeader(long leader) {
        if (call != null) {
            call.cancel();
        }
        var loop = loops.next();
        var current = new LeaderCall(
                loop,
                address -> connect(loop, address, leader),
                settings.leaderConnectMillis(),
                channel -> link(channel, true, link -> new ZabInput.LeaderLinked(link, leader)),
                reason -> tell(new ZabInput.LeaderUnreachable(leader, reason)));
        call = current;
        var unused = directory
                .addresses(leader, PeerAddress::quorumPort)
                .whenComplete(
                        (found, failure) -> loop.execute(() -> current.tryAll(found == null ? List.of() : found)));
    }

    private ChannelFuture connect(EventLoopGroup loop, InetSocketAddress address, long leader) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.leaderConnectMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, settings.keepAlive())
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        guard.opened(channel, ConnectionGuard.Kind.QUORUM_OPENED, leader);
                        // What it speaks is added when it has been chosen among the addresses.
                    }
                })
                .connect(address);
    }

    private void link(Channel channel, boolean toLeader, LongFunction<ZabInput> introduction) {
        long id = lastId.incrementAndGet();
        var link = new QuorumLink(id, channel, inbox, () -> forget(id));
        links.put(id, link);
        if (!toLeader) {
            ofLearners.add(id); // before the core hears of it, which may stop listening at once
        }
        tell(introduction.apply(id));
        channel.pipeline()
                .addLast(new PacketDecoder(link, toLeader, settings.packetBytesMax(), new PacketDecoder.Snapshots() {
                    @Override
                    public SnapshotIntake receive(long zxid) throws IOException {
                        return intakes.receive(zxid);
                    }

                    @Override
                    public void arrived(QuorumLink from, SnapshotIntake intake) {
                        arrived.put(from.id(), intake);
                        from.hear(new Input.FromPeers(new ZabInput.SnapshotArrived(from.id(), intake.zxid())));
                    }
                }));
        if (channel.isActive()) {
            channel.config().setAutoRead(true);
        } else if (toLeader) {
            link.gone("closed at once by the other side");
        }
    }

    private void tell(ZabInput input) {
        inbox.accept(List.of(new Input.FromPeers(input)));
    }

    private void forget(long id) {
        links.remove(id);
        ofLearners.remove(id);
    }

    // ---- both

    void send(long id, QuorumLink.Outgoing outgoing) {
        var link = links.get(id);
        if (link == null) {
            return; // gone; the core has been told or will be
        }
        if (link.add(outgoing)) {
            toWake.add(link);
        } else {
            link.cut("more than " + QuorumLink.WAITING_MAX + " messages wait for it");
        }
    }

    void endOfBatch() {
        if (!toWake.isEmpty()) {
            toWake.forEach(QuorumLink::wake);
            toWake.clear();
        }
    }

    void disconnect(long id, String reason) {
        var link = links.get(id);
        if (link != null) {
            link.close(reason);
        }
        dropArrived(id);
    }

    /** The snapshot that has arrived on a link, which is the caller's from now on. */
    SnapshotIntake takeArrived(long id) throws IOException {
        var intake = arrived.remove(id);
        if (intake == null) {
            throw new IOException("no snapshot has arrived on link " + id);
        }
        return intake;
    }

    /** A snapshot that has arrived on a link and has not been taken is not wanted any more. */
    void dropArrived(long id) {
        var intake = arrived.remove(id);
        if (intake != null) {
            try {
                intake.close();
            } catch (IOException e) {
                LOG.warn("Could not remove {}", intake, e);
            }
        }
    }

    void close() {
        stopListening();
        if (call != null) {
            call.cancel();
        }
        links.keySet().forEach(id -> disconnect(id, "this server stops"));
    }
}
