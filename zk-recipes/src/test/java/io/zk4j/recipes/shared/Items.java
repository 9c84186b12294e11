/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a queue: what was put is taken once, in order if there is one, and nothing is lost but what a killed taker had in its hands.
 */
final class Items extends Judge {
    private final Set<String> begun = new HashSet<>();
    private final Set<String> put = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> lastTaken = new HashMap<>(); // by taker and putter
    private final Set<Member> taking = new HashSet<>();
    private final boolean inOrder;
    private int unknown;

    /**
     * What is put and taken.
     *
     * @param inOrder whether each taker must get the items of each putter in the order in which they were put
     */
    Items(boolean inOrder) {
        this.inOrder = inOrder;
    }

    @Override
    String heard(Member member, List<String> words) {
        switch (words.get(0)) {
            case "PUTTING" -> begun.add(words.get(1));
            case "PUT" -> put.add(words.get(1));
            case "TAKING" -> taking.add(member);
            case "NOTHING" -> taking.remove(member);
            case "TOOK" -> took(member, words.get(1));
            default -> {}
        }
        return GO;
    }

    /** An item is called PUTTER:NUMBER, or PUTTER:NUMBER:DUE with the milliseconds since 1970 before which it must not come. */
    private void took(Member member, String item) {
        taking.remove(member);
        if (!begun.contains(item)) {
            accuse("Something was taken that nobody has put.", member, item);
        }
        if (!taken.add(item)) {
            accuse("Something was taken twice.", member, item);
        }
        var parts = item.split(":", -1);
        if (parts.length > 2 && System.currentTimeMillis() < Long.parseLong(parts[2])) {
            accuse("Something was taken before its time.", member, item);
        }
        int number = Integer.parseInt(parts[1]);
        Integer last = lastTaken.put(member.id() + " " + parts[0], number);
        if (inOrder && last != null && number < last) {
            accuse("Something was taken after what was put later.", member, item, last);
        }
        share(member);
    }

    @Override
    void gone(Member member) {
        if (taking.remove(member)) {
            unknown++;
        }
    }

    /** Compares what is left in the end. */
    void isLeftWith(List<String> items) {
        var missing = new ArrayList<>(put);
        missing.removeAll(taken);
        missing.removeAll(items);
        if (missing.size() > unknown) {
            accuse("More is lost than killed takers can have taken.", missing, unknown);
        }
        if (items.stream().anyMatch(taken::contains)) {
            accuse("Something that was taken is still there.", items);
        }
    }
}
