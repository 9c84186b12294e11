/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static java.util.stream.Collectors.joining;

import io.zk4j.testing.PeerNetwork.PeerPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An ensemble of ZooKeeper servers, each a {@link ZkProcess} of whichever distribution, and what can happen to it.
 *
 * <pre>{@code
 * try (var ensemble = ZkEnsemble.in(folder).members(ZkDistribution.zk4j(), 1, 2, 3).start()) {
 *     useIt(ensemble.connectString());
 *     long leader = ensemble.awaitLeader();
 *     ensemble.member(leader).kill();
 *     ensemble.awaitLeader();
 *     ensemble.member(leader).startAgain(otherDistribution); // over the same files
 * }
 * }</pre>
 *
 * <p>With {@link Builder#withRelays} the servers reach each other through relays only, and the network between them can be cut. All
 * ports are of the loopback address and belong to nobody else; everything ends with {@link #close} or with this JVM. Not thread-safe.
 */
public final class ZkEnsemble implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int PORTS_PER_MEMBER = 3;

    private final Map<Long, ZkProcess> members = new TreeMap<>();
    private final LoopbackPorts claim;
    private final @Nullable PeerNetwork network;
    private final Duration patience;

    private ZkEnsemble(Builder setup) {
        claim = LoopbackPorts.claim(PORTS_PER_MEMBER * setup.seats.size());
        patience = setup.patience;
        var peerPorts = new TreeMap<Long, PeerPorts>();
        var ports = claim.all().iterator();
        setup.seats.keySet().forEach(sid -> peerPorts.put(sid, new PeerPorts(ports.next(), ports.next())));
        network = setup.relaySeed == null ? null : PeerNetwork.between(peerPorts, setup.relaySeed);
        setup.seats.forEach((sid, seat) -> {
            var member = setup.member(sid, seat).clientPort(ports.next());
            peerPorts.forEach((other, direct) -> {
                var seen = network == null || other.equals(sid) ? direct : network.seenBy(sid, other);
                member.set("server." + other, setup.line(other, seen));
            });
            members.put(sid, member.prepare());
        });
    }

    /** Begins the description of an ensemble whose members keep their files below a folder. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** The member with this number. */
    public ZkProcess member(long sid) {
        var member = members.get(sid);
        if (member == null) {
            throw new IllegalArgumentException("no server " + sid + " in " + members.keySet());
        }
        return member;
    }

    /** The numbers of all members. */
    public Set<Long> sids() {
        return members.keySet();
    }

    /** {@code 127.0.0.1:port,…} of all members. */
    public String connectString() {
        return members.values().stream().map(ZkProcess::connectString).collect(joining(","));
    }

    /** What each member says it is, by its number; empty for those that serve nobody. */
    public Map<Long, String> modes() {
        var modes = new TreeMap<Long, String>();
        members.forEach((sid, member) -> modes.put(sid, member.mode()));
        return modes;
    }

    /** The member that says it leads; null if none does. A leader that others have replaced may say so for a moment. */
    public @Nullable Long leader() {
        return modes().entrySet().stream()
                .filter(mode -> mode.getValue().equals("leader"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Waits until a member leads, and returns its number. */
    public long awaitLeader() {
        var found = new ArrayList<Long>();
        await("nobody leads", () -> {
            var leader = leader();
            if (leader != null) {
                found.add(leader);
            }
            return leader != null;
        });
        return found.get(0);
    }

    /** Waits until every member that runs, and is not frozen, serves clients; one of them then leads. */
    public void awaitServing() {
        await(
                "not all serve",
                () -> members.values().stream()
                        .filter(member -> member.isAlive() && !member.isFrozen())
                        .allMatch(ZkProcess::serves));
        awaitLeader();
    }

    /** Starts these members, or starts them again, all at once, and waits until all that run serve. */
    public void start(long... sids) {
        for (long sid : sids) {
            member(sid).launchAgain();
        }
        awaitServing();
    }

    /** Does this to all that runs between servers of the one side and servers of the other; client connections are left alone. */
    public void strikeBetween(Collection<Long> oneSide, Collection<Long> otherSide, Fault fault) {
        requireNetwork().strikeBetween(oneSide, otherSide, fault);
    }

    /** Does this to all that runs between these servers and the others; what they say among themselves is left alone. */
    public void cutOff(Collection<Long> sids, Fault fault) {
        var others =
                members.keySet().stream().filter(sid -> !sids.contains(sid)).toList();
        strikeBetween(sids, others, fault);
    }

    /** Cuts these servers off from all others, silently, until {@link #heal}. */
    public void isolate(Collection<Long> sids) {
        cutOff(sids, Fault.BLACK_HOLE);
    }

    /** The network between the servers is whole again. */
    public void heal() {
        requireNetwork().heal();
    }

    /** Kills whoever still runs and gives the ports back. The files stay. */
    @Override
    public void close() {
        members.values().forEach(ZkProcess::close);
        if (network != null) {
            network.close();
        }
        claim.close();
    }

    private PeerNetwork requireNetwork() {
        if (network == null) {
            throw new IllegalStateException("the servers reach each other directly; build the ensemble withRelays");
        }
        return network;
    }

    private void await(String problem, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            members.forEach((sid, member) -> member.requireNotEnded());
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        problem + " after " + patience + ": " + modes() + "\n" + endOfOutputs());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private String endOfOutputs() {
        return members.entrySet().stream()
                .filter(member -> member.getValue().isAlive())
                .map(member -> "server " + member.getKey() + " ("
                        + member.getValue().distribution().name() + ") printed at last:\n"
                        + endOf(member.getValue().output()))
                .collect(joining("\n"));
    }

    private static String endOf(String output) {
        var lines = output.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private record Seat(ZkDistribution distribution, boolean isObserver) {}

    /** Who belongs to the ensemble, and how it is set up. */
    public static final class Builder {
        private final Path folder;
        private final Map<Long, Seat> seats = new TreeMap<>();
        private final Map<String, String> settings = new TreeMap<>();
        private final List<String> jvmArguments = new ArrayList<>();
        private @Nullable Long relaySeed;
        private Duration patience = Duration.ofSeconds(60);

        private Builder(Path folder) {
            this.folder = folder.toAbsolutePath();
        }

        /** Voting members with these numbers. */
        public Builder members(ZkDistribution distribution, long... sids) {
            for (long sid : sids) {
                seats.put(sid, new Seat(distribution, false));
            }
            return this;
        }

        /** Members that follow without a vote. */
        public Builder observers(ZkDistribution distribution, long... sids) {
            for (long sid : sids) {
                seats.put(sid, new Seat(distribution, true));
            }
            return this;
        }

        /** A line of each member's {@code zoo.cfg}. */
        public Builder set(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** More arguments for each JVM. */
        public Builder jvm(String... arguments) {
            jvmArguments.addAll(List.of(arguments));
            return this;
        }

        /** Puts relays between the servers, so that {@link ZkEnsemble#isolate} and the like can cut them off from each other. */
        public Builder withRelays(long seed) {
            this.relaySeed = seed;
            return this;
        }

        /** How long whatever waits for the ensemble waits; a minute unless told. */
        public Builder patience(Duration longest) {
            this.patience = longest;
            return this;
        }

        private ZkProcess.Builder member(long sid, Seat seat) {
            var member = ZkProcess.of(seat.distribution, folder.resolve("server-" + sid))
                    .myId(sid)
                    .readyWithin(patience)
                    .set("initLimit", "10")
                    .set("syncLimit", "5")
                    .jvm(jvmArguments.toArray(String[]::new));
            settings.forEach(member::set);
            return seat.isObserver ? member.set("peerType", "observer") : member;
        }

        private String line(Long sid, PeerPorts ports) {
            var seat = seats.get(sid);
            return "127.0.0.1:" + ports.quorum() + ":" + ports.election()
                    + (seat != null && seat.isObserver ? ":observer" : "");
        }

        /** Prepares the ensemble, with nobody started. */
        public ZkEnsemble prepare() {
            return new ZkEnsemble(this);
        }

        /** Starts all members and waits until all serve. */
        public ZkEnsemble start() {
            var ensemble = prepare();
            try {
                ensemble.start(
                        seats.keySet().stream().mapToLong(Long::longValue).toArray());
            } catch (RuntimeException e) {
                ensemble.close();
                throw e;
            }
            return ensemble;
        }
    }
}
