/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.NotConnectedException;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.Refusals;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.SessionState;
import io.zk4j.client.ZkException;
import io.zk4j.client.ZkException.Advice;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that fail as the test says, one try after the other, with the timers in hand. */
class RetryingTest {
    private static final String PATH = "/x";

    private final ZkException unknown = Refusals.unknown(PATH);
    private final ZkException notConnected = Refusals.notConnected(PATH);
    private final ZkException noAuth = Refusals.refused(OpCode.SYNC, PATH, ErrorCode.NO_AUTH);

    private final List<Runnable> bells = new ArrayList<>();
    private final Turn turn = new Turn(Runnable::run, new Timers() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            bells.add(task);
            return () -> bells.remove(task);
        }
    });
    private final Engine engine = new Engine(
            new Engine.Surroundings(any -> sessionWithoutServers(), turn, Runnable::run, UUID::randomUUID, bound -> 0));
    private final Session session = engine.session();
    private final Route throughThisSession = Route.of(session, bound -> 0);
    private final Route tryingOnceMore = Route.of(engine, RetryPolicy.once(Duration.ZERO));

    private final Deque<CompletableFuture<String>> answers = new ArrayDeque<>();
    private final Deque<CompletableFuture<Optional<String>>> answersToInquiries = new ArrayDeque<>();

    private static SessionClient sessionWithoutServers() {
        return (SessionClient) Proxy.newProxyInstance(
                SessionClient.class.getClassLoader(),
                new Class<?>[] {SessionClient.class},
                (proxy, method, arguments) -> method.getReturnType() == SessionState.class
                        ? new SessionState(SessionState.Kind.CONNECTING, 0, 0, 0)
                        : null);
    }

    private CompletableFuture<String> write(Route route) {
        return new Retrying<>(turn, route, PATH, client -> answers.remove(), null).begin();
    }

    private CompletableFuture<String> writeThatCanBeLookedFor(Route route) {
        return new Retrying<>(turn, route, PATH, client -> answers.remove(), client -> answersToInquiries.remove())
                .begin();
    }

    private void ring() {
        var due = List.copyOf(bells);
        bells.clear();
        due.forEach(Runnable::run);
    }

    private static void assertThatItFailed(
            CompletableFuture<String> outcome, Class<? extends ZkException> kind, Advice advice) {
        assertThat(failureOf(outcome))
                .isExactlyInstanceOf(kind)
                .extracting(failure -> ((ZkException) failure).advice())
                .isEqualTo(advice);
    }

    private static Throwable failureOf(CompletableFuture<String> outcome) {
        assertThat(outcome).isCompletedExceptionally();
        return Failures.cause(outcome.handle((value, failure) -> failure).join());
    }

    @Test
    void aWriteWhoseReplyIsLostIsInDoubtAlsoIfItsSessionIsOver() {
        var answer = new CompletableFuture<String>();
        answers.add(answer);
        var outcome = write(throughThisSession);
        session.end();
        answer.completeExceptionally(unknown);
        assertThatItFailed(outcome, SessionExpiredException.class, Advice.CHECK);
    }

    @Test
    void aWriteInDoubtIsStillInDoubtWhenItsSessionIsOverBeforeItIsLookedFor() {
        answers.add(CompletableFuture.failedFuture(unknown));
        var outcome = writeThatCanBeLookedFor(throughThisSession);
        session.end();
        ring();
        assertThatItFailed(outcome, SessionExpiredException.class, Advice.CHECK);
    }

    @Test
    void whatWasNeverSentIsNotInDoubtWhenItsSessionIsOver() {
        answers.add(CompletableFuture.failedFuture(notConnected));
        var outcome = write(throughThisSession);
        session.end();
        ring();
        assertThatItFailed(outcome, SessionExpiredException.class, Advice.GIVE_UP);
    }

    @Test
    void aWriteInDoubtThatHadNoEffectIsNotInDoubtAnyMore() {
        answers.add(CompletableFuture.failedFuture(unknown));
        answers.add(CompletableFuture.failedFuture(notConnected));
        answersToInquiries.add(CompletableFuture.completedFuture(Optional.empty()));
        var outcome = writeThatCanBeLookedFor(tryingOnceMore);
        ring();
        assertThatItFailed(outcome, NotConnectedException.class, Advice.RETRY);
    }

    @Test
    void aWriteInDoubtIsStillInDoubtWhenThereIsNoConnectionToLookForIt() {
        answers.add(CompletableFuture.failedFuture(unknown));
        answersToInquiries.add(CompletableFuture.failedFuture(notConnected));
        var outcome = writeThatCanBeLookedFor(tryingOnceMore);
        ring();
        assertThatItFailed(outcome, OutcomeUnknownException.class, Advice.CHECK);
    }

    @Test
    void aWriteInDoubtIsStillInDoubtWhenNobodyMayLookForIt() {
        answers.add(CompletableFuture.failedFuture(unknown));
        answersToInquiries.add(CompletableFuture.failedFuture(noAuth));
        var outcome = writeThatCanBeLookedFor(tryingOnceMore);
        ring();
        assertThatItFailed(outcome, OutcomeUnknownException.class, Advice.CHECK);
    }

    @Test
    void aRetryPolicyThatFailsKeepsNobodyWaiting() {
        var bug = new AssertionError("a bug of the application");
        answers.add(CompletableFuture.failedFuture(notConnected));
        var outcome = write(Route.of(engine, (failures, elapsed) -> {
            throw bug;
        }));
        assertThat(failureOf(outcome)).isSameAs(bug);
    }

    @Test
    void aRepetitionThatFailsAtOnceKeepsNobodyWaiting() {
        answers.add(CompletableFuture.failedFuture(notConnected));
        var outcome = write(tryingOnceMore);
        ring(); // there is no second answer
        assertThat(failureOf(outcome)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatGoesWrongForOneWhenASessionEndsIsNoReasonToTellTheOthersNothing() {
        var told = new ArrayList<String>();
        session.onEnd(() -> {
            throw new AssertionError("a bug of one recipe");
        });
        session.onEnd(() -> told.add("the other"));
        session.end();
        assertThat(told).containsExactly("the other");
    }
}
