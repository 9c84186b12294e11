/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The password of a session: a function of its id alone, so that every server of an ensemble, zk4j or Apache, knows it
 * without asking.
 *
 * <p>It guards against mistakes, not against attackers: whoever knows an id can compute it.
 */
public final class SessionPassword {
    /** Bytes of each password. */
    public static final int LENGTH = 16;

    private static final long SECRET = 0xB3415C00L;
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long INCREMENT = 0xBL;
    private static final long MASK = (1L << 48) - 1;
    private static final int LOW_BITS_DROPPED = 16;

    private SessionPassword() {}

    /** The password of a session. */
    public static byte[] of(long sessionId) {
        byte[] password = new byte[LENGTH];
        long seed = ((sessionId ^ SECRET) ^ MULTIPLIER) & MASK;
        for (int at = 0; at < LENGTH; at += Integer.BYTES) {
            seed = (seed * MULTIPLIER + INCREMENT) & MASK;
            int word = (int) (seed >>> LOW_BITS_DROPPED);
            for (int i = 0; i < Integer.BYTES; i++) {
                password[at + i] = (byte) (word >>> (Byte.SIZE * i));
            }
        }
        return password;
    }

    /** Whether {@code password} opens the session; id 0 has no password. */
    public static boolean opens(long sessionId, byte @Nullable [] password) {
        return sessionId != 0 && password != null && MessageDigest.isEqual(of(sessionId), password);
    }
}
