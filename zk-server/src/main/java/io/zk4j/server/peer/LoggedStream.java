/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.WireWriter;
import io.zk4j.server.core.LoggedRange;
import io.zk4j.server.quorum.message.PeerMessage;
import java.io.IOException;
import java.io.OutputStream;

/** Logged transactions as a learner is sent them: each proposed and committed at once. */
record LoggedStream(LoggedRange range) implements LinkStream.Content {
    @Override
    public long writeTo(OutputStream out) throws IOException {
        ByteBuf buffer = Unpooled.buffer();
        try (var reader = range.open()) {
            var writer = new WireWriter(buffer);
            for (var record = reader.next(); record != null; record = reader.next()) {
                new PeerMessage.Proposal(record).encode(writer);
                new PeerMessage.Commit(record.zxid()).encode(writer);
                buffer.readBytes(out, buffer.readableBytes());
                buffer.clear();
            }
        } finally {
            buffer.release();
        }
        return 0;
    }
}
