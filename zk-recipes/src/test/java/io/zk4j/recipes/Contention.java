/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.client.ZkException;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import io.zk4j.recipes.primitive.PatienceExhaustedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Clients of a simulated ensemble contend for leases for a while, give up at any moment, and are cut off; then all is left to settle.
 * Whatever happens: not more than so many hold at a time, nobody writes under a lease that was followed by another one, everybody gets
 * a lease again once all has settled, and nothing is left behind.
 */
public final class Contention {
    private static final int CLIENTS = 3;
    private static final int WORKERS_OF_EACH = 2;
    /** Longer than a session lives without its servers. */
    private static final int LONG_HOLD_MILLIS_MAX = 8_000;

    private static final long TROUBLED_MILLIS = 10_000;
    private static final long SETTLED_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Longer than anybody's patience. */
    private static final long QUIET_MILLIS = 12_000;

    private static final String GUARDED = "/guarded";

    /** How somebody queues. */
    @FunctionalInterface
    public interface Queueing {
        Pending<Lease> acquire(Duration patience);
    }

    private final SimWorld world;
    private final SimEnsemble ensemble;
    private final boolean killsSessions;
    private final int holdersMax;
    private final List<String> paths;
    private final List<ZkFramework> clients = new ArrayList<>();
    private final List<Lease> open = new ArrayList<>();
    private final List<Pending<Lease>> queueing = new ArrayList<>();
    /** Kept for the end, as stages swallow what is thrown in them. */
    private final List<AssertionError> violations = new ArrayList<>();

    private long newestToken;
    private long newestTokenWritten;

    /**
     * The contention that a seed leads to.
     *
     * @param holdersMax how many may hold at a time; one means that writes are guarded too
     * @param paths where the places are
     */
    public Contention(long seed, int holdersMax, String... paths) {
        this.paths = List.of(paths);
        this.world = new SimWorld(seed);
        this.ensemble = new SimEnsemble(world);
        this.killsSessions = world.chance(0.3);
        this.holdersMax = holdersMax;
        ensemble.create(GUARDED);
        ensemble.onData(GUARDED, this::checkOrder);
    }

    /** Of each write that the servers carry out, at that moment. */
    private void checkOrder(Bytes written) {
        long token = Long.parseLong(written.utf8());
        long newest = newestTokenWritten;
        check(() -> assertThat(token).as("token of a write").isGreaterThanOrEqualTo(newest));
        newestTokenWritten = token;
    }

    /** Lets it happen, and checks. */
    public Contention run(Function<ZkFramework, Queueing> lock) {
        var all = new ArrayList<Queueing>();
        for (int i = 0; i < CLIENTS; i++) {
            ZkFramework client = ensemble.newClient();
            clients.add(client);
            for (int j = 0; j < WORKERS_OF_EACH; j++) {
                Queueing queueing = lock.apply(client);
                all.add(queueing);
                world.in(world.upTo(200), () -> work(client, queueing));
            }
        }
        world.in(world.upTo(500), this::trouble);
        world.runUntilMillis(TROUBLED_MILLIS);
        List.copyOf(queueing).forEach(pending -> pending.cancel(true));
        world.runUntilMillis(SETTLED_MILLIS);
        List.copyOf(open).forEach(Lease::close);
        world.runUntilMillis(SETTLED_MILLIS + TROUBLED_MILLIS);
        all.forEach(this::getsItNow);
        world.runUntilMillis(world.nowMillis() + QUIET_MILLIS);
        if (!violations.isEmpty()) {
            throw violations.get(0);
        }
        return this;
    }

    private void getsItNow(Queueing queueing) {
        Pending<Lease> pending = queueing.acquire(PATIENCE);
        long end = world.nowMillis() + QUIET_MILLIS;
        while (!pending.isDone() && world.nowMillis() < end) {
            world.runUntilMillis(world.nowMillis() + 1);
        }
        check(() -> assertThat(pending).as("a lease when nobody holds one").isCompleted());
        pending.onOutcome((lease, failure) -> {
            if (lease != null) {
                check(() -> assertThat(lease.isHeld()).isTrue());
                lease.close();
            }
        });
    }

