/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import io.zk4j.testing.Fault;
import io.zk4j.testing.FaultyProxy;
import io.zk4j.testing.ZkProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong, one thing after another: faults of one, some or all ways to the server, and now and then its own death. Each kind comes
 * as often as the others; when, where and for how long follows from the seed.
 */
final class Disturbances {
    private static final Logger LOG = LoggerFactory.getLogger(Disturbances.class);
    private static final int SHORT_FAULT_MILLIS_MAX = 500;
    /** Long enough for a client to give the connection up, and at the upper end for its session to expire. */
    private static final int LONG_FAULT_MILLIS_MIN = 2_000;

    private static final int LONG_FAULT_MILLIS_MAX = 4_500;
    private static final int CALM_MILLIS_MAX = 300;

    private final ZkProcess server;
    private final List<FaultyProxy> proxies;
    private final Random random;
    private final List<Runnable> toCome = new ArrayList<>();

    Disturbances(ZkProcess server, List<FaultyProxy> proxies, long seed) {
        this.server = server;
        this.proxies = List.copyOf(proxies);
        this.random = new Random(seed);
    }

    /** Lets some time pass, then disturbs; returns when that is over. */
    void next() {
        pause(random.nextInt(CALM_MILLIS_MAX));
        if (toCome.isEmpty()) {
            for (var fault : Fault.values()) {
                toCome.add(() -> strike(fault));
            }
            toCome.add(this::restartTheServer);
            Collections.shuffle(toCome, random);
        }
        toCome.remove(0).run();
    }

    private void strike(Fault fault) {
        // A stall must not last: what it delivers in the end would be news of a session that may have expired by then.
        boolean isLong = (fault == Fault.REFUSE || fault == Fault.BLACK_HOLE) && random.nextBoolean();
        var struck = isLong || random.nextBoolean() ? proxies : someProxies();
        int millis = isLong
                ? LONG_FAULT_MILLIS_MIN + random.nextInt(LONG_FAULT_MILLIS_MAX - LONG_FAULT_MILLIS_MIN)
                : random.nextInt(SHORT_FAULT_MILLIS_MAX);
        LOG.info("{} on {} of {} ways for {} ms", fault, struck.size(), proxies.size(), millis);
        struck.forEach(proxy -> proxy.strike(fault));
        pause(millis);
        struck.forEach(FaultyProxy::heal);
    }

    private List<FaultyProxy> someProxies() {
        var some = new ArrayList<>(proxies);
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(some.size()));
    }

    private void restartTheServer() {
        LOG.info("the server is killed and started again");
        server.kill();
        server.startAgain();
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
