/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges who sees whom: a share is a view of exactly those who are there. Nobody who is told of can be unknown. */
final class Views extends Judge {
    private final Map<Member, Set<String>> views = new HashMap<>();
    private final Set<String> everybody = new TreeSet<>();
    private final Set<String> present = new TreeSet<>();

    @Override
    String heard(Member member, List<String> words) {
        if (words.get(0).equals("JOINING")) {
            present.add(member.id());
            everybody.add(member.id());
        } else if (words.get(0).equals("SEES")) {
            var view = new TreeSet<>(words.subList(1, words.size()));
            view.remove(""); // who sees nobody names nobody
            if (!everybody.containsAll(view)) {
                accuse("Somebody sees who never was there.", member, view);
            }
            views.put(member, view);
            if (agree()) {
                share(member);
            }
        }
        return GO;
    }

    /** Whether everybody who is there sees everybody who is there, and nobody else. */
    private boolean agree() {
        return views.size() == present.size() && views.values().stream().allMatch(present::equals);
    }

    @Override
    void gone(Member member) {
        present.remove(member.id());
        views.remove(member);
    }
}
