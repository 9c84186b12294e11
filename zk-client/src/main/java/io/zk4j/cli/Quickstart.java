/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.jspecify.annotations.Nullable;

/**
 * The program behind {@code bin/quickstart.sh}: starts three servers with {@code zkServer.sh}, takes the {@link Tour}, and
 * leaves the servers running. Ends with 0, or with 1 and a reason.
 */
public final class Quickstart implements Tour.Ensemble {
    private static final int SERVERS = 3;
    private static final int USUAL_CLIENT_PORT = 2181;
    private static final int USUAL_QUORUM_PORT = 2888;
    private static final int USUAL_ELECTION_PORT = 3888;
    private static final int PORTS_TRIED = 100;
    private static final long PATIENCE_SECONDS = 60;

    private final List<QuickstartServer> servers = new ArrayList<>();
    private @Nullable QuickstartServer killed;

    private Quickstart() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("Usage: Quickstart bin-folder data-folder");
            System.exit(1);
        }
        try {
            new Quickstart().run(Path.of(arguments[0]), Path.of(arguments[1]));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ShellException | IOException | KeeperException e) {
            System.err.println("Error: " + Failures.describe(e, "the servers"));
            System.exit(1);
        }
    }

    private void run(Path bin, Path folder) throws ShellException, IOException, KeeperException, InterruptedException {
        var clientPorts = freePorts(USUAL_CLIENT_PORT);
        var quorumPorts = freePorts(USUAL_QUORUM_PORT);
        var electionPorts = freePorts(USUAL_ELECTION_PORT);
        if (clientPorts.get(SERVERS - 1) != USUAL_CLIENT_PORT + SERVERS - 1) {
            System.out.println("A port from " + USUAL_CLIENT_PORT + " to " + (USUAL_CLIENT_PORT + SERVERS - 1)
                    + " is taken, probably by another ZooKeeper, so these servers use others.");
        }
        var members = new ArrayList<String>();
        for (int i = 0; i < SERVERS; i++) {
            int id = i + 1;
            servers.add(new QuickstartServer(id, clientPorts.get(i), bin, folder.resolve("server-" + id)));
            members.add("server." + id + "=127.0.0.1:" + quorumPorts.get(i) + ":" + electionPorts.get(i));
        }
        System.out.println("Starting servers on the ports " + ports(", ") + "; their files are in " + folder + ".");
        for (var server : servers) {
            server.configure(members);
            server.start();
        }
        System.out.println("Server " + awaitLeader().id() + " was elected leader.");
        new Tour("127.0.0.1:" + ports(","), this, System.out::println).take();
    }

    @Override
    public void killLeader() throws ShellException, IOException, InterruptedException {
        var leader = awaitLeader();
        leader.kill();
        killed = leader;
    }

    @Override
    public void restartKilled() throws ShellException, IOException, InterruptedException {
        var server = killed;
        if (server == null) {
            throw new ShellException("no server was killed");
        }
        server.start();
        long deadline = deadline();
        while (server.mode().isEmpty()) {
            pause(deadline, "server " + server.id() + " did not join the others again");
        }
    }

    private QuickstartServer awaitLeader() throws ShellException, InterruptedException {
        long deadline = deadline();
        while (true) {
            for (var server : servers) {
                if (server.mode().filter("leader"::equals).isPresent()) {
                    return server;
                }
            }
            pause(deadline, "no server was elected leader");
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    private static void pause(long deadline, String otherwise) throws ShellException, InterruptedException {
        if (System.nanoTime() - deadline > 0) {
            throw new ShellException(otherwise + " within " + PATIENCE_SECONDS + " s");
        }
        TimeUnit.MILLISECONDS.sleep(20);
    }

    private String ports(String separator) {
        return servers.stream()
                .map(server -> Integer.toString(server.clientPort()))
                .collect(Collectors.joining(separator));
    }

    /** The usual ports, or the next ones that nobody listens on. */
    private static List<Integer> freePorts(int usual) throws ShellException {
        var free = new ArrayList<Integer>();
        for (int port = usual; port < usual + PORTS_TRIED && free.size() < SERVERS; port++) {
            if (isFree(port)) {
                free.add(port);
            }
        }
        if (free.size() < SERVERS) {
            throw new ShellException(
                    "no " + SERVERS + " ports from " + usual + " on are free; stop what listens there");
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
