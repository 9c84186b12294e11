/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/** One line of a recorded transcript: a message, the end of a direction, or a remark. */
record GoldenLine(String file, int number, JsonNode json) {
    boolean hasBytes() {
        return json.has("hex");
    }

    boolean isFromClient() {
        return json.get("dir").asText().equals("I->A");
    }

    String connection() {
        return json.get("conn").asText();
    }

    /** What the line is part of showing. */
    String theCase() {
        return json.get("case").asText();
    }

    String name() {
        return json.get("name").asText();
    }

    JsonNode fields() {
        return json.get("fields");
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(json.get("hex").asText());
    }

    /** What is behind the length of the frame, which must be whole. */
    ByteBuf frame() {
        var bytes = Unpooled.wrappedBuffer(bytes());
        var frame = Frames.next(bytes, FrameLimits.DEFAULT);
        if (frame == null || bytes.isReadable()) {
            throw new AssertionError(this + " is not exactly one frame");
        }
        return frame;
    }

    @Override
    public String toString() {
        return file + ":" + number + " " + name();
    }
}
