/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** How a kind of queue calls its items, and in which order they come; the names are Curator's. Pure. */
interface Naming {
    /** What the names of all items begin with. */
    String prefix();

    /** Which comes first. */
    Comparator<String> order();

    /** How many items to hand out before looking whether others have come that go first. */
    default int takenBeforeLookingMax() {
        return Items.NAMES_KEPT_MAX;
    }

    /** How long until this item may be handed out; zero or negative if it may be now. */
    default Duration notBefore(String name) {
        return Duration.ZERO;
    }

    /** What the servers put a number behind when this item is put at the end again. */
    default String withoutNumber(String name) {
        return name.substring(0, Math.max(prefix().length(), name.length() - NUMBER_DIGITS));
    }

    /** What items are called unless they are Curator's simple ones. */
    String PREFIX = "queue-";

    /** The digits that servers put behind a name. */
    int NUMBER_DIGITS = 10;

    /** Stands around what is in a name. */
    char SEPARATOR = '|';

    /** First in, first out. */
    record Fifo(String prefix) implements Naming {
        @Override
        public Comparator<String> order() {
            return Comparator.naturalOrder();
        }
    }

    /** First in, first out, with an id in the name. */
    record WithId() implements Naming {
        static String nameOf(String id) {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("an item without an id cannot be found in a queue of ids");
            }
            return PREFIX + SEPARATOR + inName(id) + SEPARATOR;
        }

        static boolean isOf(String id, String name) {
            return between(name).filter(inName(id)::equals).isPresent();
        }

        private static String inName(String id) {
            return id.replace('/', '_').replace(SEPARATOR, '_');
        }

        @Override
        public String prefix() {
            return PREFIX;
        }

        @Override
        public Comparator<String> order() {
            return Comparator.comparing(Naming::number).thenComparing(Comparator.naturalOrder());
        }
    }

    /** The smallest number first. */
    record ByPriority(int takenBeforeLookingMax) implements Naming {
        static String nameOf(int priority) {
            return PREFIX + (priority < 0 ? 0 : 1) + "%08X".formatted(priority);
        }

        @Override
        public String prefix() {
            return PREFIX;
        }

        @Override
        public Comparator<String> order() {
            return Comparator.naturalOrder();
        }
    }

    /** Not before their time; the earliest first. */
    record ByTime(Clock clock) implements Naming {
        static String nameOf(long epochMillis) {
            if (epochMillis < 0) {
                throw new IllegalArgumentException(epochMillis + " ms is before 1970, which no name can say");
            }
            return PREFIX + SEPARATOR + "%08X".formatted(epochMillis) + SEPARATOR;
        }

        @Override
        public String prefix() {
            return PREFIX;
        }

        @Override
        public Comparator<String> order() {
            return Comparator.comparingLong(ByTime::due).thenComparing(Naming::number);
        }

        @Override
        public Duration notBefore(String name) {
            return Duration.ofMillis(due(name) - clock.millis());
        }

        /** A name without a time is due, as with Curator: it would stay for ever otherwise. */
        private static long due(String name) {
            try {
                return between(name).map(hex -> Long.parseLong(hex, 16)).orElse(0L);
            } catch (NumberFormatException noTime) {
                return 0;
            }
        }
    }

    private static String number(String name) {
        return name.substring(Math.max(0, name.length() - NUMBER_DIGITS));
    }

    private static Optional<String> between(String name) {
        int first = name.indexOf(SEPARATOR);
        int last = name.lastIndexOf(SEPARATOR);
        return first < last ? Optional.of(name.substring(first + 1, last)) : Optional.empty();
    }
}
