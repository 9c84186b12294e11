/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges a counter that everybody increments by one: each number comes up once, later calls get larger ones, none is lost. */
final class Numbers extends Judge {
    private final Map<Member, Long> before = new HashMap<>(); // who is counting, and what was reached when it began
    private final Set<Long> seen = new HashSet<>();
    private long reached;
    private int unknown;

    @Override
    String heard(Member member, List<String> words) {
        switch (words.get(0)) {
            case "WANT" -> before.put(member, reached);
            case "COUNTED" -> counted(member, Long.parseLong(words.get(1)));
            default -> before.remove(member); // REFUSED: nothing was counted
        }
        return GO;
    }

    private void counted(Member member, long number) {
        Long least = before.remove(member);
        if (!seen.add(number)) {
            accuse("A number came up twice.", member, number);
        }
        if (least == null || number <= least) {
            accuse("A number is not larger than one that was known before.", member, number, least);
        }
        reached = Math.max(reached, number);
        share(member);
    }

    @Override
    void gone(Member member) {
        if (before.remove(member) != null) {
            unknown++;
        }
    }

    /** Compares what is left in the end: all that was counted, and of the killed ones' last calls some. */
    void isLeftWith(long number) {
        if (number < seen.size() || number > seen.size() + unknown) {
            accuse("The end does not add up.", number, seen.size() + " counted", unknown + " unknown");
        }
    }
}
