/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The {@code main} that the contenders in Java have in common. Arguments: recipe, connect string, port of the referee, name of this side,
 * number of workers, seed.
 */
public final class Contender {
    private static final int WORK_MICROS_MAX = 4_000;
    private static final int PAUSE_MICROS_MAX = 200_000;

    private Contender() {}

    /**
     * What a worker is given.
     *
     * @param recipe what to contend for
     * @param id unique among all who contend
     * @param random for what is up to chance; this worker's own
     */
    public record Setup(String recipe, String connectString, String id, RefereeLine referee, Random random) {
        /** Holds something, in the eyes of the referee, for a short while. */
        public void hold(String kind, long token) {
            referee.say("ENTER", kind, token);
            work();
            referee.say("LEAVE");
        }

        /** Takes some time. */
        public void work() {
            LockSupport.parkNanos(1_000L * random.nextInt(WORK_MICROS_MAX));
        }

        /**
         * Does something else between two changes of a number. kazoo's counter waits after each try that it loses, twice as long each
         * time, up to a minute: whoever counts without a pause takes it out of the contest, which no counter's user does.
         */
        public void pause() {
            LockSupport.parkNanos(1_000L * random.nextInt(PAUSE_MICROS_MAX));
        }
    }

    /** Makes a worker. */
    @FunctionalInterface
    public interface Side {
        Worker open(Setup setup) throws Exception;
    }

    /** Runs the workers until the referee has seen enough. Ends this JVM: with status 1 if one of them has failed. */
    public static void run(String[] args, Side side) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Integer.parseInt(args[4]); i++) {
            int number = i;
            threads.add(new Thread(() -> play(args, number, side), "worker-" + i));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void play(String[] args, int number, Side side) {
        try (var referee = new RefereeLine(Integer.parseInt(args[2]))) {
            var id = args[3] + "-" + ProcessHandle.current().pid() + "-" + number;
            var random = new Random(Long.parseLong(args[5]) + number);
            referee.say("HELLO", args[3], id);
            try (var worker = side.open(new Setup(args[0], args[1], id, referee, random))) {
                for (var order = referee.next(); !order.equals("STOP"); order = referee.next()) {
                    worker.round(order);
                }
            }
        } catch (Exception | AssertionError failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
