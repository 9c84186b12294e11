/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.ConnectStorm;
import io.zk4j.benchmarks.load.Histogram;
import io.zk4j.benchmarks.load.LightGenerator;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every session watches the same znodes, all of which are then set at once: how long until the last event is there. Again and again; the
 * CPU time is that of leaving the watches, the sets and the events, by event.
 */
record WatchesFired(String name, String title, int sessions, int znodes, List<Need> needs) implements Workload {
    private static final String PARENT = "/watched";

    @Override
    public Figures measure(Stand stand) throws IOException {
        var server = stand.single();
        int watchers = stand.effort().scaled(sessions);
        var reads = Script.of(onEach(path -> new GetDataRequest(path, true)));
        var storm = ConnectStorm.open(watchers, server.port(0), server::cpuNanos);
        try (var watching = storm.sessions();
                var generator = LightGenerator.of(watching, i -> reads, server::cpuNanos);
                var writer = WireConnection.open(server.port(0))) {
            Tree.fan(PARENT, znodes, 100).run(writer);
            long warm = System.nanoTime() + stand.effort().warmUp().toNanos();
            long events = 0;
            while (events == 0 || System.nanoTime() < warm) {
                events += (long) watchers * znodes;
                fire(generator, writer, events);
            }
            return measure(generator, writer, stand.effort(), server, events, watchers);
        }
    }

    private Figures measure(
            LightGenerator generator, WireConnection writer, Effort effort, Servers server, long before, int watchers)
            throws IOException {
        var toLast = new Histogram();
        long cpu = server.cpuNanos();
        long end = System.nanoTime() + effort.measured().toNanos();
        long events = before;
        while (toLast.total() == 0 || System.nanoTime() < end) {
            events += (long) watchers * znodes;
            toLast.add(fire(generator, writer, events));
        }
        return Figures.of(Metric.TO_LAST, toLast.nanosAt(0.5) / 1e6)
                .and(Metric.CPU, (server.cpuNanos() - cpu) / 1e3 / (events - before));
    }

    /** Returns how long it took from the first set until so many events had come in all. */
    private long fire(LightGenerator generator, WireConnection writer, long events) throws IOException {
        generator.exchange(znodes, znodes);
        long begun = System.nanoTime();
        writer.sendAll(onEach(path -> new SetDataRequest(path, Tree.data(100), -1)));
        generator.awaitEvents(events);
        long nanos = System.nanoTime() - begun;
        for (int i = 0; i < znodes; i++) {
            writer.requireOk();
        }
        return nanos;
    }

    private interface OnPath {
        Request request(String path);
    }

    private List<Request> onEach(OnPath what) {
        return IntStream.range(0, znodes)
                .mapToObj(i -> what.request(PARENT + "/" + i))
                .toList();
    }
}
