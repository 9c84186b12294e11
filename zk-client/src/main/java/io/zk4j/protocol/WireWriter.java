/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the protocol's basic types into a buffer, at its writer index, without copies in between. The twin of
 * {@link WireReader}. Owned by one thread, like the buffer.
 */
public final class WireWriter {
    private static final int NULL = -1;

    private final ByteBuf out;

    /**
     * Writes behind what the buffer has.
     *
     * @param out grows as needed; stays the caller's to release
     */
    public WireWriter(ByteBuf out) {
        this.out = out;
    }

    /**
     * Writes one byte, 1 or 0.
     *
     * @param value the value
     */
    public void writeBoolean(boolean value) {
        out.writeBoolean(value);
    }

    /**
     * Writes one byte.
     *
     * @param value the value
     */
    public void writeByte(byte value) {
        out.writeByte(value);
    }

    /**
     * Writes four bytes, the highest first.
     *
     * @param value the value
     */
    public void writeInt(int value) {
        out.writeInt(value);
    }

    /**
     * Writes eight bytes, the highest first.
     *
     * @param value the value
     */
    public void writeLong(long value) {
        out.writeLong(value);
    }

    /**
     * Writes a string as UTF-8. Half a surrogate pair becomes a question mark; no path may contain one.
     *
     * <p>A character outside of the basic plane is written as its four bytes, which is what readers decode, the reference
     * server's included; the reference's own writer makes six bytes of it, which its reader does not understand.
     *
     * @param text the text
     */
    public void writeString(String text) {
        int lengthAt = out.writerIndex();
        out.writeInt(0); // The length is only known when the text has been encoded.
        out.setInt(lengthAt, ByteBufUtil.writeUtf8(out, text));
    }

    /**
     * Writes a string that may be missing.
     *
     * @param text the text; null is the length -1
     */
    public void writeNullableString(@Nullable String text) {
        if (text == null) {
            out.writeInt(NULL);
        } else {
            writeString(text);
        }
    }

    /**
     * Writes a length and as many bytes.
     *
     * @param bytes the bytes; null is the length -1
     */
    public void writeBytes(@Nullable Bytes bytes) {
        if (bytes == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(bytes.length());
            out.writeBytes(bytes.unsafeArray());
        }
    }

    /**
     * Writes bytes without a length in front, for what fills the rest of a buffer.
     *
     * @param bytes the bytes
     */
    public void writeRaw(Bytes bytes) {
        out.writeBytes(bytes.unsafeArray());
    }

    /**
     * Writes what {@code fields} writes as one buffer, that is with its length in front.
     *
     * @param fields writes the fields, one after the other
     */
    public void writeNested(Consumer<? super WireWriter> fields) {
        int lengthAt = out.writerIndex();
        out.writeInt(0); // Known only when the fields have been written.
        fields.accept(this);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }

    /**
     * Writes a list, for example {@code writeList(acls, Acl::encode)}.
     *
     * @param <T> the type of the elements
     * @param list the elements
     * @param element handles one element
     */
    public <T> void writeList(List<T> list, BiConsumer<? super T, ? super WireWriter> element) {
        out.writeInt(list.size());
        for (T each : list) {
            element.accept(each, this);
        }
    }

    /**
     * Writes a number of elements and each of them.
     *
     * @param list the strings
     */
    public void writeStrings(List<String> list) {
        if (list instanceof EncodedStrings ready) {
            writeRaw(ready.encoded());
        } else {
            writeList(list, (text, writer) -> writer.writeString(text));
        }
    }
}
