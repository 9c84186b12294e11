/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

/**
 * How much a {@link WatchedView} may hold. A view that would grow beyond it ends with a {@link ViewTooLargeException}.
 *
 * @param entriesMax how many znodes
 * @param bytesMax how much data and paths of all of them together, in bytes
 */
public record ViewLimits(int entriesMax, long bytesMax) {
    /** A million znodes, 512 MiB. */
    public static final ViewLimits DEFAULT = new ViewLimits(1_000_000, 512L * 1024 * 1024);

    public ViewLimits {
        if (entriesMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException(
                    "a view of at most " + entriesMax + " znodes and " + bytesMax + " bytes can hold nothing");
        }
    }
}
