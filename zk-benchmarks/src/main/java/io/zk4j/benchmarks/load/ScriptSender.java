/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Sends the frames of a {@link Script} in a circle, as many as it is told. One thread. */
final class ScriptSender {
    private final WritableByteChannel channel;
    private final Script script;
    private final ByteBuffer bytes;
    private long wanted;
    private long written; // whole frames
    private int partial; // bytes of the frame behind them

    ScriptSender(WritableByteChannel channel, Script script) {
        this.channel = channel;
        this.script = script;
        this.bytes = script.view();
    }

    /** Sends this many more frames; returns whether the channel has taken all of them. If not, {@link #flush} goes on. */
    boolean send(int count) throws IOException {
        wanted += count;
        return flush();
    }

    /** Sends what the channel has not taken yet; returns whether nothing is left. */
    boolean flush() throws IOException {
        while (written < wanted) {
            int from = (int) (written % script.size());
            int until = (int) Math.min(script.size(), from + (wanted - written));
            bytes.limit(script.start(until)).position(script.start(from) + partial);
            channel.write(bytes);
            int frame = from;
            while (frame < until && script.start(frame + 1) <= bytes.position()) {
                frame++;
            }
            written += frame - from;
            partial = frame == until ? 0 : bytes.position() - script.start(frame);
            if (frame < until) {
                return false;
            }
        }
        return true;
    }
}
