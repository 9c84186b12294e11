/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.recipes;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The second half of {@code bin/quickstart.sh}: two processes pass a lock to each other, and one follows the other as the leader. Ends with
 * 0, or with an exception if something does not happen that should.
 */
public final class Tour {
    private final MemberProcess alice;
    private final MemberProcess bob;

    private Tour(MemberProcess alice, MemberProcess bob) {
        this.alice = alice;
        this.bob = bob;
    }

    /** Argument: the connect string of servers that run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var alice = MemberProcess.start(arguments[0], "Alice");
                var bob = MemberProcess.start(arguments[0], "Bob")) {
            alice.await("ready");
            bob.await("ready");
            var tour = new Tour(alice, bob);
            tour.passALock();
            tour.replaceALeader();
        }
    }

    private void passALock() throws InterruptedException {
        title("A lock: InterProcessMutex, in two processes");
        alice.order("lock");
        long first = alice.await("locked");
        say(alice.name() + " (process " + alice.pid() + ") holds the lock; its fencing token is " + first + ".");
        bob.order("lock");
        long begun = System.nanoTime();
        alice.order("unlock");
        alice.await("unlocked");
        long second = bob.await("locked");
        check(second > first, "the fencing token went from " + first + " to " + second);
        say(bob.name() + " (process " + bob.pid() + ") asked for it too, and " + millisSince(begun) + " ms after "
                + alice.name() + " was told to give it back " + bob.name() + " holds it, with token " + second + ".");
        say("A token grows with each grant, so that what the lock protects can refuse earlier holders.");
        bob.order("unlock");
        bob.await("unlocked");
    }

    private void replaceALeader() throws InterruptedException {
        title("A leader: LeaderLatch, and kill -9");
        alice.order("lead");
        long first = alice.await("leads");
        bob.order("lead");
        say(alice.name() + " leads, for term " + first + "; " + bob.name() + " stands by.");
        check(bob.hasSaidNothing(), "there are two leaders");
        alice.kill();
        long begun = System.nanoTime();
        long second = bob.await("leads");
        check(second > first, "the term went from " + first + " to " + second);
        say(alice.name() + " was killed with -9, and " + millisSince(begun) + " ms later " + bob.name()
                + " leads, for term " + second + ": the servers keep a silent session for its timeout, here "
                + Member.SESSION_TIMEOUT.toSeconds() + " s.");
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private static void title(String text) {
        System.out.println();
        System.out.println("* " + text);
    }

    private static void say(String text) {
        System.out.println("  " + text);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("that was not meant to happen: " + otherwise);
        }
    }
}
