/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import io.zk4j.testing.history.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Knows what those who contend must not be able to say. Called by one thread at a time. */
abstract class Judge {
    static final String GO = "GO";
    private static final int ACCUSATIONS_MAX = 20;

    private final Map<String, Integer> shares = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();

    /**
     * One who contends.
     *
     * @param side whose program it is
     */
    record Member(String side, String id) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** Hears what a living member says; returns the answer. {@code WANT} is its wish to play another round. */
    abstract String heard(Member member, List<String> words);

    /** A member's process is about to be killed, or it has ended by itself. */
    abstract void gone(Member member);

    /** All is over and everybody has gone. */
    void ended() {}

    /** How often each side has got what it contended for. */
    Map<String, Integer> shares() {
        return Map.copyOf(shares);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    final void share(Member member) {
        shares.merge(member.side(), 1, Integer::sum);
    }

    final void accuse(String what, Object... story) {
        if (violations.size() < ACCUSATIONS_MAX) {
            violations.add(new Violation(
                    what, Arrays.stream(story).map(String::valueOf).toList()));
        }
    }
}
