/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * How much a peer may send in one piece.
 *
 * @param frameBytesMax longest frame, without its length prefix ({@code jute.maxbuffer})
 * @param extraBytes how much longer than a frame a single string or buffer may be
 *     ({@code jute.maxbuffer.extrasize}); within a frame that can never be reached, but files have records without frames.
 *     Raised to {@value #EXTRA_BYTES_MIN} if it is less
 */
public record FrameLimits(int frameBytesMax, int extraBytes) {
    /** What the reference grants at least beyond the frame. */
    public static final int EXTRA_BYTES_MIN = 1024;

    /** The limit of a server without {@code jute.maxbuffer}: just under 1 MiB, and as much again for one field. */
    public static final FrameLimits DEFAULT = of(0xfffff);

    /**
     * Raises what is too little extra.
     *
     * @param frameBytesMax longest frame, without its length prefix
     * @param extraBytes how much longer a single string or buffer may be
     * @throws IllegalArgumentException if {@code frameBytesMax} is negative
     */
    public FrameLimits {
        if (frameBytesMax < 0) {
            throw new IllegalArgumentException("frameBytesMax is " + frameBytesMax + ", must not be negative");
        }
        extraBytes = Math.max(extraBytes, EXTRA_BYTES_MIN);
    }

    /**
     * With the default extra: as much again as a frame.
     *
     * @param frameBytesMax longest frame, in bytes
     * @return the limits
     */
    public static FrameLimits of(int frameBytesMax) {
        return new FrameLimits(frameBytesMax, frameBytesMax);
    }

    /** {@return longest legal string or buffer} */
    public int fieldBytesMax() {
        return (int) Math.min((long) frameBytesMax + extraBytes, Integer.MAX_VALUE);
    }
}
