/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Perms;
import io.zk4j.recipes.OnAPlayground;
import io.zk4j.recipes.Playground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BarriersTest extends OnAPlayground {
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private void create(String path) throws Exception {
        var spec = CreateSpec.of(path, Bytes.EMPTY, CreateOptions.PERSISTENT).parents(Parents.CONTAINERS);
        zk.engine().take(() -> zk.operations().create(spec)).await();
    }

    @Test
    void whoWaitsOnABarrierGoesOnWhenItIsRemoved() throws Exception {
        try (var alone = new Playground()) {
            var barrier = new DistributedBarrier(alone.newClient(), "/b1/barrier");
            assertThat(barrier.waitOnBarrier().await()).isTrue();
            barrier.setBarrier().await();
            barrier.setBarrier().await();
            assertThat(barrier.waitOnBarrier(Duration.ZERO).await()).isFalse();
            assertThat(barrier.waitOnBarrier(A_WHILE).await()).isFalse();

            var waiting = new DistributedBarrier(alone.newClient(), "/b1/barrier").waitOnBarrier();
            eventually(() -> alone.watches() > 0);
            barrier.removeBarrier().await();
            assertThat(waiting.await()).isTrue();
            barrier.removeBarrier().await();
        }
    }

    @Test
    void whoWaitsOnABarrierStillWaitsAfterItsSessionHasEnded() throws Exception {
        var barrier = new DistributedBarrier(zk, "/b2");
        barrier.setBarrier().await();
        ZkFramework expiring = playground.newClient();
        var waiting = new DistributedBarrier(expiring, "/b2").waitOnBarrier();
        eventually(() -> playground.watches() > 0);
        playground.expire(expiring);
        assertThat(waiting.isDone()).isFalse();
        barrier.removeBarrier().await();
        assertThat(waiting.await()).isTrue();
    }

    @Test
    void membersOfADoubleBarrierBeginAndEndTogetherRoundAfterRound() throws Exception {
        var members = List.of(
                new DistributedDoubleBarrier(zk, "/d1/x", 3),
                new DistributedDoubleBarrier(other, "/d1/x", 3),
                new DistributedDoubleBarrier(playground.outside(), "/d1/x", 3));
        for (int round = 0; round < 5; round++) {
            int last = round % 3;
            together(members, last, DistributedDoubleBarrier::enter);
            assertThat(playground.children("/d1/x")).hasSize(4).contains("ready");
            together(members, last, DistributedDoubleBarrier::leave);
            assertThat(playground.children("/d1/x")).isEmpty();
        }
    }

    private void together(
            List<DistributedDoubleBarrier> members,
            int last,
            java.util.function.Function<DistributedDoubleBarrier, Pending<Boolean>> step)
            throws Exception {
        var waiting = new ArrayList<Pending<Boolean>>();
        for (int i = 0; i < members.size(); i++) {
            if (i != last) {
                waiting.add(step.apply(members.get(i)));
            }
        }
        eventually(() -> playground.watches() > 0);
        assertThat(waiting).noneMatch(Pending::isDone);
        assertThat(step.apply(members.get(last)).await()).isTrue();
        for (var one : waiting) {
            assertThat(one.await()).isTrue();
        }
    }

    @Test
    void whatACrashHasLeftBehindLetsNobodyThrough() throws Exception {
        create("/d2/ready");
        var first = new DistributedDoubleBarrier(zk, "/d2", 2);
        assertThat(first.enter(A_WHILE).await()).isFalse();
        eventually(() -> playground.children("/d2").isEmpty()); // nobody is there whom it could stand for

        create("/d2/ready");
        var waiting = first.enter();
        var second = new DistributedDoubleBarrier(other, "/d2", 2);
        assertThat(second.enter().await()).isTrue();
        assertThat(waiting.await()).isTrue();
        var leaving = first.leave();
        assertThat(second.leave().await()).isTrue();
        assertThat(leaving.await()).isTrue();
        assertThat(playground.children("/d2")).isEmpty();
    }

    @Test
    void whatReplacesALeftoverHasTheAclOfTheFramework() throws Exception {
        create("/d7/ready");
        var acls = List.of(new Acl(Perms.ALL, "world", "anyone"), new Acl(Perms.READ, "digest", "me:3lIBmYTnyZ0="));
        try (var client = ZkFramework.builder(playground.connectString())
                .aclProvider(path -> acls)
                .open()) {
            assertThat(new DistributedDoubleBarrier(client, "/d7", 1).enter().await())
                    .isTrue();
        }
        assertThat(playground.outside().acl("/d7/ready").await().acls()).isEqualTo(acls);
    }

    @Test
    void whoComesLateJoinsThoseWhoAreInside() throws Exception {
        var first = new DistributedDoubleBarrier(zk, "/d3", 2);
        var waiting = first.enter();
        new DistributedDoubleBarrier(other, "/d3", 2).enter().await();
        waiting.await();
        assertThat(new DistributedDoubleBarrier(other, "/d3", 2)
                        .enter(Duration.ZERO)
                        .await())
                .isTrue();
    }

    @Test
    void aSessionThatEndsCountsForNobodyAndItsMemberEntersAnew() throws Exception {
        ZkFramework expiring = playground.newClient();
        var waiting = new DistributedDoubleBarrier(expiring, "/d4", 3).enter();
        eventually(() -> playground.children("/d4").size() == 1);
        var second = new DistributedDoubleBarrier(zk, "/d4", 3).enter();
        playground.expire(expiring);
        eventually(() -> playground.children("/d4").size() == 2);
        assertThat(waiting.isDone()).isFalse();
        assertThat(new DistributedDoubleBarrier(other, "/d4", 3).enter().await())
                .isTrue();
        assertThat(waiting.await()).isTrue();
        assertThat(second.await()).isTrue();
    }

    @Test
    void whoIsCancelledOrInterruptedWhileEnteringLeavesNothingBehind() throws Exception {
        var barrier = new DistributedDoubleBarrier(zk, "/d5", 2);
        for (int i = 0; i < 50; i++) {
            var entering = barrier.enter();
            for (int spin = 0; spin < i * 1_000; spin++) {
                Thread.onSpinWait();
            }
            entering.cancel(true);
        }
        eventually(() -> playground.children("/d5").isEmpty());
        var entering = barrier.enter();
        eventually(() -> playground.children("/d5").size() == 1);
        Thread.currentThread().interrupt();
        org.assertj.core.api.Assertions.assertThatThrownBy(entering::await).isInstanceOf(InterruptedException.class);
        eventually(() -> playground.children("/d5").isEmpty());
    }

    /** So it is with a member in Curator that has given up entering: its znode stays until it leaves or its session ends. */
    @ParameterizedTest
    @ValueSource(strings = {"0-first-in-order", "z-last-in-order"})
    void whoeverWasCountedIsWaitedForUntilItsZnodeIsGone(String name) throws Exception {
        String path = "/d8-" + name;
        String counted = path + "/" + name;
        var spec = CreateSpec.of(counted, Bytes.EMPTY, CreateOptions.EPHEMERAL).parents(Parents.CONTAINERS);
        other.engine().take(() -> other.operations().create(spec)).await();
        var member = new DistributedDoubleBarrier(zk, path, 2);
        assertThat(member.enter().await()).isTrue();
        assertThat(member.leave(A_WHILE).await()).isFalse();
        eventually(() -> playground.children(path).size() == 2); // the one that was counted, and ready
        var leaving = member.leave();
        eventually(() -> playground.watches() > 0);
        assertThat(leaving.isDone()).isFalse();
        playground.delete(counted);
        assertThat(leaving.await()).isTrue();
        eventually(() -> playground.children(path).isEmpty());
    }

    @Test
    void leavingWithoutHavingEnteredWaitsForNobodyWhoIsNotThere() throws Exception {
        assertThat(new DistributedDoubleBarrier(zk, "/d6", 2).leave().await()).isTrue();
    }
}
