/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * The relays between the servers of a {@link ZkEnsemble}: for each ordered pair one to the quorum port and one to the election port.
 *
 * <p>A relay listens exactly while the port behind it does, as far as a look every few milliseconds can tell, because servers draw
 * conclusions from a refused connection. One daemon thread of its own does that.
 */
final class PeerNetwork implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Map<Way, Relays> ways = new HashMap<>();
    private final LoopbackPorts claim;
    private final Thread follower = new Thread(this::followUntilInterrupted, "peer-network");

    /** From one server to another, by their numbers. */
    private record Way(long from, long to) {}

    private record Relays(FaultyProxy quorum, FaultyProxy election) {
        List<FaultyProxy> both() {
            return List.of(quorum, election);
        }
    }

    /** The ports on which a server listens for the others. */
    record PeerPorts(int quorum, int election) {}

    private PeerNetwork(Map<Long, PeerPorts> servers, long seed) {
        claim = LoopbackPorts.claim(2 * servers.size() * (servers.size() - 1));
        var ports = claim.all().iterator();
        var seeds = new Random(seed);
        for (long from : servers.keySet()) {
            servers.forEach((to, behind) -> {
                if (to != from) {
                    int quorumPort = ports.next();
                    int electionPort = ports.next();
                    // Who answers an election connection of ours must come back by its own relay to us.
                    UnaryOperator<InputStream> greeting = stream -> new ElectionGreeting(
                            stream, "127.0.0.1:" + seenBy(to, from).election());
                    ways.put(
                            new Way(from, to),
                            new Relays(
                                    FaultyProxy.on(
                                            quorumPort, behind.quorum(), seeds.nextLong(), UnaryOperator.identity()),
                                    FaultyProxy.on(electionPort, behind.election(), seeds.nextLong(), greeting)));
                }
            });
        }
        follower.setDaemon(true);
    }

    static PeerNetwork between(Map<Long, PeerPorts> servers, long seed) {
        var network = new PeerNetwork(servers, seed);
        network.follower.start();
        return network;
    }

    /** Where one server finds another. */
    PeerPorts seenBy(long from, long to) {
        var relays = relays(from, to);
        return new PeerPorts(relays.quorum().port(), relays.election().port());
    }

    /** Does this to all that runs between any server of one side and any of the other, whoever has opened it. */
    void strikeBetween(Collection<Long> oneSide, Collection<Long> otherSide, Fault fault) {
        for (long one : oneSide) {
            for (long other : otherSide) {
                relays(one, other).both().forEach(relay -> relay.strike(fault));
                relays(other, one).both().forEach(relay -> relay.strike(fault));
            }
        }
    }

    void heal() {
        all().forEach(FaultyProxy::heal);
    }

    @Override
    public void close() {
        follower.interrupt();
        try {
            follower.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all().forEach(FaultyProxy::close);
        claim.close();
    }

    private Relays relays(long from, long to) {
        var relays = ways.get(new Way(from, to));
        if (relays == null) {
            throw new IllegalArgumentException("no way from server " + from + " to server " + to);
        }
        return relays;
    }

    private List<FaultyProxy> all() {
        var all = new ArrayList<FaultyProxy>();
        ways.values().forEach(relays -> all.addAll(relays.both()));
        return all;
    }

    private void followUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            var listening = ListeningPorts.now();
            all().forEach(relay -> relay.listen(listening.contains(relay.serverPort())));
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
