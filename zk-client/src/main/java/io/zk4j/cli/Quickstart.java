/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;

/**
 * The program behind {@code bin/quickstart.sh}: starts a server with {@code zkServer.sh}, takes the {@link Tour}, and leaves
 * the server running. Ends with 0, or with 1 and a reason.
 */
public final class Quickstart {
    private static final int USUAL_PORT = 2181;
    private static final int PORTS_TRIED = 100;
    private static final long SCRIPT_SECONDS = 60;

    private final Path bin;
    private final Path folder;

    private Quickstart(Path bin, Path folder) {
        this.bin = bin;
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("Usage: Quickstart bin-folder data-folder");
            System.exit(1);
        }
        try {
            new Quickstart(Path.of(arguments[0]), Path.of(arguments[1])).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ShellException | IOException | KeeperException e) {
            System.err.println("Error: " + Failures.describe(e, "the server"));
            System.exit(1);
        }
    }

    private void run() throws ShellException, IOException, KeeperException, InterruptedException {
        var port = freePort();
        Files.createDirectories(folder);
        Files.writeString(
                configuration(),
                String.join(
                        "\n",
                        "# Written by bin/quickstart.sh.",
                        "tickTime=1000",
                        "dataDir=" + folder.resolve("data").toString().replace("\\", "\\\\"),
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        ""),
                StandardCharsets.ISO_8859_1);
        System.out.println("Starting a server on port " + port + "; its files are in " + folder + ".");
        startServer();
        new Tour("127.0.0.1:" + port, this::killServer, this::startServer, System.out::println).take();
    }

    private Path configuration() {
        return folder.resolve("zoo.cfg");
    }

    /** The usual port, or the next one that nobody listens on. */
    private static int freePort() throws ShellException {
        for (var port = USUAL_PORT; port < USUAL_PORT + PORTS_TRIED; port++) {
            if (isFree(port)) {
                if (port != USUAL_PORT) {
                    System.out.println("Port " + USUAL_PORT
                            + " is taken, probably by another ZooKeeper, so this server uses " + port + ".");
                }
                return port;
            }
        }
        throw new ShellException("no port from " + USUAL_PORT + " on is free; stop what listens there");
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

    private void startServer() throws ShellException, IOException, InterruptedException {
        var output = folder.resolve("start.out");
        var script = new ProcessBuilder(List.of(
                        bin.resolve("zkServer.sh").toString(),
                        "start",
                        configuration().toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!script.waitFor(SCRIPT_SECONDS, TimeUnit.SECONDS)) {
            script.destroyForcibly();
            throw new ShellException("zkServer.sh start did not end within " + SCRIPT_SECONDS + " s; see " + output);
        }
        if (script.exitValue() != 0) {
            throw new ShellException(
                    "the server did not start: " + Files.readString(output).trim());
        }
    }

    /** As {@code kill -9} does: the server has no chance to say goodbye or to save anything. */
    private void killServer() throws ShellException, IOException, InterruptedException {
        var pid = Long.parseLong(
                Files.readString(folder.resolve("data/zookeeper_server.pid")).trim());
        var process = ProcessHandle.of(pid).orElseThrow(() -> new ShellException("the server's process is gone"));
        process.destroyForcibly();
        while (process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
