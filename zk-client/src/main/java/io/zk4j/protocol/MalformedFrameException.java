/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * The bytes of a frame are not what they should be: says what was read, what was expected and where.
 *
 * <p>Bad bytes are an ordinary outcome at the edge of a program, caused by the peer and not by the code that reads them, so
 * there is no stack trace: a peer that sends many malformed requests must not be able to make their refusal expensive.
 */
public final class MalformedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String read;
    private final String expected;
    private final int offset;

    /**
     * A complaint about some bytes.
     *
     * @param read what was found
     * @param expected what would have been legal
     * @param offset where, in bytes from where the reader began
     */
    public MalformedFrameException(String read, String expected, int offset) {
        this("read " + read + " at offset " + offset + ", expected " + expected, read, expected, offset);
    }

    private MalformedFrameException(String message, String read, String expected, int offset) {
        super(message, null, false, false);
        this.read = read;
        this.expected = expected;
        this.offset = offset;
    }

    /**
     * The same complaint, with the name of the message that was being read in front.
     *
     * @param message the name of the message
     * @return the new exception
     */
    public MalformedFrameException in(String message) {
        return new MalformedFrameException(message + ": " + getMessage(), read, expected, offset);
    }

    /** {@return what was found, in words} */
    public String read() {
        return read;
    }

    /** {@return what would have been legal, in words} */
    public String expected() {
        return expected;
    }

    /** {@return where, in bytes from where the reader began} */
    public int offset() {
        return offset;
    }
}
