/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Cuts a stream into frames and looks at nothing but the first bytes of each. One thread. */
final class FrameCounter {
    private final int headBytes;
    private final ByteBuffer head;
    private int rest; // bytes of the current frame that are of no interest

    /** What is told of each frame. */
    interface Listener {
        /**
         * A frame has begun.
         *
         * @param head the frame's length, and the bytes behind it that were asked for, beginning at {@code at}
         */
        void onFrame(ByteBuffer head, int at) throws IOException;
    }

    /**
     * @param headBytes how many bytes of each frame are looked at, beside its length; no frame may be shorter
     */
    FrameCounter(int headBytes) {
        this.headBytes = headBytes;
        this.head = ByteBuffer.allocate(Integer.BYTES + headBytes);
    }

    /** Takes in all that the buffer holds. */
    void take(ByteBuffer in, Listener listener) throws IOException {
        while (in.hasRemaining()) {
            if (rest > 0) {
                int skipped = Math.min(rest, in.remaining());
                in.position(in.position() + skipped);
                rest -= skipped;
            } else if (head.position() == 0 && in.remaining() >= head.capacity()) {
                int at = in.position();
                begin(in.getInt(at));
                in.position(at + head.capacity());
                listener.onFrame(in, at);
            } else {
                head.put(in.get());
                if (!head.hasRemaining()) {
                    begin(head.getInt(0));
                    head.clear();
                    listener.onFrame(head, 0);
                }
            }
        }
    }

    private void begin(int length) throws IOException {
        if (length < headBytes) {
            throw new IOException("a frame of " + length + " bytes, expected at least " + headBytes);
        }
        rest = length - headBytes;
    }
}
