/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Everything that one server counts and measures. Thread-safe.
 *
 * <p>Cheap enough for each request: a handful of uncontended atomic additions, no lock, no allocation, no look-up by name.
 */
public final class Metrics {
    // Never changed once they are filled, so any thread may look things up.
    private final EnumMap<Counted, LongAdder> counters = new EnumMap<>(Counted.class);
    private final EnumMap<Measured, Summary> summaries = new EnumMap<>(Measured.class);
    private final Summary never = new Summary(false); // nothing is ever added to these two
    private final Summary neverWithPercentiles = new Summary(true);
    /** Grows only with the subtrees that somebody has given a quota. */
    private final Map<String, LongAdder> quotaExceeded = new ConcurrentHashMap<>();

    public Metrics() {
        for (var counted : Counted.values()) {
            counters.put(counted, new LongAdder());
        }
        for (var measured : Measured.values()) {
            summaries.put(measured, new Summary(measured.withPercentiles()));
        }
    }

    public void count(Counted what) {
        count(what, 1);
    }

    public void count(Counted what, long more) {
        Objects.requireNonNull(counters.get(what)).add(more);
    }

    public void measure(Measured what, long value) {
        measure(what, value, 1);
    }

    /** The same value several times. */
    public void measure(Measured what, long value, long times) {
        Objects.requireNonNull(summaries.get(what)).add(value, times);
    }

    /** A write would have taken a subtree, or has taken it, beyond its quota. */
    public void quotaExceeded(String subtree) {
        quotaExceeded
                .computeIfAbsent(Namespaces.of(subtree), namespace -> new LongAdder())
                .increment();
    }

    public long counted(Counted what) {
        return Objects.requireNonNull(counters.get(what)).sum();
    }

    /** Shows each name with its value, those included that mean nothing in this server. */
    public void show(BiConsumer<String, Object> reader) {
        ForeignNames.GAUGES.forEach(name -> reader.accept(name, 0));
        counters.forEach((counted, count) -> reader.accept(counted.metricName(), count.sum()));
        ForeignNames.COUNTERS.forEach(name -> reader.accept(name, 0));
        quotaExceeded.forEach((namespace, count) ->
                reader.accept(Namespaces.metric(namespace, "quota_exceeded_error_per_namespace"), count.sum()));
        summaries.forEach((measured, summary) -> summary.show(measured.metricName(), reader));
        ForeignNames.SUMMARIES.forEach(name -> never.show(name, reader));
        ForeignNames.SUMMARIES_WITH_PERCENTILES.forEach(name -> neverWithPercentiles.show(name, reader));
    }

    /** Starts anew. */
    public void reset() {
        counters.values().forEach(LongAdder::reset);
        summaries.values().forEach(Summary::reset);
        quotaExceeded.clear();
    }
}
