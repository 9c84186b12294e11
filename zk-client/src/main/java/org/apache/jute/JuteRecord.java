/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What every record has besides its fields. Two records are equal if they are of one class and have the same bytes on the
 * wire.
 *
 * <p>Not part of Apache's API: there each generated record repeats these methods.
 */
public abstract class JuteRecord implements Record {
    /**
     * Writes this record in its binary form.
     *
     * @param out where to write to
     * @throws IOException if the archive or stream cannot be read or written
     */
    public void write(DataOutput out) throws IOException {
        serialize(new BinaryOutputArchive(out), "");
    }

    /**
     * Reads this record from its binary form.
     *
     * @param in where to read from, at what is to be read next
     * @throws IOException if the archive or stream cannot be read or written
     */
    public void readFields(DataInput in) throws IOException {
        deserialize(new BinaryInputArchive(in), "");
    }

    /** One method for all subclasses, none of which equals another, so the class itself has to be compared. */
    @Override
    @SuppressWarnings("EqualsGetClass")
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other != null
                        && other.getClass() == getClass()
                        && Arrays.equals(binary(), ((JuteRecord) other).binary()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(binary());
    }

    /** The fields as one line of text that ends in a line break, in the form of {@link ToStringOutputArchive}. */
    @Override
    public String toString() {
        var text = new ByteArrayOutputStream();
        serializeInto(new ToStringOutputArchive(text));
        return text.toString(UTF_8);
    }

    private byte[] binary() {
        var bytes = new ByteArrayOutputStream();
        serializeInto(BinaryOutputArchive.getArchive(bytes));
        return bytes.toByteArray();
    }

    private void serializeInto(OutputArchive archive) {
        try {
            serialize(archive, "");
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + getClass().getName() + " to memory", e);
        }
    }
}
