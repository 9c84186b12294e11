/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.recipes;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.primitive.Lease;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

/**
 * One of several processes that share a lock and an election. Does what it reads from its input, a word a line: {@code lock},
 * {@code unlock} or {@code lead}; says {@code ready}, {@code locked}, {@code unlocked} or {@code leads}, with the fencing token of what it
 * has. Ends with its input.
 */
public final class Member {
    /** How long the servers keep what a member has that they hear nothing of. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(5);

    private final InterProcessMutex mutex;
    private final LeaderLatch latch;
    private final Deque<Lease> held = new ArrayDeque<>();

    private Member(ZkFramework zk, String name) {
        mutex = new InterProcessMutex(zk, "/lock");
        latch = new LeaderLatch(zk, "/leader", name);
    }

    /** Arguments: the connect string, and what to call itself in the election. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var zk = ZkFramework.builder(arguments[0])
                        .sessionTimeout(SESSION_TIMEOUT)
                        .namespace("quickstart-recipes")
                        .open();
                var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var member = new Member(zk, arguments[1]);
            zk.connected().await();
            System.out.println("ready 0");
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                member.obey(order);
            }
        }
    }

    private void obey(String order) throws InterruptedException {
        switch (order) {
            case "lock" -> {
                Lease lease = mutex.acquire().await();
                held.push(lease);
                say("locked", lease);
            }
            case "unlock" -> {
                Lease lease = held.pop();
                lease.release().await();
                say("unlocked", lease);
            }
            case "lead" -> {
                CompletionStage<Lease> election = latch.start().elected();
                election.thenAccept(leadership -> say("leads", leadership));
            }
            default -> throw new IllegalArgumentException("what is " + order + "?");
        }
    }

    private static void say(String what, Lease lease) {
        System.out.println(what + " " + lease.fencingToken());
    }
}
