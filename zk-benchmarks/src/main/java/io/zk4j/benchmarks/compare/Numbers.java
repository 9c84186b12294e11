/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.util.Locale;

/** How figures are written: three digits that count, so that noise does not look like precision. */
final class Numbers {
    private Numbers() {}

    static String figure(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        double rounded = size >= 1000 ? Math.rint(value / magnitude(size)) * magnitude(size) : value;
        return String.format(Locale.ROOT, format, rounded);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
    }

    /** The weight of the third digit. */
    private static double magnitude(double size) {
        return Math.pow(10, Math.floor(Math.log10(size)) - 2);
    }
}
