/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A queue out of which who takes an item gets it under lock, and removes it when it is done with: znodes
 * {@code <path>/entries/entry-<priority, three digits>-<number>} and ephemeral locks of the same names below {@code <path>/taken}, as
 * with kazoo's class of this name. The smallest priority comes first, and of the same one what was put first.
 *
 * <p>Thread-safe. An item that is neither consumed nor released comes again when the session of whoever has it ends: at least once. A
 * handle can have any number of items in its hands.
 */
public final class LockingQueue {
    /** What kazoo gives an item if nothing is said. */
    public static final int PRIORITY_USUAL = 100;

    /** The largest one, which comes last. */
    public static final int PRIORITY_MAX = 999;

    private static final String PREFIX = "entry-";

    private final Items items;
    private final Locks locks;

    /** A handle on the queue at this path. */
    public LockingQueue(ZkFramework zk, String path) {
        this.items = new Items(zk, Paths.child(path, "entries"), new Naming.Fifo(PREFIX));
        // It stays when it is empty: kazoo's consumers cannot do without.
        this.locks = new Locks(items, Paths.child(path, "taken"), Parents.PERSISTENT);
    }

    /** Puts an item behind those of the usual priority. */
    public Pending<Void> put(Bytes data) {
        return put(data, PRIORITY_USUAL);
    }

    /**
     * Puts an item behind those of its priority.
     *
     * @param priority from 0 to {@link #PRIORITY_MAX}
     * @return completes when it is there; with {@link io.zk4j.client.OutcomeUnknownException} if that is not known
     */
    public Pending<Void> put(Bytes data, int priority) {
        String name = nameOf(priority);
        return items.zk().engine().take(() -> items.put(name, data).thenCompose(put -> Stages.done()));
    }

    /**
     * Puts all these items behind those of their priority, in one transaction.
     *
     * @param priority from 0 to {@link #PRIORITY_MAX}
     * @return completes when they are there; with {@link io.zk4j.client.OutcomeUnknownException} if it is not known whether all are or none
     */
    public Pending<Void> putAll(List<Bytes> some, int priority) {
        String name = nameOf(priority);
        var all = List.copyOf(some);
        return items.zk().engine().take(() -> items.putAll(name, all));
    }

    private static String nameOf(int priority) {
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException(
                    "priority " + priority + " is not between 0 and " + PRIORITY_MAX + ", which three digits can say");
        }
        return PREFIX + "%03d-".formatted(priority);
    }

    /** Takes the first item that nobody has, waiting for one. Who cancels, or is interrupted, leaves it in its place. */
    public Pending<LockedItem> get() {
        return get(null, item -> item.orElseThrow());
    }

    /** Takes the first item that nobody has; empty if there is none in time. */
    public Pending<Optional<LockedItem>> get(Duration patience) {
        return get(patience, item -> item);
    }

    /** Each time among all that are there: others may have come that go first. */
    private <T> Pending<T> get(@Nullable Duration patience, Function<Optional<LockedItem>, T> result) {
        items.zk().engine().turn().execute(items::forget);
        return Claim.handOut(
                items.zk().engine(),
                Locking.begin(items, locks, patience),
                claim -> result.apply(
                        claim.map(locked -> new LockedItem(items.zk().engine(), (Locks.Locked) locked))),
                claim -> {});
    }

    /** How many items are in the queue, those included that somebody has. */
    public Pending<Integer> size() {
        return items.zk().engine().take(items::count);
    }
}
