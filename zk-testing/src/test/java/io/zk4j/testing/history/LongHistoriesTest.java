/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.zk4j.testing.e2e.Dose;
import io.zk4j.testing.history.Call.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories as long as those of real runs: honest ones pass, and one lie among thousands of operations is found. */
class LongHistoriesTest {
    private static final int CLIENTS = 10;
    private static final int OPERATIONS = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Dose.of(20, 500));
    }

    @ParameterizedTest(name = "{0} keys")
    @ValueSource(ints = {1, 20})
    void tenThousandHonestOperationsPassInTime(int keys) {
        var operations = HonestServers.history(1, CLIENTS, keys, OPERATIONS, 0.002);

        assertTimeout(LONGEST, () -> assertThat(violations(operations)).isEmpty());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void honestHistoriesPassWhateverIsUnknown(long seed) {
        assertThat(violations(HonestServers.history(seed, CLIENTS, 5, 1_000, 0.02)))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneStaleReadAmongThousandsIsFound(long seed) {
        var operations = HonestServers.history(seed, CLIENTS, 5, 2_000, 0.005);
        var anOldValue = operations.stream()
                .filter(operation -> operation.key().equals("/k1") && isLatestSight(operation))
                .findFirst()
                .orElseThrow();
        int lie = pickFromTheSecondHalf(
                operations, seed, operation -> operation.key().equals("/k1") && isLatestSight(operation));

        assertThat(LinearizabilityChecker.check(withOutcome(operations, lie, anOldValue.outcome())))
                .hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneLostWriteAmongThousandsIsFound(long seed) {
        // Nothing is unknown here: a write that nobody has seen can lend its place to the lie, and then it is none.
        var operations = HonestServers.history(seed, CLIENTS, 5, 2_000, 0);
        // Refused, so it has changed nothing: yet its client was told that it made the next version.
        int lie = pickFromTheSecondHalf(
                operations,
                seed,
                operation -> operation.call() instanceof Call.SetData
                        && operation.outcome() instanceof Outcome.Refused refused
                        && refused.why() == Outcome.Why.BAD_VERSION);
        var set = (Call.SetData) operations.get(lie).call();

        assertThat(LinearizabilityChecker.check(
                        withOutcome(operations, lie, new Outcome.Wrote(set.expectedVersion() + 1, Long.MAX_VALUE))))
                .hasSize(1);
    }

    private static List<Violation> violations(List<Operation> operations) {
        var all = new ArrayList<>(LinearizabilityChecker.check(operations));
        all.addAll(SessionReads.check(operations));
        all.addAll(WriteOrder.check(operations));
        return all;
    }

    private static boolean isLatestSight(Operation operation) {
        return operation.call().equals(new Call.Read(Freshness.LATEST)) && operation.outcome() instanceof Outcome.Saw;
    }

    private static int pickFromTheSecondHalf(List<Operation> operations, long seed, Predicate<Operation> wanted) {
        var fitting = IntStream.range(operations.size() / 2, operations.size())
                .filter(index -> wanted.test(operations.get(index)))
                .toArray();
        return fitting[new Random(seed).nextInt(fitting.length)];
    }

    private static List<Operation> withOutcome(List<Operation> operations, int index, Outcome outcome) {
        var changed = new ArrayList<>(operations);
        var honest = operations.get(index);
        changed.set(
                index,
                new Operation(
                        honest.client(),
                        honest.session(),
                        honest.key(),
                        honest.call(),
                        honest.fromNanos(),
                        honest.untilNanos(),
                        outcome));
        return changed;
    }
}
