/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Xid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames that were encoded once, to be sent over and over in their order. Short cycles are laid out several times in a row, so that
 * whatever is to be sent at once mostly lies in one piece.
 *
 * <p>Immutable; shared by all threads.
 */
public final class Script {
    private static final int FRAMES_MIN = 64;

    private final ByteBuffer bytes;
    private final int[] starts; // of each frame, and the end of the last

    private Script(List<byte[]> frames) {
        var all = new ByteArrayOutputStream();
        starts = new int[frames.size() + 1];
        for (int i = 0; i < frames.size(); i++) {
            all.writeBytes(frames.get(i));
            starts[i + 1] = all.size();
        }
        bytes = ByteBuffer.allocateDirect(all.size()).put(all.toByteArray()).flip();
    }

    /** Requests of a session, whose xids count up from 1 and begin anew with each repetition. */
    public static Script of(List<Request> requests) {
        int repetitions = Math.max(1, FRAMES_MIN / requests.size());
        var frames = new ArrayList<byte[]>();
        for (int i = 0; i < repetitions * requests.size(); i++) {
            frames.add(encode(i + 1, requests.get(i % requests.size())));
        }
        return new Script(frames);
    }

    /** Whole frames, their lengths in front. */
    static Script ofFrames(List<byte[]> frames) {
        int repetitions = Math.max(1, FRAMES_MIN / frames.size());
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < repetitions; i++) {
            all.addAll(frames);
        }
        return new Script(all);
    }

    /** One request, its length in front. */
    static byte[] encode(int xid, Request request) {
        var out = Unpooled.buffer();
        Frames.writeRequest(out, request instanceof PingRequest ? Xid.PING : xid, request);
        return ByteBufUtil.getBytes(out);
    }

    /** How many frames there are, repetitions included. */
    int size() {
        return starts.length - 1;
    }

    /** Where a frame begins; with {@link #size()}, where the last ends. */
    int start(int frame) {
        return starts[frame];
    }

    /** Sends each frame once and returns what answers it, lengths in front. */
    public List<byte[]> repliesFrom(WireConnection connection) throws IOException {
        var replies = new ArrayList<byte[]>();
        var view = view();
        for (int frame = 0; frame < size(); frame++) {
            connection.write(view.limit(starts[frame + 1]).position(starts[frame]));
            var reply = connection.readFrame();
            replies.add(ByteBuffer.allocate(Integer.BYTES + reply.remaining())
                    .putInt(reply.remaining())
                    .put(reply)
                    .array());
        }
        return replies;
    }

    /** All frames, with a position of the caller's own. */
    ByteBuffer view() {
        return bytes.asReadOnlyBuffer();
    }
}
