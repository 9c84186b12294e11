/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.protocol.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Curator's format of one znode of a queue, in which there can be several items. Pure. */
final class ItemFormat {
    private static final int VERSION = 0x0001_0001;
    private static final byte ITEM = 1;
    private static final byte END = 2;
    private static final int BYTES_AROUND_ALL = Integer.BYTES + 1;
    private static final int BYTES_AROUND_ITEM = 1 + Integer.BYTES;

    private ItemFormat() {}

    /** The data of a znode that has these items. */
    static Bytes frame(List<Bytes> items) {
        int length = BYTES_AROUND_ALL
                + items.stream()
                        .mapToInt(item -> BYTES_AROUND_ITEM + item.length())
                        .sum();
        var out = ByteBuffer.allocate(length).putInt(VERSION);
        items.forEach(item -> out.put(ITEM).putInt(item.length()).put(item.unsafeArray()));
        return Bytes.wrap(out.put(END).array());
    }

    /**
     * The items in the data of a znode. What stands behind their end is ignored, as Curator does.
     *
     * @throws CorruptItemException if the data is something else
     */
    static List<Bytes> items(Bytes data) {
        var in = ByteBuffer.wrap(data.unsafeArray());
        try {
            int version = in.getInt();
            if (version != VERSION) {
                throw new CorruptItemException(
                        "it is in version %#x, and only %#x is known".formatted(version, VERSION));
            }
            var items = new ArrayList<Bytes>();
            for (byte code = in.get(); code != END; code = in.get()) {
                items.add(item(in, code));
            }
            return items;
        } catch (BufferUnderflowException end) {
            throw new CorruptItemException("it breaks off after " + data.length() + " bytes");
        }
    }

    private static Bytes item(ByteBuffer in, byte code) {
        if (code != ITEM) {
            throw new CorruptItemException("it has a part of the kind " + code + ", which nobody knows");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new CorruptItemException(
                    "it has an item of " + length + " bytes, and " + in.remaining() + " are left");
        }
        var item = new byte[length];
        in.get(item);
        return Bytes.wrap(item);
    }
}
