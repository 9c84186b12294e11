/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeadersTest {
    private static final String PATH = "/election";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Playground playground;
    private ZkFramework one;
    private ZkFramework two;

    @BeforeEach
    void open() {
        playground = new Playground();
        one = playground.newClient();
        two = playground.newClient();
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        playground.close();
    }

    private LeaderLatch latch(ZkFramework zk, String id) {
        var latch = new LeaderLatch(zk, PATH, id);
        latch.onChange(new LeaderLatch.Listener() {
            @Override
            public void isLeader(Lease leadership) {
                told.add(id + " leads");
            }

            @Override
            public void notLeader() {
                told.add(id + " leads no more");
            }
        });
        return latch.start();
    }

    @Test
    void theNextLeadsWhenTheLeaderGoes() throws Exception {
        var a = latch(one, "a");
        long firstTerm = a.elected().await().fencingToken();
        var b = latch(two, "b");
        eventually(() -> b.participants().await().size() == 2);
        assertThat(playground.children(PATH)).allMatch(name -> name.matches("_c_[-0-9a-f]{36}-latch-\\d{10}"));
        assertThat(b.leader().await()).contains(new Participant("a", true, firstTerm));
        assertThat(b.hasLeadership()).isFalse();

        a.close();
        assertThat(b.elected().await().fencingToken()).isGreaterThan(firstTerm);
        eventually(() -> told.size() == 3);
        assertThat(told) // each program tells its own listeners in order, and nobody orders two programs
                .containsSubsequence("a leads", "a leads no more")
                .containsSubsequence("a leads", "b leads");
        b.closeAsync().await();
        assertThat(playground.children(PATH)).isEmpty();
        assertThatThrownBy(() -> b.elected().await()).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aLeaderWhoseSessionEndsQueuesAnew() throws Exception {
        var a = latch(one, "a");
        a.elected().await();
        var b = latch(two, "b");
        eventually(() -> b.participants().await().size() == 2);

        playground.expire(one);

        eventually(b::hasLeadership);
        assertThat(a.hasLeadership()).isFalse();
        eventually(() -> told.containsAll(List.of("a leads", "a leads no more", "b leads")));
        eventually(() -> b.participants().await().size() == 2);
        b.close();
        a.elected().await();
    }

    @Test
    void aLatchThatIsClosedAtOnceLeavesNothing() throws Exception {
        for (int i = 0; i < 30; i++) {
            latch(one, "x").close();
        }
        eventually(() -> playground.children(PATH).isEmpty());
    }

    @Test
    void theLeadersWorkIsInterruptedWhenTheLeadershipIsLost() throws Exception {
        var latch = latch(one, "a");
        var works = new CountDownLatch(1);
        var work = executor.submit(() -> latch.run(() -> {
            works.countDown();
            new CountDownLatch(1).await();
            return null;
        }));
        works.await();
        playground.delete(PATH + "/" + playground.children(PATH).get(0));
        assertThatThrownBy(work::get).hasCauseInstanceOf(LeaseLostException.class);
        latch.elected().await(); // queued anew
    }

    @Test
    void aSelectorLeadsAsLongAsItsWorkLastsAndQueuesAgain() throws Exception {
        var a = new LeaderSelector(one, PATH, "a", executor, leadership -> told.add("a " + leadership.fencingToken()))
                .autoRequeue();
        var b = new LeaderSelector(two, PATH, "b", executor, leadership -> told.add("b " + leadership.fencingToken()))
                .autoRequeue();
        a.start();
        b.start();
        eventually(() -> told.stream().filter(who -> who.startsWith("a")).count() > 5
                && told.stream().filter(who -> who.startsWith("b")).count() > 5);
        a.closeAsync().await();
        b.closeAsync().await();
        assertThat(told.stream().map(who -> Long.parseLong(who.substring(2))))
                .isSorted()
                .doesNotHaveDuplicates();
        eventually(() -> playground.children(PATH).isEmpty());
    }

    @Test
    void aSelectorHeedsCandidatesOfKazooIfToldAndEverybodySeesThem() throws Exception {
        var options = CreateOptions.EPHEMERAL.sequential();
        var spec = CreateSpec.of(PATH + "/4f1c__lock__", Bytes.ofUtf8("kazoo"), options)
                .parents(CreateSpec.Parents.CONTAINERS);
        var place = playground.outside().create(spec).await();
        try (var election = Election.observe(two, PATH, who -> {});
                var selector = new LeaderSelector(one, PATH, "a", executor, work -> told.add("a leads"))) {
            selector.alsoCounting("__lock__").start();
            eventually(() -> selector.participants().await().size() == 2);
            assertThat(selector.leader().await().map(Participant::id)).contains("kazoo");
            eventually(() -> election.leader().map(Participant::id).equals(Optional.of("kazoo")));
            assertThat(told).isEmpty();
            playground.delete(place.path());
            eventually(() -> told.equals(List.of("a leads")));
        }
    }

    @Test
    void aSelectorsLeadershipCanBeInterruptedAndLost() throws Exception {
        var selector = new LeaderSelector(one, PATH, "a", executor, leadership -> {
            try {
                told.add("leads");
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                told.add("interrupted");
                throw interrupted;
            }
        });
        selector.autoRequeue().start();
        eventually(() -> told.size() == 1);
        assertThat(selector.hasLeadership()).isTrue();
        selector.interruptLeadership();
        eventually(() -> told.size() == 3);
        playground.expire(one);
        eventually(() -> told.size() == 5);
        selector.closeAsync().await();
        eventually(() -> told.size() == 6);
        assertThat(told).containsExactly("leads", "interrupted", "leads", "interrupted", "leads", "interrupted");
    }

    @Test
    void whoOnlyWatchesKnowsWhoLeadsInWhichTerm() throws Exception {
        try (var election = Election.observe(
                playground.outside(),
                PATH,
                who -> told.add(who.map(Participant::id).orElse("nobody")))) {
            eventually(() -> told.equals(List.of("nobody"))); // or else the first may lead before anybody looks
            var a = new LeaderLatch(one, PATH, "first").start();
            long term = a.elected().await().fencingToken();
            eventually(() -> election.leader().equals(Optional.of(new Participant("first", true, term))));
            var b = new LeaderLatch(two, PATH, "second").start();
            eventually(() -> b.participants().await().size() == 2);
            a.close();
            eventually(() -> told.contains("second"));
            b.close();
            eventually(() -> told.equals(List.of("nobody", "first", "second", "nobody")));
        }
    }
}
