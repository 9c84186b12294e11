/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One of the servers that the quickstart runs: a process of its own, started with {@code zkServer.sh}. */
final class QuickstartServer {
    private static final long SCRIPT_SECONDS = 60;
    private static final int ANSWER_MILLIS = 2000;
    private static final String MODE = "Mode: ";

    private final int id;
    private final int clientPort;
    private final Path bin;
    private final Path folder;
    private @Nullable ProcessHandle killed;

    /**
     * A server that is not started yet.
     *
     * @param folder takes its configuration, data and logs
     */
    QuickstartServer(int id, int clientPort, Path bin, Path folder) {
        this.id = id;
        this.clientPort = clientPort;
        this.bin = bin;
        this.folder = folder;
    }

    int id() {
        return id;
    }

    int clientPort() {
        return clientPort;
    }

    /** Writes {@code zoo.cfg} and {@code myid}; {@code members} are the lines {@code server.N}, the same for all. */
    void configure(List<String> members) throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("myid"), id + "\n");
        Files.writeString(
                folder.resolve("zoo.cfg"),
                String.join(
                                "\n",
                                "# Written by bin/quickstart.sh.",
                                "tickTime=1000",
                                "initLimit=10",
                                "syncLimit=5",
                                "dataDir=" + data.toString().replace("\\", "\\\\"),
                                "clientPort=" + clientPort,
                                "clientPortAddress=127.0.0.1")
                        + "\n" + String.join("\n", members) + "\n",
                StandardCharsets.ISO_8859_1);
    }

    /** Returns when the process is there; that it serves clients may take the others. */
    void start() throws ShellException, IOException, InterruptedException {
        awaitEndOfKilled();
        var output = folder.resolve("start.out");
        var builder = new ProcessBuilder(List.of(
                        bin.resolve("zkServer.sh").toString(),
                        "start",
                        folder.resolve("zoo.cfg").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("ZOO_LOG_DIR", folder.resolve("logs").toString());
        var script = builder.start();
        if (!script.waitFor(SCRIPT_SECONDS, TimeUnit.SECONDS)) {
            script.destroyForcibly();
            throw new ShellException("zkServer.sh start did not end within " + SCRIPT_SECONDS + " s; see " + output);
        }
        if (script.exitValue() != 0) {
            throw new ShellException("server " + id + " did not start: "
                    + Files.readString(output).trim());
        }
    }

    /**
     * As {@code kill -9} does: the server has no chance to say goodbye or to save anything. Some systems list its process for a
     * while after that.
     */
    void kill() throws ShellException, IOException {
        var pid = Long.parseLong(
                Files.readString(folder.resolve("data/zookeeper_server.pid")).trim());
        var process =
                ProcessHandle.of(pid).orElseThrow(() -> new ShellException("the process of server " + id + " is gone"));
        process.destroyForcibly();
        killed = process;
    }

    /** While its process is listed, the script would not start another one. */
    private void awaitEndOfKilled() throws ShellException, InterruptedException {
        if (killed == null) {
            return;
        }
        try {
            killed.onExit().get(SCRIPT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ShellException("the killed process of server " + id + " is still there", e);
        }
    }

    /** {@code leader} or {@code follower}; empty while the server does not serve. */
    Optional<String> mode() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .filter(line -> line.startsWith(MODE))
                    .map(line -> line.substring(MODE.length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // a server that cannot be asked is not serving, and that is the answer
        }
    }
}
