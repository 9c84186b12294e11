/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election.sim;

import io.zk4j.server.quorum.membership.Membership;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** One history of an ensemble that elects, again and again, while everything fails; and then nothing fails any more. */
final class ElectionSimulation {
    private static final long FAULTS_MILLIS_MIN = 3_000;
    private static final long FAULTS_MILLIS_MAX = 18_000;
    private static final long BETWEEN_FAULTS_MILLIS = 500;
    private static final long CALM_MILLIS_MAX = 200_000;
    private static final long STABLE_MILLIS = 1_500;

    private final Random random;
    private final Timeline timeline = new Timeline();
    private final SortedMap<Long, Server> servers = new TreeMap<>();
    private final Membership membership;
    private final Network network;
    private boolean isCalm;

    ElectionSimulation(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            random.nextLong(); // the first numbers of neighbouring seeds are alike
        }
        membership = ensemble();
        network = new Network(timeline, random, servers);
        var invariants = new Invariants(membership);
        for (var member : membership.all()) {
            var server = new Server(member.id(), membership, timeline, random, network, servers, invariants);
            servers.put(member.id(), server);
        }
        inventHistories();
    }

    /** A quorum took part in the last epoch; it may have logged nothing in it. */
    private void inventHistories() {
        long lastEpoch = random.nextInt(4);
        var upToDate = new HashSet<Long>();
        while (!membership.rule().isQuorum(upToDate)) {
            upToDate.add(anybody());
        }
        for (var server : servers.values()) {
            long epoch = upToDate.contains(server.id()) ? lastEpoch : random.nextLong(lastEpoch + 1);
            long loggedEpoch = random.nextLong(epoch + 1);
            server.history(epoch, loggedEpoch == 0 ? 0 : loggedEpoch << 32 | random.nextInt(4));
        }
    }

    /** 3 to 7 voters, sometimes in groups with weights, sometimes with an observer. */
    private Membership ensemble() {
        int voters = random.nextInt(3, 8);
        var text = new StringBuilder();
        for (int id = 1; id <= voters; id++) {
            text.append("server.%s=h:%s:%s:participant%n".formatted(id, 100 + id, 200 + id));
        }
        if (random.nextInt(3) == 0) {
            text.append("server.%s=h:99:98:observer%n".formatted(voters + random.nextInt(1, 3)));
        }
        if (voters >= 5 && random.nextInt(4) == 0) {
            text.append("group.1=1:2%ngroup.2=3:4%n".formatted());
            text.append("group.3=")
                    .append(LongStream.rangeClosed(5, voters)
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(":")))
                    .append("\n");
            text.append("weight.%s=%s%n".formatted(random.nextInt(1, 4), random.nextInt(3)));
        }
        return Membership.parse(text.toString());
    }

    void run() {
        long faultsEnd = random.nextLong(FAULTS_MILLIS_MIN, FAULTS_MILLIS_MAX);
        long slow = random.nextInt(3) == 0 ? random.nextInt(1, servers.size() + 1) : Long.MIN_VALUE;
        network.fail(random.nextInt(2) * 0.2, random.nextInt(2) * 0.2, slow);
        servers.values().forEach(server -> timeline.after(random.nextLong(0, 1_000), server::start));
        planFault(faultsEnd);
        while (timeline.now() < faultsEnd) {
            timeline.step();
        }
        isCalm = true;
        servers.values().forEach(Server::start);
        network.heal();
        awaitAgreement(faultsEnd);
    }

    private void planFault(long end) {
        timeline.after(random.nextLong(1, BETWEEN_FAULTS_MILLIS), () -> {
            if (timeline.now() < end && !isCalm) {
                fault();
                planFault(end);
            }
        });
    }

    private void fault() {
        long one = anybody();
        long other = anybody();
        switch (random.nextInt(6)) {
            case 0 -> server(one).crash();
            case 1 -> crashLeader();
            case 2, 3 -> {
                server(one).start();
                if (one != other) {
                    network.repair(one, other);
                }
            }
            case 4 -> {
                if (one != other) {
                    network.cut(one, other);
                }
            }
            default -> {
                if (random.nextInt(5) == 0) {
                    servers.keySet().stream().filter(id -> id != one).forEach(id -> network.cut(one, id));
                }
            }
        }
    }

    private void crashLeader() {
        servers.values().stream()
                .filter(server -> Long.valueOf(server.id()).equals(server.leader()))
                .max(Comparator.comparingLong(Server::epoch))
                .ifPresent(Server::crash);
    }

    private long anybody() {
        return servers.keySet().stream()
                .skip(random.nextInt(servers.size()))
                .findFirst()
                .orElseThrow();
    }

    private Server server(long id) {
        var server = servers.get(id);
        if (server == null) {
            throw new IllegalArgumentException("server " + id);
        }
        return server;
    }

    private void awaitAgreement(long healed) {
        long agreedSince = Long.MAX_VALUE;
        while (timeline.now() - agreedSince < STABLE_MILLIS) {
            timeline.step();
            if (!agree()) {
                agreedSince = Long.MAX_VALUE;
            } else if (agreedSince == Long.MAX_VALUE) {
                agreedSince = timeline.now();
            }
            Invariants.check(
                    timeline.now() - healed < CALM_MILLIS_MAX,
                    () -> "no agreement %s ms after everything was healed: %s"
                            .formatted(CALM_MILLIS_MAX, servers.values()));
        }
    }

    /** Whether all servers follow one leader, in one epoch. */
    private boolean agree() {
        var leaders = servers.values().stream().map(Server::leader).collect(Collectors.toSet());
        var epochs = servers.values().stream().map(Server::epoch).collect(Collectors.toSet());
        return leaders.size() == 1 && !leaders.contains(null) && epochs.size() == 1;
    }
}
