/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.history.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each judge hears what must not be, and what looks like it and may be. */
class JudgesTest {
    private static final Judge.Member ONE = new Judge.Member("zk4j", "one");
    private static final Judge.Member TWO = new Judge.Member("curator", "two");
    private static final Judge.Member THREE = new Judge.Member("kazoo", "three");

    @Test
    void twoMayNotHoldWhatOneAloneCanHold() {
        var judge = Holds.one();
        say(judge, ONE, "ENTER X 1");
        say(judge, TWO, "ENTER X 2");
        assertThat(judge.violations()).isNotEmpty();
    }

    @Test
    void whoWasKilledHoldsNothing() {
        var judge = Holds.one();
        say(judge, ONE, "ENTER X 1");
        judge.gone(ONE);
        say(judge, TWO, "ENTER X 2");
        say(judge, TWO, "LEAVE");
        judge.ended();
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.shares()).containsOnlyKeys("zk4j", "curator");
    }

    @Test
    void tokensGrowAcrossAllSides() {
        var judge = Holds.one();
        say(judge, ONE, "ENTER X 2");
        say(judge, ONE, "LEAVE");
        say(judge, TWO, "ENTER X 1");
        say(judge, TWO, "LEAVE");
        judge.ended();
        assertThat(judge.violations()).extracting(Violation::what).containsExactly("The token of it has not grown.");
    }

    @Test
    void readersAreTogetherAndAWriterIsAlone() {
        var judge = Holds.readersOrOneWriter();
        say(judge, ONE, "ENTER R 0");
        say(judge, TWO, "ENTER R 0");
        assertThat(judge.violations()).isEmpty();
        say(judge, THREE, "ENTER X 1");
        assertThat(judge.violations()).hasSize(1);
    }

    @Test
    void aNumberComesUpOnceAndLaterCallsGetLargerOnes() {
        var judge = new Numbers();
        say(judge, ONE, "WANT");
        say(judge, TWO, "WANT");
        say(judge, TWO, "COUNTED 2");
        say(judge, ONE, "COUNTED 1");
        assertThat(judge.violations()).isEmpty();
        say(judge, ONE, "WANT");
        say(judge, ONE, "COUNTED 2");
        assertThat(judge.violations()).hasSize(2);
    }

    @Test
    void theEndOfACounterAddsUp() {
        var judge = new Numbers();
        say(judge, ONE, "WANT");
        say(judge, ONE, "COUNTED 1");
        say(judge, TWO, "WANT");
        judge.gone(TWO);
        judge.isLeftWith(1);
        judge.isLeftWith(2);
        assertThat(judge.violations()).isEmpty();
        judge.isLeftWith(0);
        judge.isLeftWith(3);
        assertThat(judge.violations()).hasSize(2);
    }

    @Test
    void whatIsTakenWasPutAndIsTakenOnceAndInOrder() {
        var judge = new Items(true);
        say(judge, ONE, "PUTTING one:1", "PUT one:1", "PUTTING one:2", "PUT one:2");
        say(judge, TWO, "TAKING", "TOOK one:2");
        assertThat(judge.violations()).isEmpty();
        say(judge, TWO, "TAKING", "TOOK one:1");
        say(judge, TWO, "TAKING", "TOOK one:1");
        say(judge, TWO, "TAKING", "TOOK one:3");
        assertThat(judge.violations())
                .extracting(Violation::what)
                .containsExactly(
                        "Something was taken after what was put later.",
                        "Something was taken twice.",
                        "Something was taken that nobody has put.");
    }

    @Test
    void nothingIsLostButWhatAKilledTakerHadInItsHands() {
        var judge = new Items(true);
        say(judge, ONE, "PUTTING one:1", "PUT one:1", "PUTTING one:2", "PUT one:2");
        say(judge, TWO, "TAKING");
        judge.gone(TWO);
        judge.isLeftWith(List.of("one:2"));
        assertThat(judge.violations()).isEmpty();
        judge.isLeftWith(List.of());
        assertThat(judge.violations()).hasSize(1);
    }

    @Test
    void nothingIsTakenBeforeItsTime() {
        var judge = new Items(false);
        String due = "one:1:" + (System.currentTimeMillis() + 1_000_000);
        say(judge, ONE, "PUTTING one:2:0", "PUT one:2:0", "PUTTING " + due, "PUT " + due);
        say(judge, TWO, "TAKING", "TOOK one:2:0");
        assertThat(judge.violations()).isEmpty();
        say(judge, TWO, "TAKING", "TOOK " + due);
        assertThat(judge.violations())
                .extracting(Violation::what)
                .containsExactly("Something was taken before its time.");
    }

    @Test
    void nobodyPassesABarrierThatIsSet() {
        var judge = new Gates();
        assertThat(say(judge, ONE, "WANT")).isEqualTo("KEEP");
        assertThat(say(judge, TWO, "WANT")).isEqualTo("WAIT");
        say(judge, ONE, "CLOSED");
        say(judge, TWO, "WAITING");
        say(judge, THREE, "WAITING");
        say(judge, TWO, "PASSED");
        assertThat(judge.violations()).hasSize(1);
        say(judge, ONE, "OPENING");
        say(judge, THREE, "PASSED");
        assertThat(judge.violations()).hasSize(1);
    }

    @Test
    void nobodyIsInBeforeAllHaveComeOrOutBeforeAllLeave() {
        var judge = new Meetings(2);
        assertThat(say(judge, ONE, "WANT")).isEqualTo("1");
        say(judge, ONE, "IN");
        assertThat(judge.violations()).hasSize(1);
        assertThat(say(judge, TWO, "WANT")).isEqualTo("1");
        say(judge, TWO, "IN");
        say(judge, ONE, "LEAVING", "OUT");
        assertThat(judge.violations()).hasSize(2);
        judge.gone(TWO);
        say(judge, ONE, "OUT");
        assertThat(judge.violations()).hasSize(2);
    }

    @Test
    void whoGetsTiredWhenTheOthersComeStaysOnlyIfItIsInAfterAll() {
        var judge = new Meetings(3);
        say(judge, ONE, "WANT");
        say(judge, TWO, "WANT");
        say(judge, THREE, "WANT");
        say(judge, ONE, "IN", "LEAVING");
        say(judge, TWO, "IN", "LEAVING", "OUT");
        say(judge, THREE, "TIRED");
        assertThat(judge.violations()).isEmpty();
        assertThat(say(judge, THREE, "WANT")).isEqualTo("2");

        say(judge, ONE, "WANT");
        say(judge, TWO, "WANT");
        say(judge, ONE, "IN", "LEAVING", "OUT");
        say(judge, THREE, "IN");
        assertThat(judge.violations())
                .extracting(Violation::what)
                .containsExactly("Somebody is out while others stay.");
    }

    @Test
    void whatADeadKeeperHadBegunMayStillOpenTheBarrier() {
        var judge = new Gates();
        say(judge, ONE, "WANT", "CLOSED", "OPENING");
        judge.gone(ONE);
        say(judge, TWO, "WANT", "CLOSED");
        say(judge, THREE, "WAITING", "PASSED");
        assertThat(judge.violations()).isEmpty();
        say(judge, TWO, "OPENING", "OPEN");

        say(judge, ONE, "WANT", "CLOSED");
        say(judge, THREE, "WAITING", "PASSED");
        assertThat(judge.violations()).hasSize(1);
    }

    @Test
    void aShareOfAGroupIsToSeeExactlyThoseWhoAreThere() {
        var judge = new Views();
        say(judge, ONE, "JOINING", "SEES one");
        say(judge, TWO, "JOINING", "SEES one two");
        assertThat(judge.shares()).containsOnlyKeys("zk4j");
        say(judge, ONE, "SEES one two");
        assertThat(judge.shares()).containsEntry("zk4j", 2);
        say(judge, ONE, "SEES one two four");
        assertThat(judge.violations()).hasSize(1);
    }

    /** The answer to the last of these lines. */
    private static String say(Judge judge, Judge.Member member, String... lines) {
        var answer = "";
        for (var line : lines) {
            answer = judge.heard(member, List.of(line.split(" ", -1)));
        }
        return answer;
    }
}
