/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ConfigException;
import org.jspecify.annotations.Nullable;

/** The shell's session, and the watcher that prints its events. Used by the main thread; events come on the client's thread. */
final class Link implements AutoCloseable {
    private static final int LAST_EVENTS_PATIENCE_MILLIS = 2_000;

    private final int timeoutMillis;
    private final boolean readOnly;
    private final @Nullable Path clientConfiguration;
    private final Printer printer;
    private final AtomicBoolean printWatches = new AtomicBoolean(true);
    private String servers;
    private @Nullable ZooKeeperAdmin zk;

    Link(ShellOptions options, Printer printer) {
        this.servers = options.servers();
        this.timeoutMillis = options.timeoutMillis();
        this.readOnly = options.readOnly();
        this.clientConfiguration = options.clientConfiguration();
        this.printer = printer;
    }

    private Link(ZooKeeperAdmin zk, String servers, Printer printer) {
        this.zk = zk;
        this.servers = servers;
        this.timeoutMillis = zk.getSessionTimeout();
        this.readOnly = false;
        this.clientConfiguration = null;
        this.printer = printer;
    }

    /** A link on a session that its caller has begun, watches and will end. */
    static Link of(ZooKeeperAdmin zk, String servers, Printer printer) {
        return new Link(zk, servers, printer);
    }

    /** Begins a session with these servers, ending the one before unless they cannot be meant, and waits for it so long. Returns whether it is there. */
    boolean connect(String newServers, long patienceMillis) throws IOException, InterruptedException, ShellException {
        var connected = new CountDownLatch(1);
        Watcher watcher = event -> {
            print(event);
            if (event.getState() == KeeperState.SyncConnected || event.getState() == KeeperState.ConnectedReadOnly) {
                connected.countDown();
            }
        };
        try {
            // What is wrong with them shows before the session that there is ends.
            new ConnectStringParser(newServers).getServerAddresses();
            var configuration = configuration();
            close();
            zk = new ZooKeeperAdmin(newServers, timeoutMillis, watcher, readOnly, configuration);
        } catch (IllegalArgumentException e) {
            throw new ShellException(
                    "cannot connect to '" + newServers + "': " + e.getMessage()
                            + " (it must be host:port[,host:port][/path])",
                    e);
        }
        servers = newServers;
        return connected.await(patienceMillis, TimeUnit.MILLISECONDS);
    }

    /** Those of the hosts in a connect string whose names nobody knows; empty if there are none. Waits for the name service. */
    static Optional<String> unknownHosts(String servers) {
        var unknown = new ConnectStringParser(servers)
                .getServerAddresses().stream()
                        .map(InetSocketAddress::getHostString)
                        .distinct()
                        .filter(host -> new InetSocketAddress(host, 0).isUnresolved())
                        .collect(Collectors.joining(", "));
        return unknown.isEmpty() ? Optional.empty() : Optional.of(unknown);
    }

    /** What to say when the first connection takes its time. */
    static String noAnswerYet(String servers) {
        return "No answer from " + servers + " yet; the shell goes on trying."
                + unknownHosts(servers)
                        .map(hosts -> " There is no host called " + hosts + ".")
                        .orElse("");
    }

    private ZKClientConfig configuration() throws ShellException {
        if (clientConfiguration == null) {
            return new ZKClientConfig();
        }
        try {
            return new ZKClientConfig(clientConfiguration);
        } catch (ConfigException e) {
            throw new ShellException(
                    "cannot read the client configuration " + clientConfiguration + ": " + e.getMessage(), e);
        }
    }

    void print(WatchedEvent event) {
        // That the session was closed is no news for whoever closed it; Apache's shell does not say so either.
        if (printWatches.get() && event.getState() != KeeperState.Closed) {
            printer.line("");
            printer.line("WATCHER::");
            printer.line("");
            printer.line(text(event));
        }
    }

    /** As Apache prints it, without the zxid where there is none. */
    static String text(WatchedEvent event) {
        var text = "WatchedEvent state:" + event.getState() + " type:" + event.getType() + " path:" + event.getPath();
        return event.getZxid() == WatchedEvent.NO_ZXID ? text : text + " zxid: " + event.getZxid();
    }

    ZooKeeperAdmin zk() throws ShellException {
        if (zk == null || !zk.getState().isAlive()) {
            throw new ShellException("Not connected (connect " + servers + " begins a session)");
        }
        return zk;
    }

    /** Names of the children for completion; nothing if they cannot be had. */
    Optional<List<String>> children(String path) {
        var session = zk;
        if (session == null || !session.getState().isConnected()) {
            return Optional.empty();
        }
        try {
            return Optional.of(session.getChildren(path, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (KeeperException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String servers() {
        return servers;
    }

    ZooKeeper.States state() {
        return zk == null ? ZooKeeper.States.CLOSED : zk.getState();
    }

    AtomicBoolean printWatches() {
        return printWatches;
    }

    /**
     * Ends the session and lets the events that have arrived be printed; if interrupted meanwhile, the server ends it when its
     * timeout has passed.
     */
    @Override
    public void close() {
        if (zk != null) {
            try {
                zk.close(LAST_EVENTS_PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            zk = null;
        }
    }
}
