/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the protocol's basic types from a buffer, from its reader index on.
 *
 * <p>Nothing is allocated for a length or a count before it has been compared with what is really left in the buffer, so a
 * hostile number costs nothing. Whatever is illegal raises {@link MalformedFrameException}; the reader is of no use then.
 * Owned by one thread, like the buffer.
 */
public final class WireReader {
    /** Every element of every list of the protocol takes at least this much: the length of a string, or a number. */
    private static final int LIST_ELEMENT_BYTES_MIN = 4;

    private ByteBuf in;
    private int start;
    /** How many bytes behind are none of this reader's business. */
    private int behind;

    private final int fieldBytesMax;

    /**
     * A reader with the default limit for a single string or buffer.
     *
     * @param in where to read from, at what is to be read next
     */
    public WireReader(ByteBuf in) {
        this(in, FrameLimits.DEFAULT.fieldBytesMax());
    }

    /**
     * A reader with a limit of its own.
     *
     * @param in where to read from, at what is to be read next
     * @param fieldBytesMax longest legal string or buffer, see {@link FrameLimits#fieldBytesMax()}
     */
    public WireReader(ByteBuf in, int fieldBytesMax) {
        this(in, in.readableBytes(), fieldBytesMax);
    }

    /**
     * A reader of the next bytes only, which spares a slice of the buffer.
     *
     * @param in where to read from, at what is to be read next
     * @param bytes how many of the buffer's readable bytes there are to read
     * @param fieldBytesMax longest string or buffer, in bytes
     */
    public WireReader(ByteBuf in, int bytes, int fieldBytesMax) {
        this.in = in;
        this.start = in.readerIndex();
        this.behind = in.readableBytes() - bytes;
        this.fieldBytesMax = fieldBytesMax;
    }

    /**
     * Turns to other bytes, which spares a new reader for each frame.
     *
     * @param buffer where the bytes are
     * @param bytes how many of the buffer's readable bytes there are to read
     */
    public void turnTo(ByteBuf buffer, int bytes) {
        in = buffer;
        start = buffer.readerIndex();
        behind = buffer.readableBytes() - bytes;
    }

    /** {@return how many bytes have been read} */
    public int offset() {
        return in.readerIndex() - start;
    }

    /** {@return how many bytes are left} */
    public int remaining() {
        return in.readableBytes() - behind;
    }

    /**
     * Reads a byte that is 0 or 1.
     *
     * @return the value
     * @throws MalformedFrameException if it is another number, or the bytes end before
     */
    public boolean readBoolean() {
        require(1, "a boolean");
        return in.readByte() != 0;
    }

    /**
     * Reads one byte.
     *
     * @return the value
     * @throws MalformedFrameException if the bytes end before
     */
    public byte readByte() {
        require(1, "a byte");
        return in.readByte();
    }

    /**
     * Reads four bytes, the highest first.
     *
     * @return the value
     * @throws MalformedFrameException if the bytes end before
     */
    public int readInt() {
        require(Integer.BYTES, "an int");
        return in.readInt();
    }

    /** {@return the next int, which stays unread} */
    public int peekInt() {
        require(Integer.BYTES, "int");
        return in.getInt(in.readerIndex());
    }

    /**
     * Reads eight bytes, the highest first.
     *
     * @return the value
     * @throws MalformedFrameException if the bytes end before
     */
    public long readLong() {
        require(Long.BYTES, "a long");
        return in.readLong();
    }

    /**
     * Reads a string where null is not legal.
     *
     * @return the text
     */
    public String readString() {
        int at = offset();
        var text = readNullableString();
        if (text == null) {
            throw new MalformedFrameException("a null string", "a string", at);
        }
        return text;
    }

    /**
     * Reads a string; bytes that are not UTF-8 become the replacement character.
     *
     * @return the text; null if that was sent
     */
    public @Nullable String readNullableString() {
        int length = readLength("string");
        if (length <= 0) {
            return length == 0 ? "" : null;
        }
        var text = in.toString(in.readerIndex(), length, UTF_8);
        in.skipBytes(length);
        return text;
    }

    /**
     * Reads a buffer; null and empty are different values.
     *
     * @return the bytes, copied; null if that was sent
     */
    public @Nullable Bytes readBytes() {
        int length = readLength("buffer");
        if (length <= 0) {
            return length == 0 ? Bytes.EMPTY : null;
        }
        var bytes = new byte[length];
        in.readBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /**
     * Reads a list; null counts as empty.
     *
     * @param <T> the type of the elements
     * @param element handles one element
     * @return the elements, immutable
     */
    public <T> List<T> readList(Function<? super WireReader, ? extends T> element) {
        int at = offset();
        int count = readInt();
        if (count < -1 || count > remaining() / LIST_ELEMENT_BYTES_MIN) {
            var expected = "-1 to " + remaining() / LIST_ELEMENT_BYTES_MIN + ", as " + remaining() + " bytes are left";
            throw new MalformedFrameException("a list count of " + count, expected, at);
        }
        if (count <= 0) {
            return List.of();
        }
        var list = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.apply(this));
        }
        return List.copyOf(list);
    }

    /**
     * Reads a list of strings; null counts as empty.
     *
     * @return the strings
     */
    public List<String> readStrings() {
        return readList(WireReader::readString);
    }

    /**
     * Reads a buffer that holds other fields, without copying it: the reader that comes back ends where the buffer does.
     *
     * @return a reader of that buffer alone
     */
    public WireReader readNested() {
        int at = offset();
        int length = readLength("nested buffer");
        if (length < 0) {
            throw new MalformedFrameException("a null buffer", "a buffer with fields in it", at);
        }
        return new WireReader(in.readSlice(length), fieldBytesMax);
    }

    /**
     * Reads everything that is left.
     *
     * @return the bytes, copied
     */
    public Bytes readRest() {
        var bytes = new byte[remaining()];
        in.readBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private int readLength(String what) {
        int at = offset();
        int length = readInt();
        if (length < -1 || length > fieldBytesMax) {
            throw new MalformedFrameException("a " + what + " length of " + length, "-1 to " + fieldBytesMax, at);
        }
        if (length > remaining()) {
            var expected = "at most " + remaining() + ", which is all that is left";
            throw new MalformedFrameException("a " + what + " length of " + length, expected, at);
        }
        return length;
    }

    private void require(int bytes, String what) {
        if (remaining() < bytes) {
            throw new MalformedFrameException(remaining() + " last bytes", what + " of " + bytes, offset());
        }
    }
}