    /** No place is left, no watch and no step that waits for the end of a session. */
    public void leavesNothing() {
        for (String path : paths) {
            assertThat(ensemble.children(path)).as("znodes left in %s", path).isEmpty();
        }
        assertThat(ensemble.watches()).as("watches left").isZero();
        clients.forEach(client -> assertThat(client.engine().session().endSteps())
                .as("steps left")
                .isZero());
    }

    private void check(Runnable assertion) {
        try {
            assertion.run();
        } catch (AssertionError violation) {
            violations.add(violation);
        }
    }

    // ---- what the workers do

    private void work(ZkFramework client, Queueing lock) {
        if (world.nowMillis() > TROUBLED_MILLIS) {
            return;
        }
        boolean impatient = world.chance(0.3);
        Pending<Lease> pending = lock.acquire(impatient ? Duration.ofMillis(world.upTo(300)) : PATIENCE);
        queueing.add(pending);
        if (world.chance(0.3)) {
            world.in(world.upTo(60), () -> pending.cancel(true));
        }
        pending.onOutcome((lease, failure) -> {
            queueing.remove(pending);
            if (lease == null) {
                expectGoodReason(failure);
                world.in(world.upTo(100), () -> work(client, lock));
            } else {
                hold(client, lock, lease);
            }
        });
    }

    private void expectGoodReason(Throwable failure) {
        check(() -> assertThat(Failures.cause(failure))
                .isInstanceOfAny(
                        ZkException.class,
                        PatienceExhaustedException.class,
                        CancellationException.class,
                        LeaseLostException.class));
    }

    private void hold(ZkFramework client, Queueing lock, Lease lease) {
        open.add(lease);
        if (holdersMax == 1) {
            checkToken(lease);
            write(lease);
        }
        checkHolders();
        world.in(world.upTo(world.chance(0.1) ? LONG_HOLD_MILLIS_MAX : 150), () -> {
            if (world.chance(0.5)) {
                write(lease);
            }
            checkHolders();
            open.remove(lease);
            lease.close();
            world.in(world.upTo(100), () -> work(client, lock));
        });
    }

    /** A session that somebody kills holds on to what it was about to be granted until it hears of its end; its writes are refused. */
    private void checkToken(Lease lease) {
        if (!killsSessions) {
            long newest = newestToken;
            check(() -> assertThat(lease.fencingToken()).as("token of a grant").isGreaterThan(newest));
            newestToken = lease.fencingToken();
        }
    }

    private void checkHolders() {
        if (!killsSessions) {
            check(() -> assertThat(open.stream().filter(Lease::isHeld))
                    .as("holders")
                    .hasSizeLessThanOrEqualTo(holdersMax));
        }
    }

    private void write(Lease lease) {
        if (holdersMax > 1) {
            return;
        }
        var token = Bytes.ofUtf8(Long.toString(lease.fencingToken()));
        Pending<List<OpResult>> write = lease.guarded(List.of(Op.set(GUARDED, token, Op.ANY_VERSION)));
        write.onOutcome((done, failure) -> {
            if (done == null) {
                expectGoodReason(failure);
            }
        });
    }

    /** As an operator might; the session of its holder goes on. */
    private void deleteSomePlace() {
        String path = paths.get(world.upTo(paths.size()));
        List<String> places = ensemble.children(path);
        if (!places.isEmpty()) {
            ensemble.tryApply(Op.delete(path + "/" + places.get(0), Op.ANY_VERSION));
        }
    }

    private void trouble() {
        if (world.nowMillis() > TROUBLED_MILLIS) {
            return;
        }
        ZkFramework victim = clients.get(world.upTo(CLIENTS));
        if (killsSessions && world.chance(0.3)) {
            ensemble.killSession(victim);
        } else if (killsSessions && world.chance(0.3)) {
            deleteSomePlace();
        } else {
            ensemble.cut(victim, 1 + world.upTo(world.chance(0.3) ? 6_000 : 400));
        }
        world.in(world.upTo(800), this::trouble);
    }
}
