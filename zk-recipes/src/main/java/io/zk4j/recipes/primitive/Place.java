/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a line: a sequential child whose name says what it is for and which number it has; pure.
 *
 * @param node the whole name, as in {@code _c_<guid>-lock-0000000007}
 * @param marker which of the line's markers stands before the number
 * @param sequence the number that the server gave it
 */
public record Place(String node, String marker, long sequence) {
    private static final int DIGITS = 10;
    private static final Comparator<Place> BY_NUMBER = Comparator.comparingLong(Place::sequence);

    /**
     * Reads a name.
     *
     * @param markers what may stand before the number, as in {@code lock-}; what has none of them is no place in this line
     */
    public static Optional<Place> parse(String node, Collection<String> markers) {
        int digits = node.length() - DIGITS;
        if (digits <= 0 || !endsInDigits(node, digits)) {
            return Optional.empty();
        }
        long number = Long.parseLong(node, digits, node.length(), 10);
        // Apache's servers go on with negative numbers after the last one that an int can hold: a sign and ten digits.
        boolean negative = number > 0 && node.charAt(digits - 1) == '-' && markerBefore(node, digits, markers) == null;
        String marker = markerBefore(node, negative ? digits - 1 : digits, markers);
        return marker == null ? Optional.empty() : Optional.of(new Place(node, marker, negative ? -number : number));
    }

    /** How many characters the number has. */
    int digits() {
        return sequence < 0 ? DIGITS + 1 : DIGITS;
    }

    private static boolean endsInDigits(String node, int from) {
        for (int i = from; i < node.length(); i++) {
            if (node.charAt(i) < '0' || node.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String markerBefore(String node, int end, Collection<String> markers) {
        for (String marker : markers) {
            if (end >= marker.length() && node.startsWith(marker, end - marker.length())) {
                return marker;
            }
        }
        return null;
    }

    /** All places of a line, in order. */
    public static List<Place> sorted(Collection<String> nodes, Collection<String> markers) {
        var places =
                new ArrayList<Place>(nodes.size()); // no streams here, as everybody in a line does this again and again
        for (String node : nodes) {
            parse(node, markers).ifPresent(places::add);
        }
        places.sort(BY_NUMBER);
        return places;
    }
}
