/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Xid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent and counted must not depend on how sockets cut it up. */
class StreamsTest {
    private static final int XID = Integer.BYTES;
    private static final List<Request> REQUESTS =
            List.of(new GetDataRequest("/a", false), new GetDataRequest("/longer", true));

    @Test
    void aChannelThatTakesFewBytesAtATimeGetsTheSameFrames() throws IOException {
        var script = Script.of(REQUESTS);
        int count = 3 * script.size() + 1; // more than once around
        var slow = new SlowChannel(7);
        var sender = new ScriptSender(slow, script);

        boolean allSent = sender.send(count);
        while (!allSent) {
            allSent = sender.flush();
        }

        assertThat(xids(slow.taken.toByteArray(), 1 << 20))
                .hasSize(count)
                .startsWith(1, 2, 3)
                .endsWith(64, 1);
    }

    @Test
    void framesAreCountedWhereverTheyAreCut() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int xid = 1; xid <= 100; xid++) {
            all.writeBytes(Script.encode(xid, REQUESTS.get(xid % 2)));
        }

        for (int piece = 1; piece < 80; piece++) {
            assertThat(xids(all.toByteArray(), piece))
                    .as("pieces of " + piece)
                    .hasSize(100)
                    .startsWith(1, 2, 3);
        }
    }

    @Test
    void aPingHasTheXidOfPings() {
        assertThat(ByteBuffer.wrap(Script.encode(7, new PingRequest())).getInt(XID))
                .isEqualTo(Xid.PING);
    }

    private static List<Integer> xids(byte[] bytes, int pieceBytes) throws IOException {
        var xids = new ArrayList<Integer>();
        var counter = new FrameCounter(Integer.BYTES);
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            var piece = ByteBuffer.wrap(bytes, from, Math.min(pieceBytes, bytes.length - from))
                    .slice();
            counter.take(piece, (head, at) -> xids.add(head.getInt(at + XID)));
        }
        return xids;
    }

    /** Takes some bytes each time it is written to. */
    private static final class SlowChannel implements WritableByteChannel {
        private final int bytesMax;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        SlowChannel(int bytesMax) {
            this.bytesMax = bytesMax;
        }

        @Override
        public int write(ByteBuffer bytes) {
            var some = new byte[Math.min(bytesMax, bytes.remaining())];
            bytes.get(some);
            taken.writeBytes(some);
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            taken.reset();
        }
    }
}
