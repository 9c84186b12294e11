/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string: the data of a znode, a password, a token. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int BYTES_SHOWN_MAX = 16;

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies an array.
     *
     * @param bytes the bytes; may be changed afterwards
     * @return the same bytes
     */
    public static Bytes copyOf(byte[] bytes) {
        return wrap(bytes.clone());
    }

    /**
     * Takes the array without copying it; the caller gives it up and must not modify it any more.
     *
     * @param bytes the bytes
     * @return the same bytes, not copied
     */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes);
    }

    /**
     * Encodes a text.
     *
     * @param text the text
     * @return its bytes in UTF-8
     */
    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(UTF_8));
    }

    /** {@return how many bytes} */
    public int length() {
        return bytes.length;
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * Reads one byte.
     *
     * @param index its place, from 0
     * @return the byte
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public byte at(int index) {
        return bytes[index];
    }

    /** {@return a copy, which the caller owns} */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** {@return the array itself, for code that only reads it} Whoever modifies it breaks every holder of this value. */
    public byte[] unsafeArray() {
        return bytes;
    }

    /** {@return the bytes read as UTF-8, with the replacement character for what is not} */
    public String utf8() {
        return new String(bytes, UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length and the first bytes in hex: short enough for a log line whatever the length. */
    @Override
    public String toString() {
        var shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, BYTES_SHOWN_MAX));
        return "Bytes[" + bytes.length + (bytes.length == 0 ? "" : ": " + shown)
                + (bytes.length > BYTES_SHOWN_MAX ? "…]" : "]");
    }
}
