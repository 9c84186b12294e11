/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.Fault;
import io.zk4j.testing.FaultyProxy;
import io.zk4j.testing.ZkProcess;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.core.ConditionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server, three ways to it that fail, clients that use them, and an observer who has a way of its own. */
final class Trial implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
    private static final int WAYS = 3;
    private static final int FAULTS_IN_A_ROUND = 4;
    private static final int WRITE_PAUSE_MILLIS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final int SHORT_FAULT_MILLIS_MAX = 500;
    /** Long enough for a client to give the connection up, and at the upper end for its session to expire. */
    private static final int LONG_FAULT_MILLIS_MIN = 2_000;

    private static final int LONG_FAULT_MILLIS_MAX = 4_500;
    private static final int CALM_MILLIS_MAX = 300;
    /** Threads of the JVM and of the tools of this test. */
    private static final List<String> OTHERS = List.of("awaitility", "process reaper", "Common-Cleaner", "ForkJoin");

    private final Random random;
    private final List<Fault> nextFaults = new ArrayList<>();
    private final Set<Thread> threadsBefore =
            new HashSet<>(Thread.getAllStackTraces().keySet());
    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(2, new ThreadPoolExecutor.DiscardPolicy());
    private final List<FaultyProxy> proxies;
    private final Surroundings surroundings;
    private final ZooKeeper observer;
    private final List<TrialClient> clients = new ArrayList<>();

    private Trial(ZkProcess server, int clients, long seed) throws Exception {
        random = new Random(seed);
        proxies = IntStream.range(0, WAYS)
                .mapToObj(way -> FaultyProxy.before(server.clientPort(), seed + way))
                .toList();
        surroundings = Surroundings.of(clients, proxies, threads);
        observer = new ZooKeeper(server.connectString(), (int) PATIENCE.toMillis(), event -> {});
        create("/fire");
        for (var target : surroundings.targets()) {
            create(target.path());
        }
    }

    /** Connects so many clients. */
    static Trial begin(ZkProcess server, int clients, long seed) throws Exception {
        var trial = new Trial(server, clients, seed);
        for (int number = 0; number < clients; number++) {
            trial.clients.add(new TrialClient(trial.surroundings, number));
        }
        trial.surroundings.repeatedly(WRITE_PAUSE_MILLIS, () -> trial.clients.forEach(TrialClient::writeIfFree));
        return trial;
    }

    Tally tally() {
        return surroundings.tally();
    }

    List<String> violations() {
        return surroundings.violations().all();
    }

    /** Disturbs the connections several times while the clients write. */
    void disturb() {
        clients.forEach(client -> client.rest(false));
        for (int i = 0; i < FAULTS_IN_A_ROUND; i++) {
            pause(random.nextInt(CALM_MILLIS_MAX));
            if (nextFaults.isEmpty()) {
                nextFaults.addAll(List.of(Fault.values()));
                Collections.shuffle(nextFaults, random);
            }
            disturb(nextFaults.remove(0));
        }
    }

    private void disturb(Fault fault) {
        // A stall must not last: what it delivers in the end would be news of a session that may have expired by then.
        boolean isLong = (fault == Fault.REFUSE || fault == Fault.BLACK_HOLE) && random.nextBoolean();
        var struck = isLong || random.nextBoolean() ? proxies : someProxies();
        int millis = isLong
                ? LONG_FAULT_MILLIS_MIN + random.nextInt(LONG_FAULT_MILLIS_MAX - LONG_FAULT_MILLIS_MIN)
                : random.nextInt(SHORT_FAULT_MILLIS_MAX);
        LOG.info("{} on {} of {} ways for {} ms", fault, struck.size(), WAYS, millis);
        struck.forEach(proxy -> proxy.strike(fault));
        pause(millis);
        struck.forEach(FaultyProxy::heal);
    }

    private List<FaultyProxy> someProxies() {
        var some = new ArrayList<>(proxies);
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(WAYS));
    }

    /** Lets everybody finish, write a last time and catch up, and looks at what they have seen. */
    void rest() throws Exception {
        clients.forEach(client -> client.rest(true));
        awaitAll("quiet", TrialClient::disquiet);
        var marks = marks();
        awaitAll("up to date", client -> client.laggard(marks));
        awaitAll("quiet again", TrialClient::disquiet);
        clients.forEach(client -> client.checkPersistentEvents(marks));
        for (int number = 0; number < clients.size(); number++) {
            checkTree(number, marks.get(number));
        }
        LOG.info("so far: {}", surroundings.tally());
    }

    private List<Writer.Mark> marks() throws Exception {
        var marks = new ArrayList<Writer.Mark>();
        for (CompletableFuture<Writer.Mark> mark :
                clients.stream().map(TrialClient::mark).toList()) {
            marks.add(mark.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return marks;
    }

    private void awaitAll(String what, Function<TrialClient, String> problem) {
        await("all are " + what)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(clients.stream().map(problem).filter(Objects::nonNull))
                        .isEmpty());
    }

    private void checkTree(int number, Writer.Mark mark) throws Exception {
        var target = surroundings.target(number);
        assertThat(new String(observer.getData(target.path(), false, null), UTF_8))
                .as("the last write to %s", target.path())
                .isEqualTo(Long.toString(mark.number()));
        for (String child : observer.getChildren(target.path(), false)) {
            if (!child.equals(Long.toString(mark.number()))) {
                observer.delete(target.path() + "/" + child, -1); // of the last rest, or its delete was lost
            }
        }
        target.acknowledged().headSet(mark.zxid(), true).clear();
        waiting(target.ephemeralPath()).until(() -> {
            var stat = observer.exists(target.ephemeralPath(), false);
            return stat != null
                    && stat.getEphemeralOwner() == clients.get(number).sessionId();
        });
    }

    /** Closes all clients, and looks whether anything is left of those and of the ones before whose sessions have expired. */
    void end() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        for (var client : clients) {
            client.close(PATIENCE);
        }
        clients.clear();
        waiting("connections are gone")
                .until(() -> proxies.stream().mapToInt(FaultyProxy::connections).sum() == 0);
        waiting("handles are garbage").until(() -> {
            System.gc();
            return surroundings.opened().stream().map(WeakReference::get).allMatch(Objects::isNull);
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            for (var client : clients) {
                client.close(PATIENCE);
            }
            observer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        proxies.forEach(FaultyProxy::close);
        waiting("threads are gone").untilAsserted(() -> {
            var left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(threadsBefore);
            left.removeIf(thread -> OTHERS.stream().anyMatch(thread.getName()::startsWith));
            assertThat(left).isEmpty();
        });
    }

    private void create(String path) throws Exception {
        observer.create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static ConditionFactory waiting(String until) {
        return await(until).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(BETWEEN_LOOKS);
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
