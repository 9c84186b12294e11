/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Hears all workers of all contenders, one line at a time, and passes what they say to the judge. Its lock guards the judge. */
final class Referee implements AutoCloseable {
    private static final int BACKLOG_MAX = 64;

    private final Judge judge;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Judge.Member> living = new HashSet<>();
    private boolean over;

    Referee(Judge judge) throws IOException {
        this.judge = judge;
        socket = new ServerSocket(0, BACKLOG_MAX, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptUntilClosed);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** To be said before the process of a side is killed: what its workers hold does not count from now on. */
    void buries(String side) {
        ask(judge -> {
            living.stream().filter(member -> member.side().equals(side)).forEach(judge::gone);
            return living.removeIf(member -> member.side().equals(side));
        });
    }

    /** Whether all who came have gone, and the judge knows. */
    boolean hasSeenEverybodyOff() {
        return ask(judge -> living.isEmpty());
    }

    /** Nobody begins another round. */
    void endsTheGame() {
        ask(judge -> over = true);
    }

    Map<String, Integer> shares() {
        return ask(Judge::shares);
    }

    /** Asks the judge something while nobody talks. */
    <T> T ask(Function<Judge, T> question) {
        lock.lock();
        try {
            return question.apply(judge);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    private void acceptUntilClosed() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                connection.setTcpNoDelay(true);
                threads.execute(() -> listen(connection));
            } catch (IOException closed) {
                // the loop ends
            }
        }
    }

    private void listen(Socket connection) {
        try (connection;
                var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            var hello = in.readLine();
            if (hello == null) {
                return;
            }
            var words = hello.split(" ", -1);
            var member = new Judge.Member(words[1], words[2]);
            ask(judge -> living.add(member));
            try {
                talk(connection, in, member);
            } finally {
                leaves(member);
            }
        } catch (IOException gone) {
            // killed
        }
    }

    private void talk(Socket connection, BufferedReader in, Judge.Member member) throws IOException {
        var answer = Judge.GO;
        while (!answer.isEmpty()) {
            connection.getOutputStream().write((answer + "\n").getBytes(UTF_8));
            var line = in.readLine();
            answer = line == null ? "" : answer(member, List.of(line.split(" ", -1)));
        }
    }

    /** Who was not buried has ended by itself, or has come between the burial of its side and its death. */
    private void leaves(Judge.Member member) {
        ask(judge -> {
            if (living.remove(member)) {
                judge.gone(member);
            }
            return true;
        });
    }

    /** The answer; empty if the member counts as dead. */
    private String answer(Judge.Member member, List<String> words) {
        return ask(judge -> {
            if (!living.contains(member)) {
                return "";
            }
            return over && words.get(0).equals("WANT") ? "STOP" : judge.heard(member, words);
        });
    }
}
