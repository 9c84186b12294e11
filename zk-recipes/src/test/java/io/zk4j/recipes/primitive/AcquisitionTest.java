/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import static io.zk4j.recipes.Playground.PATIENCE;
import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class AcquisitionTest {
    private Playground playground;
    private ZkFramework one;
    private ZkFramework two;
    private Line line;

    @BeforeAll
    void open() {
        playground = new Playground();
        one = playground.newClient();
        two = playground.newClient();
    }

    @BeforeEach
    void takeALineOfItsOwn(TestInfo test) {
        line = Line.of("/" + test.getTestMethod().orElseThrow().getName(), "lock-", Bytes.ofUtf8("me"));
    }

    @AfterEach
    void nothingIsWatchedThatTheNextTestWouldCount() {
        eventually(() -> playground.watches() == 0);
    }

    @AfterAll
    void close() {
        playground.close();
    }

    private Pending<Lease> queue(ZkFramework zk) {
        return Acquisition.begin(zk, line, GrantRule.first(1), PATIENCE);
    }

    private void eventuallyInLine(int places) {
        eventually(() -> playground.children(line.path()).size() == places);
    }

    @Test
    void theNextIsGrantedWhenTheFirstGoes() throws Exception {
        Lease first = queue(one).await();
        Pending<Lease> second = queue(two);
        eventuallyInLine(2);
        assertThat(second).isNotDone();
        assertThat(first.isHeld()).isTrue();

        first.close();

        Lease next = second.await();
        assertThat(next.fencingToken()).isGreaterThan(first.fencingToken());
        assertThat(first.isHeld()).isFalse();
        assertThat(first.validUntil().hasPassed()).isTrue();
        assertThat(next.validUntil().remaining()).isPositive();
        next.release().await();
        eventuallyInLine(0);
    }

    @Test
    void whoGivesUpInTheMiddleLeavesNoGapForTheOthers() throws Exception {
        Lease first = queue(one).await();
        Pending<Lease> second = queue(two);
        eventuallyInLine(2);
        Pending<Lease> third = queue(one);
        eventuallyInLine(3);

        second.cancel(true);
        eventuallyInLine(2);
        assertThat(third).isNotDone();
        first.close();

        third.await().close();
        eventuallyInLine(0);
    }

    @Test
    void whoIsCancelledAtOnceLeavesNothing() throws Exception {
        for (int i = 0; i < 50; i++) {
            queue(one).cancel(true);
        }
        one.engine().take(() -> one.operations().sync("/")).await();
        eventuallyInLine(0);
        queue(two).await().close();
    }

    @Test
    void whoIsInterruptedWhileWaitingLeavesTheLine() throws Exception {
        Lease first = queue(one).await();
        var waits = new CountDownLatch(1);
        var outcome = new AtomicReference<Throwable>();
        var waiter = new Thread(() -> {
            try {
                var pending = queue(two);
                waits.countDown();
                pending.await();
            } catch (InterruptedException | RuntimeException e) {
                outcome.set(e);
            }
        });
        waiter.start();
        waits.await();
        waiter.interrupt();
        waiter.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        eventuallyInLine(1);
        first.close();
        eventuallyInLine(0);
    }

    @Test
    void patienceEnds() throws Exception {
        Lease first = queue(one).await();
        assertThatThrownBy(() -> Acquisition.begin(two, line, GrantRule.first(1), Duration.ofMillis(100))
                        .await())
                .isInstanceOf(PatienceExhaustedException.class)
                .hasMessageContaining(line.path());
        assertThatThrownBy(() -> Acquisition.begin(two, line, GrantRule.first(1), Duration.ZERO)
                        .await())
                .isInstanceOf(PatienceExhaustedException.class);
        eventuallyInLine(1);
        first.close();
    }

    @Test
    void aLeaseIsLostWithItsSessionAndItsNodeGoes() throws Exception {
        ZkFramework client = playground.newClient();
        Lease lease = queue(client).await();
        Pending<Lease> waiting = queue(client);
        eventuallyInLine(2);

        playground.expire(client);

        lease.lost().toCompletableFuture().get();
        assertThat(lease.isHeld()).isFalse();
        assertThatThrownBy(waiting::await).isInstanceOf(SessionExpiredException.class);
        eventuallyInLine(0);
        Lease again = queue(client).await();
        assertThat(again.fencingToken()).isGreaterThan(lease.fencingToken());
        again.close();
    }

    @Test
    void aLeaseIsLostWhenSomebodyDeletesItsNode() throws Exception {
        Lease lease = queue(one).await();
        playground.delete(lease.path());
        lease.lost().toCompletableFuture().get();
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aLeaseIsLostAlsoWhenItsNodeIsDeletedMuchLater() throws Exception {
        Lease lease = queue(one).await();
        eventually(() -> playground.watches() == 1); // it looks after its znode by now
        playground.delete(lease.path());
        lease.lost().toCompletableFuture().get();
    }

    @Test
    void theServersRefuseWhatIsGuardedByALeaseThatIsGone() throws Exception {
        Lease lease = queue(one).await();
        List<Op> write =
                List.of(Op.create(line.path() + "-guarded-", Bytes.EMPTY, CreateOptions.PERSISTENT.sequential()));
        assertThat(lease.guarded(write).await()).hasSize(1);

        playground.delete(lease.path());
        assertThatThrownBy(() -> lease.guarded(write).await()).isInstanceOf(LeaseLostException.class);
        assertThat(playground.children("/"))
                .filteredOn(name -> name.startsWith("theServersRefuse") && name.contains("guarded"))
                .hasSize(1);
    }

    @Test
    void workIsInterruptedWhenTheLeaseIsLost() throws Exception {
        Lease lease = queue(one).await();
        assertThatThrownBy(() -> lease.run(() -> {
                    playground.delete(lease.path());
                    new CountDownLatch(1).await();
                    return null;
                }))
                .isInstanceOf(LeaseLostException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void noWatchesAndStepsAreLeft() throws Exception {
        for (int i = 0; i < 20; i++) {
            Lease first = queue(one).await();
            Pending<Lease> second = queue(two);
            Pending<Lease> third = queue(one);
            eventuallyInLine(3);
            third.cancel(true);
            first.close();
            second.await().close();
            eventuallyInLine(0);
        }
        eventually(() -> playground.watches() == 0);
        eventually(() -> one.engine() // which hears a moment later that its places are gone
                        .take(() -> Stages.value(one.engine().session().endSteps()))
                        .await()
                == 0);
    }
}
