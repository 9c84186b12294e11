/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.recipes;

import io.zk4j.benchmarks.client.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What can be asked of a library of recipes. */
public enum RecipeQuestion {
    /** One contender acquires and gives back. */
    LOCK_ALONE {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            try (var contender = setup.connect()) {
                return pairs(setup, () -> {
                    contender.lock(PATH);
                    contender.unlock();
                    return 0L;
                });
            }
        }
    },
    /** So many contenders in one line: the rate is that of grants, the latency from giving back to the next grant. */
    LOCK_LINE {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            return new WaitingLine(setup).measure();
        }
    },
    /** The leader leaves the election while another one stands: until that one leads. */
    LEADER_HAND_OVER {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            try (var one = setup.connect();
                    var other = setup.connect()) {
                var elected = new SynchronousQueue<Long>();
                Runnable leads = () -> offer(elected);
                one.stand(PATH, leads);
                elected.take();
                var turns = new Contender[] {one, other};
                return pairs(setup, () -> {
                    Contender leader = turns[0];
                    turns[0] = turns[1];
                    turns[1] = leader;
                    turns[0].stand(PATH, leads);
                    while (leader.standing() < 2) {
                        Thread.onSpinWait();
                    }
                    long begun = System.nanoTime();
                    leader.resign();
                    return elected.take() - begun;
                });
            }
        }
    },
    /** Holds so many locks, one in each session, until the process is killed. */
    HOLD_LOCKS {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            forEach(setup, (contender, path) -> contender.lock(path));
            return forEver();
        }
    },
    /** Waits for those locks, and tells when it gets each. */
    AWAIT_LOCKS {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            var granted = new CountDownLatch(setup.contenders());
            var threads = Executors.newCachedThreadPool();
            forEach(setup, (contender, path) -> {
                var unused = threads.submit(() -> {
                    contender.lock(path);
                    tellGranted(granted);
                    return path;
                });
            });
            return allOf(granted);
        }
    },
    /** Leads so many elections, one in each session, until the process is killed. */
    LEAD {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            var leading = new CountDownLatch(setup.contenders());
            forEach(setup, (contender, path) -> contender.stand(path, leading::countDown));
            leading.await();
            return forEver();
        }
    },
    /** Stands in those elections, and tells when it leads each. */
    AWAIT_LEAD {
        @Override
        Map<String, Double> ask(Setup setup) throws Exception {
            var granted = new CountDownLatch(setup.contenders());
            forEach(setup, (contender, path) -> contender.stand(path, () -> tellGranted(granted)));
            return allOf(granted);
        }
    };

    /** What {@link #READY} and {@link #GRANTED} lines look like; the latter ends in microseconds since 1970. */
    public static final String READY = "READY";

    public static final String GRANTED = "GRANTED ";

    private static final String PATH = "/recipes/shared";
    private static final long BETWEEN_SESSIONS_MILLIS = 150;

    /** The rest of the command line. */
    record Setup(
            Contender.Library library,
            String servers,
            Duration warmUp,
            Duration measured,
            int contenders,
            Duration sessionTimeout) {
        Contender connect() throws Exception {
            return library.connect(servers, sessionTimeout);
        }
    }

    /** What somebody who has a path of their own does. */
    interface Begin {
        void with(Contender contender, String path) throws Exception;
    }

    abstract Map<String, Double> ask(Setup setup) throws Exception;

    /**
     * The {@code main} of all libraries: prints a line for each figure, its name, a blank, the value.
     *
     * <p>Arguments: the question in lower case with hyphens, the connect string, milliseconds to warm up and to measure, number of contenders,
     * session timeout in milliseconds. Ends this JVM.
     */
    public static void run(String[] arguments, Contender.Library library) throws Exception {
        var setup = new Setup(
                library,
                arguments[1],
                Duration.ofMillis(Long.parseLong(arguments[2])),
                Duration.ofMillis(Long.parseLong(arguments[3])),
                Integer.parseInt(arguments[4]),
                Duration.ofMillis(Long.parseLong(arguments[5])));
        valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'))
                .ask(setup)
                .forEach((name, value) -> System.out.println(name + " " + value));
        System.exit(0);
    }

    /** Rate, cost and latencies of something that is done over and over; its latency is what it returns, or how long it takes if zero. */
    private static Map<String, Double> pairs(Setup setup, Callable<Long> pair) throws Exception {
        repeat(setup.warmUp(), pair);
        var cost = new Cost();
        var latencies = repeat(setup.measured(), pair);
        return figures(cost.perCall(latencies.size()), latencies);
    }

    private static List<Long> repeat(Duration time, Callable<Long> pair) throws Exception {
        var latencies = new ArrayList<Long>();
        long end = System.nanoTime() + time.toNanos();
        for (long start = System.nanoTime(); start < end || latencies.isEmpty(); start = System.nanoTime()) {
            long told = pair.call();
            latencies.add(told == 0 ? System.nanoTime() - start : told);
        }
        return latencies;
    }

    static Map<String, Double> figures(Map<String, Double> cost, List<Long> latencies) {
        var sorted = latencies.stream().sorted().toList();
        var figures = new TreeMap<>(cost);
        figures.remove("ALLOCATED"); // threads come and go, and what they have allocated with them
        figures.put("P50", sorted.get(sorted.size() / 2) / 1e3);
        figures.put("P99", sorted.get(sorted.size() * 99 / 100) / 1e3);
        return figures;
    }

    private static void offer(SynchronousQueue<Long> elected) {
        long now = System.nanoTime();
        try {
            elected.put(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sessions are opened one after the other, so that their pings, and so their ends, are spread. */
    private static void forEach(Setup setup, Begin begin) throws Exception {
        for (int i = 0; i < setup.contenders(); i++) {
            begin.with(setup.connect(), "/recipes/crash-" + i);
            TimeUnit.MILLISECONDS.sleep(BETWEEN_SESSIONS_MILLIS);
        }
        System.out.println(READY);
    }

    private static Map<String, Double> forEver() throws InterruptedException {
        new CountDownLatch(1).await();
        return Map.of();
    }

    private static Map<String, Double> allOf(CountDownLatch granted) throws InterruptedException {
        granted.await();
        return Map.of();
    }

    private static void tellGranted(CountDownLatch granted) {
        var now = Instant.now();
        System.out.println(GRANTED + (now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000));
        granted.countDown();
    }

    /** Contenders in one line, each with a thread and a session. */
    private static final class WaitingLine {
        private final Setup setup;
        private final AtomicBoolean measuring = new AtomicBoolean();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong givenBack = new AtomicLong();
        /** Touched by who holds the lock alone. */
        private final List<Long> handOvers = new ArrayList<>();

        WaitingLine(Setup setup) {
            this.setup = setup;
        }

        Map<String, Double> measure() throws Exception {
            var threads = Executors.newCachedThreadPool();
            var ends = new ArrayList<Future<?>>();
            for (int i = 0; i < setup.contenders(); i++) {
                var contender = setup.connect();
                ends.add(threads.submit(() -> {
                    contend(contender);
                    return contender;
                }));
            }
            TimeUnit.NANOSECONDS.sleep(setup.warmUp().toNanos());
            var cost = new Cost();
            measuring.set(true);
            TimeUnit.NANOSECONDS.sleep(setup.measured().toNanos());
            over.set(true);
            for (var end : ends) {
                end.get();
            }
            return figures(cost.perCall(handOvers.size()), handOvers);
        }

        private void contend(Contender contender) throws Exception {
            while (!over.get()) {
                contender.lock(PATH);
                long now = System.nanoTime();
                if (measuring.get() && givenBack.get() != 0) {
                    handOvers.add(now - givenBack.get());
                }
                givenBack.set(System.nanoTime());
                contender.unlock();
            }
        }
    }
}
