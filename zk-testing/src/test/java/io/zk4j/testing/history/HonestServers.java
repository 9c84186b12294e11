/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import io.zk4j.testing.history.Call.Freshness;
import io.zk4j.testing.history.Outcome.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes histories that servers which keep their promises could have made, from a seed: overlapping calls that take effect at some moment
 * within, some whose outcome the client never learns and which take effect within, later or never, and reads of the session that lag.
 */
final class HonestServers {
    private static final int CALL_NANOS_MAX = 1_000;
    private static final int LATE_NANOS_MAX = 20_000;

    private final Random random;
    private final int keys;
    private final double unknownShare;
    private final Map<String, Register> state = new HashMap<>();
    private final Map<String, TreeMap<Long, Register>> past = new HashMap<>(); // by key: the state since each zxid
    private final Map<Integer, Long> shownUpTo = new HashMap<>(); // by client: zxid
    private long zxid = 0x100000000L;

    private HonestServers(long seed, int keys, double unknownShare) {
        this.random = new Random(seed);
        this.keys = keys;
        this.unknownShare = unknownShare;
    }

    /**
     * @param unknownShare of the writes
     */
    static List<Operation> history(long seed, int clients, int keys, int operations, double unknownShare) {
        return new HonestServers(seed, keys, unknownShare).make(clients, operations);
    }

    /** A call before its outcome is known. */
    private record Plan(int client, String key, long from, long effect, long until, boolean isUnknown) {}

    private List<Operation> make(int clients, int count) {
        var plans = new ArrayList<Plan>();
        var free = new long[clients];
        for (int i = 0; i < count; i++) {
            int client = random.nextInt(clients);
            long from = free[client] + 1 + random.nextInt(CALL_NANOS_MAX);
            long until = from + 2 + random.nextInt(CALL_NANOS_MAX);
            boolean isUnknown = random.nextDouble() < unknownShare;
            long latest = isUnknown && random.nextBoolean() ? until + LATE_NANOS_MAX : until;
            long effect = from + 1 + random.nextInt((int) (latest - from - 1));
            plans.add(new Plan(client, "/k" + random.nextInt(keys), from, effect, until, isUnknown));
            free[client] = until;
        }
        plans.sort(Comparator.comparingLong(Plan::effect));
        var operations = new ArrayList<Operation>();
        for (int i = 0; i < count; i++) {
            operations.add(carryOut(plans.get(i), "v" + i));
        }
        operations.sort(Comparator.comparingLong(Operation::fromNanos));
        return operations;
    }

    private Operation carryOut(Plan plan, String value) {
        var now = state.getOrDefault(plan.key(), Register.NOTHING);
        if (plan.isUnknown()) {
            var call = write(now, value);
            if (random.nextInt(3) > 0 && refusal(now, call) == null) {
                carryOut(plan.key(), now, call);
            }
            return operation(plan, call, new Outcome.Unknown());
        }
        var call = random.nextInt(100) < 55 ? read() : write(now, value);
        if (call instanceof Call.Read read) {
            return operation(plan, call, read(plan, read.freshness()));
        }
        var why = refusal(now, call);
        if (why != null) {
            return operation(plan, call, new Outcome.Refused(why));
        }
        var outcome = carryOut(plan.key(), now, call);
        shownUpTo.merge(plan.client(), zxid, Math::max);
        return operation(plan, call, outcome);
    }

    private Call read() {
        return new Call.Read(random.nextBoolean() ? Freshness.LATEST : Freshness.OF_THE_SESSION);
    }

    private Call write(Register now, String value) {
        int expected = random.nextBoolean() ? Call.ANY_VERSION : Math.max(0, now.version() - random.nextInt(2));
        int dice = random.nextInt(100);
        if (dice < (now.value() == null ? 80 : 8)) {
            return new Call.Create(value);
        }
        return dice < 97 ? new Call.SetData(value, expected) : new Call.Delete(expected);
    }

    private static Why refusal(Register now, Call call) {
        if (call instanceof Call.Create) {
            return now.value() == null ? null : Why.NODE_EXISTS;
        }
        int expected =
                call instanceof Call.SetData set ? set.expectedVersion() : ((Call.Delete) call).expectedVersion();
        if (now.value() == null) {
            return Why.NO_NODE;
        }
        return expected == Call.ANY_VERSION || expected == now.version() ? null : Why.BAD_VERSION;
    }

    private Outcome carryOut(String key, Register now, Call call) {
        zxid++;
        var next = call instanceof Call.Delete
                ? Register.NOTHING
                : new Register(
                        LinearizabilityChecker.valueOf(call), call instanceof Call.Create ? 0 : now.version() + 1);
        state.put(key, next);
        past.computeIfAbsent(key, unused -> new TreeMap<>()).put(zxid, next);
        return call instanceof Call.Delete ? new Outcome.Deleted() : new Outcome.Wrote(next.version(), zxid);
    }

    private Outcome read(Plan plan, Freshness freshness) {
        long floor = shownUpTo.getOrDefault(plan.client(), 0x100000000L);
        long asOf = freshness == Freshness.LATEST ? zxid : floor + (long) (random.nextDouble() * (zxid - floor + 1));
        shownUpTo.merge(plan.client(), asOf, Math::max);
        var entry = past.getOrDefault(plan.key(), new TreeMap<>()).floorEntry(asOf);
        if (entry == null || entry.getValue().value() == null) {
            return new Outcome.SawNothing();
        }
        return new Outcome.Saw(entry.getValue().value(), entry.getValue().version(), entry.getKey());
    }

    private static Operation operation(Plan plan, Call call, Outcome outcome) {
        return new Operation(plan.client(), plan.client(), plan.key(), call, plan.from(), plan.until(), outcome);
    }
}
