/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as the one line of text that {@code toString()} of Apache's records shows: fields separated by commas,
 * {@code 'text}, {@code #hex}, nothing for null, {@code T} or {@code F}, {@code v{…}} for vectors, {@code s{…}} for records inside records.
 */
@SuppressWarnings("NonApiType") // The signatures are Apache's.
public class ToStringOutputArchive implements OutputArchive {
    private static final HexFormat HEX = HexFormat.of();

    private final OutputStream out;
    private boolean first = true;
    private int depth;
    private long bytesWritten;

    /**
     * Writes UTF-8 to the stream; flushing and closing it stays with the caller.
     *
     * @param stream the stream
     */
    public ToStringOutputArchive(OutputStream stream) {
        this.out = stream;
    }

    @Override
    public void writeByte(byte value, String tag) throws IOException {
        field(Byte.toString(value));
    }

    @Override
    public void writeBool(boolean value, String tag) throws IOException {
        field(value ? "T" : "F");
    }

    @Override
    public void writeInt(int value, String tag) throws IOException {
        field(Integer.toString(value));
    }

    @Override
    public void writeLong(long value, String tag) throws IOException {
        field(Long.toString(value));
    }

    @Override
    public void writeFloat(float value, String tag) throws IOException {
        field(Float.toString(value));
    }

    @Override
    public void writeDouble(double value, String tag) throws IOException {
        field(Double.toString(value));
    }

    @Override
    public void writeString(@Nullable String value, String tag) throws IOException {
        field(value == null ? "" : "'" + escaped(value));
    }

    @Override
    public void writeBuffer(byte @Nullable [] value, String tag) throws IOException {
        field(value == null ? "" : "#" + HEX.formatHex(value));
    }

    @Override
    public void writeRecord(Record value, String tag) throws IOException {
        value.serialize(this, tag);
    }

    @Override
    public void startRecord(Record value, String tag) throws IOException {
        if (depth++ > 0) {
            open("s{");
        }
    }

    @Override
    public void endRecord(Record value, String tag) throws IOException {
        if (--depth > 0) {
            close();
        } else {
            print("\n");
            first = true;
        }
    }

    @Override
    public void startVector(@Nullable List<?> value, String tag) throws IOException {
        open("v{");
    }

    @Override
    public void endVector(@Nullable List<?> value, String tag) throws IOException {
        close();
    }

    @Override
    public void startMap(TreeMap<?, ?> value, String tag) throws IOException {
        open("m{");
    }

    @Override
    public void endMap(TreeMap<?, ?> value, String tag) throws IOException {
        close();
    }

    @Override
    public long getDataSize() {
        return bytesWritten;
    }

    private void open(String bracket) throws IOException {
        field(bracket);
        first = true;
    }

    private void close() throws IOException {
        print("}");
        first = false;
    }

    private void field(String text) throws IOException {
        print(first ? text : "," + text);
        first = false;
    }

    private void print(String text) throws IOException {
        byte[] utf8 = text.getBytes(UTF_8);
        out.write(utf8);
        bytesWritten += utf8.length;
    }

    /** Percent-escapes what would end a field or a line. */
    private static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\n' || c == '\r' || c == '%' || c == ',') {
                safe.append('%').append(HEX.withUpperCase().toHexDigits((byte) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
