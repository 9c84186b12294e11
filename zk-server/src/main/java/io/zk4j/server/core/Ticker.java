/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the core that time passes. A core that is busy finds one tick when it comes to it, not one for each it missed. */
public final class Ticker {
    private final Inbox<Input> core;
    private final Clock clock;
    private final AtomicBoolean tickWaits = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "zk4j-ticker"));

    public Ticker(Inbox<Input> core, Clock clock) {
        this.core = core;
        this.clock = clock;
    }

    public void start(long tickMillis) {
        var unused = timer.scheduleAtFixedRate(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }

    public void stop() {
        timer.shutdownNow();
    }

    private void tick() {
        if (!tickWaits.getAndSet(true)) {
            core.put(new Input.Tick(clock.millis(), () -> tickWaits.set(false)));
        }
    }
}
