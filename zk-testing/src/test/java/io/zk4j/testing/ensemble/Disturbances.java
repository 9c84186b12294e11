/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import io.zk4j.testing.Fault;
import io.zk4j.testing.ZkEnsemble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong with an ensemble, one thing after another: servers are killed, frozen and cut off, a few, the leader, or all at once. Each
 * kind comes as often as the others; which, when and for how long follows from the seed. After each has come once, the ensemble must have
 * recovered before the next one: on a slow machine servers start more slowly than they are killed.
 */
final class Disturbances {
    private static final Logger LOG = LoggerFactory.getLogger(Disturbances.class);
    private static final int HOLD_MILLIS_MIN = 200;
    private static final int HOLD_MILLIS_MAX = 2_200;
    private static final int CALM_MILLIS_MAX = 1_000;

    private final ZkEnsemble ensemble;
    private final Random random;
    private final List<Runnable> toCome = new ArrayList<>();

    Disturbances(ZkEnsemble ensemble, long seed) {
        this.ensemble = ensemble;
        this.random = new Random(seed);
    }

    /** Disturbs again and again for so long; in the end all run and reach each other, though they may not serve yet. */
    int forMillis(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        int count = 0;
        while (System.nanoTime() < end) {
            next();
            count++;
            pause(random.nextInt(CALM_MILLIS_MAX));
        }
        return count;
    }

    private void next() {
        if (toCome.isEmpty()) {
            ensemble.awaitServing();
            toCome.add(() -> kill(someone(1)));
            toCome.add(() -> kill(leader()));
            toCome.add(() -> kill(someone(ensemble.sids().size() / 2)));
            toCome.add(() -> kill(List.copyOf(ensemble.sids())));
            toCome.add(() -> freeze(someone(1)));
            toCome.add(() -> freeze(leader()));
            toCome.add(() -> cutOff(leader(), Fault.BLACK_HOLE));
            toCome.add(() -> cutOff(someone(1), Fault.BLACK_HOLE));
            toCome.add(() -> cutOff(someone(ensemble.sids().size() / 2), Fault.BLACK_HOLE));
            toCome.add(() -> cutOff(someone(ensemble.sids().size() / 2), Fault.REFUSE));
            toCome.add(() -> cutOff(leader(), Fault.CUT));
            Collections.shuffle(toCome, random);
        }
        toCome.remove(0).run();
    }

    private void kill(Collection<Long> sids) {
        LOG.info("servers {} are killed", sids);
        sids.forEach(sid -> ensemble.member(sid).kill());
        hold();
        sids.forEach(sid -> ensemble.member(sid).launchAgain());
    }

    private void freeze(Collection<Long> sids) {
        LOG.info("servers {} are frozen", sids);
        sids.forEach(sid -> ensemble.member(sid).freeze());
        hold();
        sids.forEach(sid -> ensemble.member(sid).thaw());
    }

    private void cutOff(Collection<Long> sids, Fault fault) {
        LOG.info("servers {} are cut off from the others: {}", sids, fault);
        ensemble.cutOff(sids, fault);
        hold();
        ensemble.heal();
    }

    private void hold() {
        pause(HOLD_MILLIS_MIN + random.nextInt(HOLD_MILLIS_MAX - HOLD_MILLIS_MIN));
    }

    private List<Long> someone(int count) {
        var all = new ArrayList<>(ensemble.sids());
        Collections.shuffle(all, random);
        return all.subList(0, count);
    }

    /** Whoever says so at this moment, or somebody else if nobody does. */
    private List<Long> leader() {
        var leader = ensemble.leader();
        return leader == null ? someone(1) : List.of(leader);
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
