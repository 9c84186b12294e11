/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import io.zk4j.testing.history.OneHolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Judges what is held: who may hold it together with whom, and in which order those who hold it alone come. */
final class Holds extends Judge {
    private static final String EXCLUSIVE = "X";

    private final Predicate<List<String>> together;
    private final Map<Member, Held> open = new LinkedHashMap<>();
    private final List<OneHolder.Hold> exclusive = new ArrayList<>();

    private record Held(String kind, long token, long fromNanos) {}

    /**
     * A judge.
     *
     * @param together whether holds of these kinds may be there at the same time
     */
    private Holds(Predicate<List<String>> together) {
        this.together = together;
    }

    /** One at a time. */
    static Holds one() {
        return atMost(1);
    }

    /** So many at a time. */
    static Holds atMost(int count) {
        return new Holds(kinds -> kinds.size() <= count);
    }

    /** Kind R with others of its kind; X alone. */
    static Holds readersOrOneWriter() {
        return new Holds(kinds -> kinds.size() == 1 || !kinds.contains(EXCLUSIVE));
    }

    @Override
    String heard(Member member, List<String> words) {
        switch (words.get(0)) {
            case "ENTER" -> {
                open.put(member, new Held(words.get(1), Long.parseLong(words.get(2)), System.nanoTime()));
                share(member);
                if (!together.test(open.values().stream().map(Held::kind).toList())) {
                    accuse("They hold it at the same time.", open);
                }
            }
            case "LEAVE" -> gone(member);
            default -> {}
        }
        return GO;
    }

    @Override
    void gone(Member member) {
        var held = open.remove(member);
        if (held != null && held.kind().equals(EXCLUSIVE)) {
            exclusive.add(new OneHolder.Hold("it", member.id(), held.fromNanos(), System.nanoTime(), held.token()));
        }
    }

    @Override
    void ended() {
        OneHolder.check(exclusive)
                .forEach(violation -> accuse(violation.what(), violation.story().toArray()));
    }
}
