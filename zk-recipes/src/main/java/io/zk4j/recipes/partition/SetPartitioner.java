/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.partition;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Acquisition;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.KeptNode;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.WatchedView;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in dividing a set of names: as soon as nobody has come or gone for a while, each member locks its share.
 *
 * <p>Thread-safe. When the party changes, each member is told to give back what it has, and gets its new share when the others have given
 * back theirs. Items are never held by two, as each has a lock; and all are held once the party has settled and everybody has given back
 * what was asked for. While the connection is suspended a partition is held as long as its leases are; after a loss this member joins
 * again by itself. Same znodes as kazoo's {@code SetPartitioner}: {@code <path>/party/<hex>-<id>}, {@code <path>/locks/<item>}.
 */
public final class SetPartitioner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SetPartitioner.class);
    private static final Bytes PARTY_DATA = Bytes.ofUtf8("0");
    private static final String LOCK = "__lock__";

    /** How long nobody must come or go before the set is divided, unless set: kazoo's default. */
    public static final Duration SETTLED = Duration.ofSeconds(30);

    private final ZkFramework zk;
    private final Engine engine;
    private final Turn turn;
    private final String locks;
    private final String id;
    private final String name;
    private final SortedSet<String> items;
    private final Duration settled;
    private final KeptNode node;

    private final List<Pending<Partition>> waiting = new ArrayList<>();
    private final Map<String, Pending<Lease>> asked = new HashMap<>();
    private final Map<String, Lease> granted = new HashMap<>();
    private @Nullable WatchedView party;
    private @Nullable Partition current;
    /** Whether the application knows of the current one, and so must give it back itself. */
    private boolean handedOut;
    /** Whether the current one is to be given back. */
    private boolean ending;
    /** Grows with each attempt to lock a share; what belongs to an earlier one is given back at once. */
    private long attempt;

    private Deadline settledAt;
    private Registration alarm = () -> {};
    private boolean closed;

    private SetPartitioner(ZkFramework zk, String path, Collection<String> items, String id, Duration settled) {
        this.zk = zk;
        this.engine = zk.engine();
        this.turn = engine.turn();
        this.locks = Paths.child(path, "locks");
        this.id = id;
        this.name = engine.newGuid().toString().replace("-", "") + "-" + id;
        this.items = new TreeSet<>(items);
        this.settled = settled;
        this.settledAt = turn.deadlineIn(settled);
        String partyPath = Paths.child(path, "party");
        var spec = CreateSpec.of(Paths.child(partyPath, name), PARTY_DATA, CreateOptions.EPHEMERAL)
                .parents(Parents.PERSISTENT);
        this.node = KeptNode.open(zk, spec, created -> {});
        turn.execute(() -> watch(partyPath));
    }

    /**
     * Joins, and divides the set whenever the party has settled for {@link #SETTLED}.
     *
     * @param items the set, the same at all members; names for znodes
     * @param id of this member, different from the others'; a part of a name for a znode
     */
    public static SetPartitioner join(ZkFramework zk, String path, Collection<String> items, String id) {
        return join(zk, path, items, id, SETTLED);
    }

    /**
     * Joins.
     *
     * @param settled how long nobody must come or go before the set is divided
     */
    public static SetPartitioner join(
            ZkFramework zk, String path, Collection<String> items, String id, Duration settled) {
        return new SetPartitioner(zk, path, items, id, settled);
    }

    /**
     * Waits for a share of the set: the present one, unless that {@link Partition#ended is to be given back}, or the next.
     *
     * @return fails if this is closed before; cancelling it leaves the share for the next call
     */
    public Pending<Partition> acquire() {
        Pending<Partition> pending = engine.pending();
        turn.execute(() -> {
            if (closed) {
                pending.fail(isClosed());
            } else if (current != null && !ending) {
                handedOut |= pending.deliver(current);
            } else {
                waiting.add(pending);
                pending.onCancel(() -> waiting.remove(pending));
            }
        });
        return pending;
    }

    /** Gives back what is held and leaves the party. Completes when all znodes are gone, or go with the session. Never fails. */
    public Pending<Void> closeAsync() {
        return engine.take(() -> {
            if (closed) {
                return CompletableFuture.completedStage(null);
            }
            closed = true;
            alarm.close();
            if (party != null) {
                party.close();
            }
            waiting.forEach(pending -> pending.fail(isClosed()));
            waiting.clear();
            var ends = new ArrayList<CompletableFuture<?>>(abandon());
            if (current != null) {
                ends.add(giveBack(current).toCompletableFuture());
            }
            ends.add(node.closeAsync());
            return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        });
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    private IllegalStateException isClosed() {
        return new IllegalStateException("the partitioner of " + locks + " is closed");
    }

    // ---- the party, on the turn

    private void watch(String path) {
        if (closed) {
            return;
        }
        var listener = new WatchedView.Listener() {
            @Override
            public void onChange(Change change) {
                if (change.before().isEmpty() || change.after().isEmpty()) {
                    onPartyChange();
                }
            }

            @Override
            public void onComplete() {
                plan();
            }
        };
        party = WatchedView.open(zk, path, Scope.CHILDREN, any -> true, listener);
    }

    private void onPartyChange() {
        settledAt = turn.deadlineIn(settled);
        var unused = abandon();
        if (current != null) {
            end(current, Partition.End.PARTY_CHANGED);
        }
        plan();
    }

    private void end(Partition partition, Partition.End why) {
        ending = true;
        if (handedOut) {
            engine.callbacks().execute(() -> partition.end(why));
        } else {
            partition.end(why);
            var unused = giveBack(partition);
        }
    }

    // ---- dividing, on the turn

    private void plan() {
        alarm.close();
        if (!closed && current == null && asked.isEmpty()) {
            Duration left = settledAt.remaining();
            alarm = turn.after(left.isNegative() ? Duration.ZERO : left, this::divide);
        }
    }

    private void divide() {
        if (closed || current != null || party == null || party.staleSince().isPresent()) {
            return; // what has to change first leads here again
        }
        List<String> members = party.entries().keySet().stream()
                .map(Paths::name)
                .sorted(Comparator.comparing((String member) -> member.substring(member.indexOf('-') + 1))
                        .thenComparing(member -> member))
                .toList();
        int mine = members.indexOf(name);
        if (mine >= 0) {
            attempt++;
            lock(share(mine, members.size()));
        }
    }

    /** As kazoo does it: beginning with its own place, each takes the next item but those of the others. */
    private List<String> share(int mine, int members) {
        var share = new ArrayList<String>();
        int place = 0;
        for (String item : items) {
            if (place++ % members == mine) {
                share.add(item);
            }
        }
        return share;
    }

    private void lock(List<String> share) {
        long mine = attempt;
        for (String item : share) {
            var line = Line.of(Paths.child(locks, item), LOCK, Bytes.ofUtf8(id));
            Pending<Lease> lease = Acquisition.begin(zk, line, GrantRule.first(1), Acquisition.WITHOUT_END);
            asked.put(item, lease);
            CompletionStage<Lease> outcome = lease;
            outcome.whenComplete(
                    (held, failure) -> turn.execute(() -> onLock(mine, item, share.size(), held, failure)));
        }
        acquireIfAll(share.size());
    }

    private void onLock(long mine, String item, int share, @Nullable Lease lease, @Nullable Throwable failure) {
        if (mine != attempt || closed) {
            if (lease != null) {
                lease.close();
            }
        } else if (lease != null) {
            granted.put(item, lease);
            acquireIfAll(share);
        } else {
            LOG.warn("{}/{} cannot be locked; the set is divided anew", locks, item, failure);
            settledAt = turn.deadlineIn(settled);
            var unused = abandon();
            plan();
        }
    }

    private void acquireIfAll(int share) {
        if (granted.size() < share) {
            return;
        }
        var partition = new Partition(this, granted);
        asked.clear();
        granted.clear();
        current = partition;
        handedOut = false;
        ending = false;
        partition.leases().values().forEach(lease -> lease.lost().thenRun(() -> turn.execute(() -> onLoss(partition))));
        for (Pending<Partition> pending : List.copyOf(waiting)) {
            handedOut |= pending.deliver(partition);
        }
        waiting.clear();
    }

    private void onLoss(Partition partition) {
        if (partition == current) {
            end(partition, Partition.End.LEASE_LOST);
        }
    }

    /** Gives up what is not a partition yet. */
    private List<CompletableFuture<?>> abandon() {
        attempt++;
        var released = new ArrayList<CompletableFuture<?>>();
        granted.values().forEach(lease -> released.add(lease.release()));
        asked.values().forEach(lease -> lease.cancel(false));
        asked.clear();
        granted.clear();
        return released;
    }

    // ---- giving back

    Pending<Void> release(Partition partition) {
        return engine.take(() -> giveBack(partition));
    }

    private CompletionStage<Void> giveBack(Partition partition) {
        partition.end(Partition.End.RELEASED);
        var all = CompletableFuture.allOf(
                partition.leases().values().stream().map(Lease::release).toArray(CompletableFuture[]::new));
        if (partition == current) {
            current = null;
            plan();
        }
        return all;
    }
}
