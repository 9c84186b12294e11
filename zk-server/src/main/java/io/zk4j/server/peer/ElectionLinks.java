/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.zk4j.protocol.WireWriter;
import io.zk4j.server.guard.ConnectionGuard;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Member.PeerAddress;
import io.zk4j.server.quorum.message.ElectionOpening;
import io.zk4j.server.quorum.message.Notification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections on the election port: one between any two servers, opened by the one with the larger number.
 *
 * <p>A server with a smaller number connects only to be called back. Of what is to be sent to a server only the newest is
 * kept, and the last message is sent again on every new connection, since the old one may have lost it. Everything happens on
 * one event loop, which owns this.
 */
final class ElectionLinks {
    private static final Logger LOG = LoggerFactory.getLogger(ElectionLinks.class);
    private static final long BIND_RETRY_MILLIS = 1_000;

    /** Connections that have not said who they are; one more is closed at once. */
    private static final int STRANGERS_MAX = 100;

    private final NetworkSettings settings;
    private final Directory directory;
    private final EventLoop loop;
    private final Consumer<ZabInput> inbox;
    private final ConnectionGuard guard;
    private final List<Channel> listening = new ArrayList<>();
    private final Map<Long, Link> established = new HashMap<>();
    private final Map<Long, Notification> latest = new HashMap<>(); // that each server was sent, or should be
    private final Set<Long> unsent = new HashSet<>(); // servers whose latest waits for room
    private final Set<Long> connecting = new HashSet<>();
    private int strangers;
    private long anonymous = -1;
    private boolean closed;

    ElectionLinks(
            NetworkSettings settings,
            Directory directory,
            EventLoop loop,
            Consumer<ZabInput> inbox,
            ConnectionGuard guard) {
        this.settings = settings;
        this.directory = directory;
        this.loop = loop;
        this.inbox = inbox;
        this.guard = guard;
    }

    /** One connection; {@code server} is known once it has been opened. */
    static final class Link {
        final Channel channel;
        private @Nullable Long server;

        Link(Channel channel) {
            this.channel = channel;
        }

        @Override
        public String toString() {
            return (server == null ? "of a server not known yet" : "with server " + server) + " at "
                    + channel.remoteAddress();
        }
    }

    /** Opens the election port; returns when it is open. */
    void listen(List<PeerAddress> addresses) throws IOException, InterruptedException {
        for (var address : addresses) {
            var host = settings.listenOnAllAddresses() ? null : address.host();
            var at = host == null
                    ? new InetSocketAddress(address.electionPort())
                    : new InetSocketAddress(InetAddress.getByName(host), address.electionPort());
            listening.add(bind(at));
            LOG.info("Listening for elections at {}", at);
            if (host == null) {
                return;
            }
        }
    }

