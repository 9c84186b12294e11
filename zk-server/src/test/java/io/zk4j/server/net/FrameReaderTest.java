/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zk4j.server.net.FrameReader.BadFrameException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames come out of the stream one at a time, however it was cut into pieces. */
class FrameReaderTest {
    private static final int FRAME_BYTES_MAX = 100;

    private final FrameReader reader = new FrameReader(FRAME_BYTES_MAX);

    @AfterEach
    void release() {
        reader.release();
    }

    @Test
    void oneByteAtATimeGivesTheSameFrames() throws BadFrameException {
        var stream = Unpooled.buffer()
                .writeInt(3)
                .writeBytes("abc".getBytes(US_ASCII))
                .writeInt(2)
                .writeBytes("de".getBytes(US_ASCII));
        var frames = new StringBuilder();
        while (stream.isReadable()) {
            receive(stream.readBytes(1));
            for (var frame = reader.next(); frame != null; frame = reader.next()) {
                frames.append(text(frame.bytes())).append(' ');
            }
            reader.trim();
        }
        assertThat(frames).hasToString("abc de ");
    }

    @Test
    void severalFramesOfOneReadAreTakenOneByOne() throws BadFrameException {
        receive(Unpooled.buffer()
                .writeInt(1)
                .writeByte('a')
                .writeInt(1)
                .writeByte('b')
                .writeInt(9));
        assertThat(text(reader.next().bytes())).isEqualTo("a");
        assertThat(text(reader.next().bytes())).isEqualTo("b");
        assertThat(reader.next()).isNull();
    }

    @Test
    void ofAFrameThatIsTooLongOnlyTheHeaderIsKept() throws BadFrameException {
        receive(Unpooled.buffer()
                .writeInt(FRAME_BYTES_MAX + 1)
                .writeInt(7)
                .writeInt(5)
                .writeZero(20));
        var cut = reader.next();
        assertThat(cut.isCut()).isTrue();
        assertThat(cut.bytes().readInt()).isEqualTo(7);
        assertThat(cut.isCut()).as("cut after the header was read").isTrue();
        assertThat(reader.next()).isNull();
        reader.trim();

        receive(Unpooled.buffer()
                .writeZero(FRAME_BYTES_MAX + 1 - 8 - 20)
                .writeInt(1)
                .writeByte('x'));
        var whole = reader.next();
        assertThat(whole.isCut()).isFalse();
        assertThat(text(whole.bytes())).isEqualTo("x");
    }

    @Test
    void aLengthThatNobodyMeansIsRefused() {
        receive(Unpooled.buffer().writeInt(-1));
        assertThatThrownBy(reader::next).isInstanceOf(BadFrameException.class).hasMessageContaining("-1");
    }

    private void receive(ByteBuf bytes) {
        reader.add(UnpooledByteBufAllocator.DEFAULT, bytes);
    }

    private static String text(ByteBuf bytes) {
        return bytes.toString(US_ASCII);
    }
}
