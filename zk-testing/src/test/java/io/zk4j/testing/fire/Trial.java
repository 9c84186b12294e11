/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.FaultyProxy;
import io.zk4j.testing.ZkProcess;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.core.ConditionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that fails, three ways to it that fail as well, and the clients that use them. */
final class Trial implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
    private static final int WAYS = 3;
    private static final int DISTURBANCES_IN_A_ROUND = 4;
    private static final int WRITE_PAUSE_MILLIS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    /** Threads of the JVM and of the tools of this test. */
    private static final List<String> OTHERS = List.of("awaitility", "process reaper", "Common-Cleaner", "ForkJoin");

    private final ZkProcess server;
    private final Set<Thread> threadsBefore =
            new HashSet<>(Thread.getAllStackTraces().keySet());
    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(2, new ThreadPoolExecutor.DiscardPolicy());
    private final List<FaultyProxy> proxies;
    private final Surroundings surroundings;
    private final Disturbances disturbances;
    private final List<TrialClient> clients = new ArrayList<>();

    private Trial(ZkProcess server, int clients, long seed) throws Exception {
        this.server = server;
        proxies = IntStream.range(0, WAYS)
                .mapToObj(way -> FaultyProxy.before(server.clientPort(), seed + way))
                .toList();
        surroundings = Surroundings.of(clients, proxies, threads);
        disturbances = new Disturbances(server, proxies, seed);
        observe(observer -> {
            create(observer, "/fire");
            for (var target : surroundings.targets()) {
                create(observer, target.path());
            }
        });
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

    /** Disturbs several times while the clients write. */
    void disturb() {
        clients.forEach(client -> client.rest(false));
        for (int i = 0; i < DISTURBANCES_IN_A_ROUND; i++) {
            disturbances.next();
        }
    }

    /** Lets everybody finish, write a last time and catch up, and looks at what they have seen. */
    void rest() throws Exception {
        clients.forEach(client -> client.rest(true));
        awaitAll("quiet", TrialClient::disquiet);
        var marks = marks();
        awaitAll("up to date", client -> client.laggard(marks));
        awaitAll("quiet again", TrialClient::disquiet);
        clients.forEach(client -> client.checkPersistentEvents(marks));
        observe(observer -> {
            for (int number = 0; number < clients.size(); number++) {
                checkTree(observer, number, marks.get(number));
            }
        });
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
        waiting("all are " + what)
                .untilAsserted(() -> assertThat(clients.stream().map(problem).filter(Objects::nonNull))
                        .isEmpty());
    }

    private void checkTree(ZooKeeper observer, int number, Writer.Mark mark) throws Exception {
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

    /** What the test does by itself, with a connection that nothing disturbs. */
    private interface Observation {
        void make(ZooKeeper observer) throws Exception;
    }

    private void observe(Observation observation) throws Exception {
        var observer = new ZooKeeper(server.connectString(), (int) PATIENCE.toMillis(), event -> {});
        try {
            observation.make(observer);
        } finally {
            observer.close();
        }
    }

    private static void create(ZooKeeper observer, String path) throws Exception {
        observer.create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static ConditionFactory waiting(String until) {
        return await(until).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(BETWEEN_LOOKS);
    }
}