    private Channel bind(InetSocketAddress address) throws IOException, InterruptedException {
        for (int failures = 1; ; failures++) {
            var bound = new ServerBootstrap()
                    .group(loop)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, settings.keepAlive())
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            guard.opened(channel, ConnectionGuard.Kind.ELECTION_ACCEPTED, ConnectionGuard.UNKNOWN);
                            accept(channel);
                        }
                    })
                    .bind(address)
                    .await();
            if (bound.isSuccess()) {
                return bound.channel();
            }
            if (settings.electionBindRetries() > 0 && failures > settings.electionBindRetries()) {
                throw new IOException("cannot listen for elections at " + address + ": "
                        + bound.cause().getMessage());
            }
            LOG.warn(
                    "Cannot listen for elections at {} ({}); trying again in {} ms",
                    address,
                    bound.cause().getMessage(),
                    BIND_RETRY_MILLIS);
            TimeUnit.MILLISECONDS.sleep(BIND_RETRY_MILLIS);
        }
    }

    /** Sends a notification in place of one that still waits; any thread. */
    void send(long to, Notification notification) {
        loop.execute(() -> {
            latest.put(to, notification);
            var link = established.get(to);
            if (link == null) {
                connect(to, null);
            } else {
                write(to, link);
            }
        });
    }

    private void write(long to, Link link) {
        var notification = latest.get(to);
        if (notification == null) {
            return;
        }
        if (!link.channel.isWritable()) {
            unsent.add(to);
            return;
        }
        var frame = link.channel.alloc().buffer();
        new WireWriter(frame).writeNested(notification::encode);
        var unused = link.channel.writeAndFlush(frame);
    }

    void writable(Link link) {
        if (link.server != null && link.channel.isWritable() && unsent.remove(link.server)) {
            write(link.server, link);
        }
    }

    // ---- connections that we open

    /** Connects where the opening of another server says, or else where the server list says. */
    private void connect(long to, ElectionOpening.@Nullable Address named) {
        if (closed || to == settings.self() || !connecting.add(to)) {
            return;
        }
        var addresses = named == null || isWildcard(named.host())
                ? directory.addresses(to, PeerAddress::electionPort)
                : directory.addresses(named.host(), named.port());
        var unused = addresses.whenComplete((found, failure) -> loop.execute(() -> {
            if (found == null || found.isEmpty()) {
                failed(to);
            } else {
                connectToFirst(to, found, 0);
            }
        }));
    }

    private static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
    }

    private void connectToFirst(long to, List<InetSocketAddress> addresses, int index) {
        if (index == addresses.size() || closed) {
            failed(to);
            return;
        }
        var unused = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, settings.connectMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, settings.keepAlive())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var link = new Link(channel);
                        link.server = to;
                        guard.opened(channel, ConnectionGuard.Kind.ELECTION_OPENED, to);
                        channel.pipeline().addLast(new ElectionHandler(ElectionLinks.this, link, false));
                        channel.attr(Attributes.LINK).set(link);
                    }
                })
                .connect(addresses.get(index))
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        opened(to, connected.channel());
                    } else {
                        LOG.debug(
                                "Server {} cannot be reached: {}",
                                to,
                                connected.cause().getMessage());
                        connectToFirst(to, addresses, index + 1);
                    }
                });
    }

    private void opened(long to, Channel channel) {
        connecting.remove(to);
        var opening = channel.alloc().buffer();
        ownOpening().encode(new WireWriter(opening));
        if (settings.self() > to) {
            var unused = channel.writeAndFlush(opening);
            establish(to, channel.attr(Attributes.LINK).get());
        } else {
            // The other one has the larger number: this only makes it call back.
            var unused = channel.writeAndFlush(opening).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private ElectionOpening ownOpening() {
        var self = directory.member(settings.self());
        var addresses = self == null
                ? List.of(new ElectionOpening.Address("0.0.0.0", 0))
                : self.addresses().stream()
                        .map(address -> new ElectionOpening.Address(address.host(), address.electionPort()))
                        .toList();
        return settings.severalAddresses()
                ? new ElectionOpening(ElectionOpening.Form.V2, settings.self(), addresses)
                : new ElectionOpening(ElectionOpening.Form.V1, settings.self(), addresses.subList(0, 1));
    }

    private void failed(long to) {
        connecting.remove(to);
        if (!established.containsKey(to)) {
            unreachable(to);
        }
    }

    // ---- connections that others open

    private void accept(SocketChannel channel) {
        if (strangers >= STRANGERS_MAX) {
            LOG.warn(
                    "Closing an election connection from {}: {} others have not said who they are", channel, strangers);
            var unused = channel.close();
            return;
        }
        strangers++;
        var link = new Link(channel);
        var handler = new ElectionHandler(this, link, true);
        channel.pipeline().addLast(handler);
        var timeout = loop.schedule(
                () -> {
                    if (handler.expectsOpening()) {
                        LOG.warn("Closing the election connection {}: it did not say who it is", link);
                        var unused = channel.close();
                    }
                },
                settings.openingMillis(),
                TimeUnit.MILLISECONDS);
        var unused = channel.closeFuture().addListener(closing -> timeout.cancel(false));
    }

    /** Somebody who connected has said who it is. */
    void opened(Link link, ElectionOpening opening) {
        strangers--;
        long server = opening.sid() == ElectionOpening.ANONYMOUS ? anonymous-- : opening.sid();
        link.server = server;
        if (server == settings.self()) {
            LOG.warn(
                    "Closing the election connection {}: it comes from this very server, or one with its number", link);
            var unused = link.channel.close();
        } else if (server < settings.self() && server >= 0) {
            close(link);
            var before = established.remove(server);
            if (before != null) {
                close(before);
            }
            connect(
                    server,
                    opening.addresses().isEmpty() ? null : opening.addresses().get(0));
        } else {
            establish(server, link);
        }
    }

    private void establish(long server, Link link) {
        var before = established.put(server, link);
        if (before != null && before != link) {
            var unused = before.channel.close();
        }
        LOG.debug("Election connection {} is up", link);
        inbox.accept(new ZabInput.VoterUp(server));
        write(server, link);
    }

    // ---- what comes

    void heard(Link link, Notification notification) {
        var server = link.server;
        if (server != null && established.get(server) == link) {
            inbox.accept(new ZabInput.Heard(server, notification));
        }
    }

    void gone(Link link) {
        var server = link.server;
        if (server == null) {
            strangers--;
        } else if (established.remove(server, link)) {
            unsent.remove(server);
            LOG.debug("Election connection {} is gone", link);
            unreachable(server);
        }
    }

    /** Whoever is no member, and only asked, is forgotten: any number of such may come. */
    private void unreachable(long server) {
        if (directory.member(server) == null) {
            latest.remove(server);
        } else {
            inbox.accept(new ZabInput.VoterDown(server));
        }
    }

    /** Closes the port and every connection. */
    void close() {
        loop.execute(() -> {
            closed = true;
            for (var channel : listening) {
                var unused = channel.close();
            }
            List.copyOf(established.values()).forEach(ElectionLinks::close);
        });
    }

    private static void close(Link link) {
        var unused = link.channel.close();
    }
}
