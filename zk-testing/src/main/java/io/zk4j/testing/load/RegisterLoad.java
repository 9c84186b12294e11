/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import io.zk4j.client.NodeExistsException;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.history.History;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clients that read, write, compare and set, create and delete the same few znodes, and record all of it in a {@link History}. Each also
 * has an ephemeral znode, and a new one with each new session after one that has expired.
 */
public final class RegisterLoad implements AutoCloseable {
    static final String REGISTERS = "/registers";
    static final String BARRIERS = "/barriers";
    static final String ALIVE = "/alive";

    private static final Duration PREPARING = Duration.ofSeconds(60);

    private final List<RegisterClient> clients;
    private final Workers<Void> workers;
    private final AtomicBoolean isWanted = new AtomicBoolean(true);
    private final Setup setup;

    /**
     * What to do.
     *
     * @param connectString the servers
     * @param clients how many clients
     * @param registers how many znodes they share
     * @param sessionTimeout how long their sessions survive a silence
     * @param pauseMillisMax each rests up to so long between two calls
     * @param seed what they do follows from it, though not when
     */
    public record Setup(
            String connectString, int clients, int registers, Duration sessionTimeout, int pauseMillisMax, long seed) {
        ZkClient open() {
            return ZkClient.builder(connectString)
                    .sessionTimeout(sessionTimeout)
                    .callbacksOn(Runnable::run)
                    .open();
        }

        String register(int number) {
            return REGISTERS + "/r" + number;
        }
    }

    private RegisterLoad(Setup setup, History history) {
        this.setup = setup;
        try (var preparing = setup.open()) {
            var patient = preparing.within(PREPARING);
            for (var path : List.of(REGISTERS, BARRIERS, ALIVE)) {
                makeIfMissing(patient, path);
            }
            IntStream.range(0, setup.clients())
                    .forEach(client -> makeIfMissing(patient, RegisterClient.barrierOf(client)));
        }
        var seeds = new Random(setup.seed());
        clients = IntStream.range(0, setup.clients())
                .mapToObj(number -> new RegisterClient(setup, number, seeds.nextLong(), history))
                .toList();
        workers = new Workers<>(
                "register-load",
                clients.stream()
                        .map(client -> (Callable<Void>) () -> client.run(isWanted::get))
                        .toList());
    }

    /** Prepares the tree and begins. */
    public static RegisterLoad start(Setup setup, History history) {
        return new RegisterLoad(setup, history);
    }

    /** Lets all clients finish what they are at; their sessions go on. */
    public void stop() {
        isWanted.set(false);
        workers.join();
    }

    /** Reads each register a last time, as of the latest, into the history. Only after {@link #stop}. */
    public void readAll() {
        var client = clients.get(0);
        IntStream.range(0, setup.registers()).forEach(register -> client.readUntilAnswered(setup.register(register)));
    }

    /** The ephemeral znodes that must be there, each with its session. Only after {@link #stop}. */
    public Map<String, Long> ephemerals() {
        var all = new HashMap<String, Long>();
        clients.forEach(client -> all.putAll(client.ephemeral()));
        return all;
    }

    /** The sessions that live, as far as their clients know. Only after {@link #stop}. */
    public Set<Long> sessions() {
        return clients.stream()
                .flatMap(client -> client.livingSession().stream())
                .collect(Collectors.toSet());
    }

    /** How many sessions have been lost so far. Only after {@link #stop}. */
    public int expiredSessions() {
        return clients.stream().mapToInt(RegisterClient::expiredSessions).sum();
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        isWanted.set(false);
        workers.join();
        clients.forEach(RegisterClient::close);
    }

    private static void makeIfMissing(ZkClient client, String path) {
        try {
            Calls.await(client.create(path, Bytes.EMPTY));
        } catch (NodeExistsException e) {
            return; // from an earlier load on the same servers
        }
    }
}
