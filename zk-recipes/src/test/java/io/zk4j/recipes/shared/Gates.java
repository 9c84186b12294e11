/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges a barrier: nobody who comes while it is set passes before somebody begins to remove it. Tells one to set it, the others to wait. */
final class Gates extends Judge {
    private final Map<Member, Long> waiting = new HashMap<>(); // who waits, and since which closing
    private @Nullable Member keeper;
    private @Nullable Member lastKeeper;
    private long closing; // grows whenever the barrier begins to be removed
    private boolean isClosed;
    private boolean mayOpenLate; // what a keeper who died had asked the servers for

    @Override
    String heard(Member member, List<String> words) {
        switch (words.get(0)) {
            case "WANT" -> {
                if (keeper == null && !member.equals(lastKeeper)) {
                    keeper = member;
                    lastKeeper = member;
                    return "KEEP";
                }
                return "WAIT";
            }
            case "CLOSED" -> {
                isClosed = !mayOpenLate;
                mayOpenLate = false;
            }
            case "OPENING" -> {
                isClosed = false;
                closing++;
            }
            case "OPEN" -> {
                keeper = null;
                share(member);
            }
            case "WAITING" -> waiting.put(member, isClosed ? closing : -1);
            case "PASSED" -> passed(member);
            default -> waiting.remove(member); // TIRED: waited in vain
        }
        return GO;
    }

    private void passed(Member member) {
        Long since = waiting.remove(member);
        if (since != null && since == closing) {
            accuse("Somebody passed a barrier that was set.", member);
        } else if (since != null && since >= 0) {
            share(member);
        }
    }

    /**
     * The barrier stays when its keeper dies: whoever keeps it next finds it set. A removal that the keeper had begun may still come, so
     * whether it is set is not known until it is set once more.
     */
    @Override
    void gone(Member member) {
        waiting.remove(member);
        if (member.equals(keeper)) {
            keeper = null;
            mayOpenLate = !isClosed;
        }
    }
}
