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
import java.util.TreeMap;

/** Judges double barriers, one for each round: nobody is in before enough have come, nobody is out before all have begun to leave. */
final class Meetings extends Judge {
    private final int size;
    private final TreeMap<Integer, Meeting> meetings = new TreeMap<>();
    private final Map<Member, Integer> latest = new HashMap<>();

    private static final class Meeting {
        private final Set<Member> came = new HashSet<>();
        private final Set<Member> staying = new HashSet<>();
        private final Set<Member> inside = new HashSet<>();
        private boolean isOver; // somebody is out
    }

    Meetings(int size) {
        this.size = size;
    }

    @Override
    String heard(Member member, List<String> words) {
        if (words.get(0).equals("WANT")) {
            return Integer.toString(invite(member));
        }
        var meeting = meetings.get(latest.get(member));
        switch (words.get(0)) {
            case "IN" -> {
                share(member);
                if (meeting.came.size() < size) {
                    accuse("Somebody is in before enough have come.", member, meeting.came);
                }
                meeting.inside.add(member);
                outWhileOthersStay(member, meeting);
            }
            case "OUT" -> {
                meeting.isOver = true;
                outWhileOthersStay(member, meeting);
            }
            default -> leaves(member, meeting); // LEAVING, or TIRED: waited in vain
        }
        return GO;
    }

    /** Who has come and never says that it is in may be about to say that it is tired: it has gone, and nobody need wait for it. */
    private void outWhileOthersStay(Member member, Meeting meeting) {
        if (meeting.isOver && !meeting.inside.isEmpty()) {
            accuse("Somebody is out while others stay.", member, meeting.inside);
        }
    }

    private static void leaves(Member member, Meeting meeting) {
        meeting.staying.remove(member);
        meeting.inside.remove(member);
    }

    /** The last meeting, if it has a place and all who came still wait; otherwise a new one. */
    private int invite(Member member) {
        int number = meetings.isEmpty() ? 1 : meetings.lastKey();
        var last = meetings.computeIfAbsent(number, key -> new Meeting());
        boolean waits = last.came.size() < size && last.came.equals(last.staying) && !last.came.contains(member);
        var meeting = waits ? last : meetings.computeIfAbsent(++number, key -> new Meeting());
        latest.put(member, number);
        meeting.came.add(member);
        meeting.staying.add(member);
        return number;
    }

    @Override
    void gone(Member member) {
        meetings.values().forEach(meeting -> leaves(member, meeting));
    }
}
