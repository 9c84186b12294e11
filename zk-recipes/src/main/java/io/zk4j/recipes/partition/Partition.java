/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.partition;

import io.zk4j.framework.Pending;
import io.zk4j.recipes.primitive.Lease;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What one member has of the set. Nobody else has any of it until this is released, or its leases are lost.
 *
 * <p>Thread-safe.
 */
public final class Partition implements AutoCloseable {
    /** Why a partition is to be given back. */
    public enum End {
        /** Members came or went, so the set is to be divided anew. The items are still held. */
        PARTY_CHANGED,
        /** A lease is lost, so an item may belong to somebody else soon. */
        LEASE_LOST,
        /** It was given back. */
        RELEASED
    }

    private final SetPartitioner partitioner;
    private final SortedMap<String, Lease> leases;
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    Partition(SetPartitioner partitioner, Map<String, Lease> leases) {
        this.partitioner = partitioner;
        this.leases = Collections.unmodifiableSortedMap(new TreeMap<>(leases));
    }

    /** The items of this member; may be none. */
    public SortedSet<String> items() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(leases.keySet()));
    }

    /** The lease on each item, with its fencing token. */
    public SortedMap<String, Lease> leases() {
        return leases;
    }

    /** Completes as soon as the partition is to be given back, and why. On the executor for callbacks. */
    public CompletionStage<End> ended() {
        return ended.minimalCompletionStage();
    }

    /** Whether it is to be given back, or was. */
    public boolean hasEnded() {
        return ended.isDone();
    }

    /** Gives it back; the next one can be acquired afterwards. Completes when all items are free. Never fails. */
    public Pending<Void> release() {
        return partitioner.release(this);
    }

    /** Gives it back without waiting for the confirmation. Closing twice is harmless. */
    @Override
    public void close() {
        var unused = release();
    }

    boolean end(End why) {
        return ended.complete(why);
    }
}
