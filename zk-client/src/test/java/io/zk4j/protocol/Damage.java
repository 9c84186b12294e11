/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Breaks bytes in the ways that hurt decoders: cut off, changed, inserted, and with hostile lengths and numbers. */
final class Damage {
    private static final int WOUNDS_MAX = 3;

    private static final int[] HOSTILE = {
        -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, 0xffff, 0xfffff, 0x100000, 0x1ffffe, 1 << 24, 1 << 30
    };

    /** Not UTF-8: half a pair of surrogates, an overlong slash, a lonely continuation, a beginning without an end. */
    private static final byte[][] BAD_UTF8 = {
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xc0, (byte) 0xaf},
        {(byte) 0x80},
        {(byte) 0xf0, (byte) 0x9f},
        {(byte) 0xff, 0}
    };

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    /** Inflicts one wound or a few; the array given is used up. */
    byte[] inflictOn(byte[] intact) {
        var bytes = intact;
        for (int wounds = 1 + random.nextInt(WOUNDS_MAX); wounds > 0 && bytes.length > 0; wounds--) {
            bytes = wound(bytes);
        }
        return bytes;
    }

    private byte[] wound(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> overwritten(bytes, at, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))});
            case 2 -> overwritten(bytes, at, new byte[] {(byte) random.nextInt()});
            case 3 -> withInt(bytes, at, HOSTILE[random.nextInt(HOSTILE.length)]);
            case 4 -> withInt(bytes, at, random.nextInt(2 * bytes.length));
            case 5 -> overwritten(bytes, at, BAD_UTF8[random.nextInt(BAD_UTF8.length)]);
            default -> spliced(bytes, at, random.nextInt(bytes.length));
        };
    }

    private static byte[] withInt(byte[] bytes, int at, int value) {
        return overwritten(
                bytes, at, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static byte[] overwritten(byte[] bytes, int at, byte[] with) {
        System.arraycopy(with, 0, bytes, at, Math.min(with.length, bytes.length - at));
        return bytes;
    }

    /** What is before one place, then what is behind another. */
    private static byte[] spliced(byte[] bytes, int headEnd, int tailStart) {
        var spliced = Arrays.copyOf(bytes, headEnd + bytes.length - tailStart);
        System.arraycopy(bytes, tailStart, spliced, headEnd, bytes.length - tailStart);
        return spliced;
    }
}
