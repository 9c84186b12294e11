/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for an order of the operations on one key.
 *
 * <p>Operations whose effect is known must all find a place. Writes that nobody has seen the effect of may fill gaps; of those that are
 * alike but for their values only the oldest is tried, since nobody has seen which it was. An operation that fits and changes nothing is
 * put in its place without alternatives: later it could only fit worse.
 */
final class Search {
    /** Beyond this many states the answer is not worth its memory; a history that leads here has too many unknown outcomes. */
    private static final int STATES_MAX = 3_000_000;

    private static final int TOLD_BEFORE = 6;
    private static final int TOLD_OPEN = 12;

    private final String key;
    private final List<Operation> definite;
    private final List<Operation> fillers;
    /** For each filler the next older one that is alike; -1 if it is the oldest. */
    private final int[] olderTwin;

    private final BitSet placed = new BitSet();
    private final BitSet filled = new BitSet();
    private final Set<State> reached = new HashSet<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private int placedCount;
    private int farthest = -1;
    private List<String> farthestStory = List.of();

    Search(String key, List<Operation> operations) {
        this.key = key;
        var byTime = operations.stream()
                .sorted(Comparator.comparingLong(Operation::fromNanos))
                .toList();
        definite = byTime.stream().filter(operation -> !operation.isUnknown()).toList();
        fillers = byTime.stream().filter(Operation::isUnknown).toList();
        olderTwin = olderTwins(fillers);
    }

    private static int[] olderTwins(List<Operation> fillers) {
        var newest = new HashMap<String, Integer>();
        var twins = new int[fillers.size()];
        for (int i = 0; i < twins.length; i++) {
            var older = newest.put(kindOf(fillers.get(i).call()), i);
            twins[i] = older == null ? -1 : older;
        }
        return twins;
    }

    private static String kindOf(Call call) {
        if (call instanceof Call.SetData set) {
            return "set " + set.expectedVersion();
        }
        return call instanceof Call.Delete delete ? "delete " + delete.expectedVersion() : "create";
    }

    /** What has been placed, without the long part that all share, and what the znode is then. */
    private record State(int prefix, BitSet behindPrefix, BitSet filled, Register register) {}

    /** A choice: the operations that may come next in a state of the znode. Fillers are counted from -1 downwards. */
    private static final class Step {
        private final Register register;
        private final int[] choices;
        private int next;

        Step(Register register, int[] choices) {
            this.register = register;
            this.choices = choices;
        }
    }

    /** Returns what is wrong, or null if an order exists. */
    @Nullable
    Violation run() {
        steps.push(new Step(Register.NOTHING, choices(Register.NOTHING)));
        while (placedCount < definite.size()) {
            var step = steps.element();
            if (step.next < step.choices.length) {
                tryChoice(step);
            } else {
                steps.pop();
                if (steps.isEmpty()) {
                    return new Violation(
                            "No order explains the operations on " + key + "; the best one places " + farthest + " of "
                                    + definite.size() + ".",
                            farthestStory);
                }
                takeBack(last(steps.element()));
            }
        }
        return null;
    }

    private void tryChoice(Step step) {
        int choice = step.choices[step.next++];
        var after = step.register.after(operation(choice));
        if (after == null) {
            return;
        }
        place(choice);
        if (!reached.add(state(after))) {
            takeBack(choice);
            return;
        }
        if (reached.size() > STATES_MAX) {
            throw new IllegalStateException(
                    "undecided after " + STATES_MAX + " states of " + key + ": " + fillers.size()
                            + " of its writes have an unknown outcome that nobody has seen; make a shorter history");
        }
        steps.push(new Step(after, choices(after)));
    }

    private static int last(Step step) {
        return step.choices[step.next - 1];
    }

    private State state(Register register) {
        int prefix = placed.nextClearBit(0);
        return new State(
                prefix, placed.get(prefix, Math.max(prefix, placed.length())), (BitSet) filled.clone(), register);
    }

    /** Whatever began before the first end among those not placed yet. */
    private int[] choices(Register register) {
        long firstEnd = Long.MAX_VALUE;
        var choices = new ArrayList<Integer>();
        for (int i = placed.nextClearBit(0);
                i < definite.size() && definite.get(i).fromNanos() <= firstEnd;
                i = placed.nextClearBit(i + 1)) {
            firstEnd = Math.min(firstEnd, definite.get(i).untilNanos());
            choices.add(i);
        }
        noteIfFarthest(register, choices);
        for (int choice : choices) {
            if (register.equals(register.after(definite.get(choice)))) {
                return new int[] {choice};
            }
        }
        for (int i = filled.nextClearBit(0);
                i < fillers.size() && fillers.get(i).fromNanos() <= firstEnd;
                i = filled.nextClearBit(i + 1)) {
            if (olderTwin[i] < 0 || filled.get(olderTwin[i])) {
                choices.add(-1 - i);
            }
        }
        return choices.stream().mapToInt(Integer::intValue).toArray();
    }

    private Operation operation(int choice) {
        return choice >= 0 ? definite.get(choice) : fillers.get(-1 - choice);
    }

    private void place(int choice) {
        if (choice >= 0) {
            placed.set(choice);
            placedCount++;
        } else {
            filled.set(-1 - choice);
        }
    }

    private void takeBack(int choice) {
        if (choice >= 0) {
            placed.clear(choice);
            placedCount--;
        } else {
            filled.clear(-1 - choice);
        }
    }

    private void noteIfFarthest(Register register, List<Integer> open) {
        if (placedCount <= farthest) {
            return;
        }
        farthest = placedCount;
        long start = definite.isEmpty() ? 0 : definite.get(0).fromNanos();
        var story = new ArrayList<String>();
        story.add("The last ones of that order:");
        var before = steps.stream()
                .limit(TOLD_BEFORE)
                .map(step -> operation(last(step)))
                .toList();
        for (int i = before.size() - 1; i >= 0; i--) {
            story.add(before.get(i).tell(start));
        }
        story.add("Then " + register + ". One of these must come next, and none fits:");
        open.stream()
                .limit(TOLD_OPEN)
                .forEach(choice -> story.add(definite.get(choice).tell(start)));
        farthestStory = story;
    }
}
