/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A place in a line: a sequential child whose name says what it is for and which number it has; pure.
 *
 * @param node the whole name, as in {@code _c_<guid>-lock-0000000007}
 * @param marker which of the line's markers stands before the number
 * @param sequence the number that the server gave it
 */
public record Place(String node, String marker, long sequence) {
    private static final int DIGITS = 10;

    /**
     * Reads a name.
     *
     * @param markers what may stand before the number, as in {@code lock-}; what has none of them is no place in this line
     */
    public static Optional<Place> parse(String node, Collection<String> markers) {
        int digits = node.length() - DIGITS;
        if (digits <= 0 || !node.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long number = Long.parseLong(node.substring(digits));
        // Apache's servers go on with negative numbers after the last one that an int can hold: a sign and ten digits.
        int end =
                number > 0 && node.charAt(digits - 1) == '-' && isNegative(node, digits, markers) ? digits - 1 : digits;
        String before = node.substring(0, end);
        return markers.stream()
                .filter(before::endsWith)
                .findFirst()
                .map(marker -> new Place(node, marker, end < digits ? -number : number));
    }

    /** How many characters the number has. */
    int digits() {
        return sequence < 0 ? DIGITS + 1 : DIGITS;
    }

    private static boolean isNegative(String node, int digits, Collection<String> markers) {
        String before = node.substring(0, digits);
        return markers.stream().noneMatch(before::endsWith);
    }

    /** All places of a line, in order. */
    public static List<Place> sorted(Collection<String> nodes, Collection<String> markers) {
        return nodes.stream()
                .flatMap(node -> parse(node, markers).stream())
                .sorted(Comparator.comparingLong(Place::sequence))
                .toList();
    }
}
