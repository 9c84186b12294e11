/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.history.Call.Freshness;
import io.zk4j.testing.history.OneHolder.Hold;
import io.zk4j.testing.history.Outcome.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each promise broken once, in as few operations as it takes. */
class HistoryTest {
    private static final String KEY = "/r";

    private final AtomicLong clock = new AtomicLong();
    private final History history = new History(clock::incrementAndGet);

    @Test
    void aLostWriteIsFound() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", 0), new Outcome.Wrote(1, 102));
        did(2, latest(), new Outcome.Saw("a", 0, 101));

        assertThat(violation())
                .startsWith("No order explains the operations on /r; the best one places 2 of 3.")
                .contains("Then the znode holds b version 1. One of these must come next, and none fits:")
                .contains("client 2: /r read the latest, saw a version 0 of 0x65");
    }

    @Test
    void aWriteThatWasOverwrittenByOneThatHadNotSeenItIsFound() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", 0), new Outcome.Wrote(1, 102));
        did(2, new Call.SetData("c", 0), new Outcome.Wrote(1, 103));

        assertThat(violation()).contains("client 2: /r set c if version 0");
    }

    @Test
    void aReadMayBeOldUnlessItIsOfTheLatest() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", -1), new Outcome.Wrote(1, 102));
        did(2, ofTheSession(), new Outcome.Saw("a", 0, 101));
        did(2, ofTheSession(), new Outcome.Saw("b", 1, 102));

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void aSessionThatGoesBackIsFound() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", -1), new Outcome.Wrote(1, 102));
        did(2, ofTheSession(), new Outcome.Saw("b", 1, 102));
        did(2, ofTheSession(), new Outcome.Saw("a", 0, 101));

        assertThat(violation()).startsWith("A session was shown an older state than before.");
    }

    @Test
    void aSessionThatGoesBackOnAnotherZnodeIsFound() {
        did(1, "/x", new Call.Create("x0"), new Outcome.Wrote(0, 101));
        did(1, "/x", new Call.SetData("x1", -1), new Outcome.Wrote(1, 102));
        did(1, "/y", new Call.Create("y0"), new Outcome.Wrote(0, 103));
        did(2, "/y", ofTheSession(), new Outcome.Saw("y0", 0, 103));
        did(2, "/x", ofTheSession(), new Outcome.Saw("x0", 0, 101));

        assertThat(violation()).startsWith("A session was shown an older state than before.");
    }

    @Test
    void aSessionThatDoesNotSeeItsOwnWriteIsFound() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, ofTheSession(), new Outcome.SawNothing());

        assertThat(violation()).startsWith("A session was shown an older state than before.");
    }

    @Test
    void aWriteOfUnknownOutcomeMayHaveHappenedOrNot() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", -1), new Outcome.Unknown());
        did(1, new Call.SetData("c", -1), new Outcome.Unknown());
        did(2, latest(), new Outcome.Saw("a", 0, 101));
        did(2, latest(), new Outcome.Saw("c", 1, 103)); // late
        did(2, new Call.SetData("d", 1), new Outcome.Refused(Why.BAD_VERSION)); // so "b" came even later

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void aWriteOfUnknownOutcomeThatWasSeenMayNotDisappear() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", -1), new Outcome.Unknown());
        did(2, ofTheSession(), new Outcome.Saw("b", 1, 102));
        did(3, latest(), new Outcome.Saw("a", 0, 101));

        assertThat(violation()).startsWith("No order explains the operations on /r");
    }

    @Test
    void aCallThatIsStillUnderWayHasAnUnknownOutcome() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        history.begin(1, 1, KEY, new Call.SetData("b", -1));
        history.begin(3, 3, KEY, new Call.SetData("never", -1)).forget();
        did(2, latest(), new Outcome.Saw("b", 1, 102));

        assertThat(history.violations()).isEmpty();
        assertThat(history.operations()).hasSize(3);
    }

    @Test
    void whatNobodyWroteOrWasRefusedIsFoundWhenRead() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(1, new Call.SetData("b", 7), new Outcome.Refused(Why.BAD_VERSION));
        did(2, ofTheSession(), new Outcome.Saw("b", 1, 102));
        did(2, ofTheSession(), new Outcome.Saw("x", 2, 103));

        assertThat(history.violations())
                .extracting(Violation::what)
                .containsExactly("A read returned what was refused.", "A read returned what nobody had written.");
    }

    @Test
    void aRefusalForNoReasonIsFound() {
        did(1, new Call.Create("a"), new Outcome.Wrote(0, 101));
        did(2, new Call.SetData("b", 0), new Outcome.Refused(Why.BAD_VERSION));

        assertThat(violation()).contains("client 2: /r set b if version 0, refused: BAD_VERSION");
    }

    @Test
    void transactionsThatContradictTimeAreFound() {
        did(1, "/x", new Call.Create("x"), new Outcome.Wrote(0, 105));
        did(2, "/y", new Call.Create("y"), new Outcome.Wrote(0, 101));
        did(3, "/z", new Call.Create("z"), new Outcome.Wrote(0, 105));

        assertThat(history.violations())
                .extracting(Violation::what)
                .containsExactly("A later write has an earlier transaction.", "Two writes are one transaction.");
    }

    @Test
    void twoHoldersAtOnceAreFound() {
        var holds = new ArrayList<>(List.of(
                new Hold("/lock", "A", 10, 20, 1),
                new Hold("/lock", "B", 20, 30, 2),
                new Hold("/other", "C", 15, 40, 1)));
        assertThat(OneHolder.check(holds)).isEmpty();

        holds.add(new Hold("/lock", "D", 29, 31, 3));
        assertThat(OneHolder.check(holds)).extracting(Violation::what).containsExactly("Two hold /lock at once.");
    }

    @Test
    void aFencingTokenThatDoesNotGrowIsFound() {
        var holds = List.of(new Hold("/lock", "A", 10, 20, 5), new Hold("/lock", "B", 20, 30, 5));

        assertThat(OneHolder.check(holds))
                .extracting(Violation::what)
                .containsExactly("The token of /lock has not grown.");
    }

    private void did(int client, Call call, Outcome outcome) {
        did(client, KEY, call, outcome);
    }

    private void did(int client, String key, Call call, Outcome outcome) {
        history.begin(client, client, key, call).end(outcome);
    }

    private String violation() {
        assertThat(history.violations()).hasSize(1);
        return history.violations().get(0).toString();
    }

    private static Call latest() {
        return new Call.Read(Freshness.LATEST);
    }

    private static Call ofTheSession() {
        return new Call.Read(Freshness.OF_THE_SESSION);
    }
}
