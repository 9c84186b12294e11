/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.zk4j.client.session.Input;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.WatchChange;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.client.session.sim.Invariants.Name;
import io.zk4j.client.session.sim.SimServer.Mood;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchMode;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SyncRequest;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** One run: a client that calls and watches while the servers misbehave, then a healed world in which all must be well again. */
final class Simulation {
    private static final int TROUBLE_MILLIS = 30_000;
    private static final int HEALED_MILLIS = 30_000;
    private static final int CLOSE_TIMEOUT_MILLIS = 2_000;
    private static final int FRAME_BYTES_MAX = 10_000;
    private static final List<Mood> MOODS = List.of(Mood.values());
    private static final List<String> PATHS = List.of("/a", "/b", "/c");

    private final Timeline timeline = new Timeline();
    private final Random random;
    private final SimEnsemble ensemble;
    private final Invariants invariants;
    private final SimClient client;

    Simulation(long seed) {
        this.random = new Random(
                new SplittableRandom(seed).nextLong()); // as the first numbers of neighbouring seeds are alike
        this.ensemble = new SimEnsemble(timeline, random, 1 + random.nextInt(4));
        this.invariants = new Invariants(ensemble);
        var config = SessionConfig.builder(
                        ensemble.servers.stream().map(server -> server.address).toList())
                .sessionTimeoutMillis(2_000 + random.nextInt(8_000))
                .frameBytesMax(FRAME_BYTES_MAX)
                .closeTimeoutMillis(CLOSE_TIMEOUT_MILLIS)
                .build();
        this.client = new SimClient(ensemble, config, seed, invariants);
    }

    void run() {
        client.start();
        planTrouble();
        planWork(TROUBLE_MILLIS);
        boolean closeInTrouble = random.nextInt(4) == 0;
        timeline.runUntil(TROUBLE_MILLIS);
        if (!closeInTrouble) {
            heal();
        }
        long asked = timeline.now();
        client.ask(new Input.CloseAsked<>());
        timeline.runUntil(asked + CLOSE_TIMEOUT_MILLIS + longestPause() + 1);
        Invariants.check(client.ended, Name.CLOSING_TAKES_A_BOUNDED_TIME, client.status);
        client.submit(new SyncRequest("/"), null, 0);
        timeline.runUntil(timeline.now() + longestPause() + 1);
        invariants.allCallsHaveEnded();
    }

    private void planTrouble() {
        for (long at = 0; at < TROUBLE_MILLIS; at += 1 + random.nextInt(3_000)) {
            timeline.at(at, this::trouble);
        }
    }

    private void trouble() {
        SimServer server = ensemble.servers.get(random.nextInt(ensemble.servers.size()));
        switch (random.nextInt(10)) {
            case 0 -> client.pause(random.nextInt(longestPause()));
            case 1 -> client.ask(new Input.DropAsked<>());
            case 2 -> server.lagMillis = random.nextInt(500);
            case 3 -> client.ask(new Input.AuthAdded<>("digest", Bytes.ofUtf8("u:" + random.nextInt(3))));
            case 4 -> List.copyOf(server.connections).forEach(connection -> connection.cut(SimConnection.RESET));
            default -> server.become(MOODS.get(random.nextInt(MOODS.size())));
        }
    }

    private static int longestPause() {
        return 1_500;
    }

    private void planWork(long until) {
        for (long at = 0; at < until; at += random.nextInt(400)) {
            timeline.at(at, this::work);
        }
    }

    private void work() {
        if (random.nextInt(3) == 0) {
            ensemble.changeSomething(random.nextBoolean() ? PATHS : List.of(anyPath()));
        }
        int burst = random.nextInt(4);
        for (int i = 0; i < burst; i++) {
            call(anyPath(), random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(3_000));
        }
    }

    private void call(String path, long timeoutMillis) {
        switch (random.nextInt(9)) {
            case 0 ->
                client.submit(
                        new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, 0), null, timeoutMillis);
            case 1 -> client.submit(new DeleteRequest(path, -1), null, timeoutMillis);
            case 2, 3 -> client.submit(new SetDataRequest(path, Bytes.EMPTY, -1), null, timeoutMillis);
            case 4 -> client.submit(new GetDataRequest(path, true), watch(Kind.DATA, path), timeoutMillis);
            case 5 -> client.submit(new ExistsRequest(path, true), watch(Kind.EXIST, path), timeoutMillis);
            case 6 -> addWatch(path, timeoutMillis);
            case 7 ->
                client.submit(
                        new SetDataRequest(path, Bytes.wrap(new byte[FRAME_BYTES_MAX + 1]), -1), null, timeoutMillis);
            default -> client.submit(new GetDataRequest(SimConnection.HUGE, false), null, timeoutMillis);
        }
    }

    private void addWatch(String path, long timeoutMillis) {
        boolean recursive = random.nextBoolean();
        client.submit(
                new AddWatchRequest(
                        recursive ? "/" : path,
                        (recursive ? AddWatchMode.PERSISTENT_RECURSIVE : AddWatchMode.PERSISTENT).code()),
                watch(recursive ? Kind.PERSISTENT_RECURSIVE : Kind.PERSISTENT, recursive ? "/" : path),
                timeoutMillis);
    }

    private static WatchChange<SimWatch> watch(Kind kind, String path) {
        return new WatchChange.Add<>(kind, path, new SimWatch(kind, path));
    }

    private String anyPath() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private void heal() {
        for (SimServer server : ensemble.servers) {
            server.become(Mood.WELL);
            server.lagMillis = 5;
            server.applyUpTo(ensemble.lastZxid());
        }
        timeline.runUntil(timeline.now() + HEALED_MILLIS);
        if (client.ended) {
            return;
        }
        Invariants.check(client.isConnected(), Name.A_HEALED_WORLD_SERVES, client.status);
        client.submit(new SyncRequest("/"), null, 0);
        timeline.runUntil(timeline.now() + 1_000);
        Invariants.check(client.isConnected(), Name.A_HEALED_WORLD_SERVES, client.status);
        invariants.allCallsHaveEnded();
        SimServer upToDate = ensemble.servers.get(0);
        upToDate.applyUpTo(ensemble.lastZxid());
        invariants.nothingWasMissed(upToDate);
    }
}
