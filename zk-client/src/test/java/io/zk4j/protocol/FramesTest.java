/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static final FrameLimits LIMITS = FrameLimits.of(16);

    private final ByteBuf buffer = Unpooled.buffer();

    @Test
    void aFrameIsTakenOnlyWhenItIsWhole() {
        Frames.write(buffer, out -> out.writeLong(5));
        int whole = buffer.readableBytes();
        for (int length = 0; length < whole; length++) {
            assertThat(Frames.next(buffer.slice(0, length), LIMITS)).isNull();
        }
        buffer.writeByte(1);
        assertThat(Frames.next(buffer, LIMITS)).isEqualTo(Unpooled.copyLong(5));
        assertThat(buffer.readableBytes()).isEqualTo(1);
    }

    @Test
    void aFrameOfTheGreatestLengthAndAnEmptyOneAreLegal() {
        Frames.write(buffer, out -> {});
        Frames.write(buffer, out -> {
            out.writeLong(1);
            out.writeLong(2);
        });
        assertThat(Frames.next(buffer, LIMITS)).isEqualTo(Unpooled.EMPTY_BUFFER);
        assertThat(Frames.next(buffer, LIMITS).readableBytes()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 17, Integer.MAX_VALUE})
    void anIllegalLengthIsRefusedBeforeTheFrameHasArrived(int length) {
        buffer.writeInt(length);
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> Frames.next(buffer, LIMITS))
                .withMessage("read a frame length of " + length + " at offset 0, expected 0 to 16");
    }

    @Test
    void aBodyThatCannotBeWrittenLeavesNoHalfFrameBehind() {
        Frames.write(buffer, out -> out.writeInt(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> Frames.write(buffer, out -> {
                    out.writeInt(2);
                    throw new IllegalStateException("no more");
                }));
        assertThat(ByteBufUtil.hexDump(buffer)).isEqualTo("0000000400000001");
    }

    @Test
    void requestsRepliesAndEventsHaveTheirHeaders() {
        Frames.writeRequest(buffer, Xid.PING, new PingRequest());
        Frames.writeReply(buffer, new ReplyHeader(1, 2, -101), null);
        Frames.writeReply(buffer, new ReplyHeader(1, 2, 0), new GetAllChildrenNumberResponse(3));
        Frames.writeNotification(buffer, 4, new WatcherEvent(1, 3, "/"));
        assertThat(ByteBufUtil.hexDump(buffer))
                .isEqualTo("00000008" + "fffffffe" + "0000000b"
                        + "00000010" + "00000001" + "0000000000000002" + "ffffff9b"
                        + "00000014" + "00000001" + "0000000000000002" + "00000000" + "00000003"
                        + "0000001d" + "ffffffff" + "0000000000000004" + "00000000"
                        + "00000001" + "00000003" + "00000001" + "2f");
    }

    @Test
    void aFieldMayBeLongerThanAFrameByTheExtraAndNeverByLessThanTheLeast() {
        assertThat(FrameLimits.DEFAULT).isEqualTo(new FrameLimits(1048575, 1048575));
        assertThat(FrameLimits.DEFAULT.fieldBytesMax()).isEqualTo(2 * 1048575);
        assertThat(new FrameLimits(100, 5).fieldBytesMax()).isEqualTo(1124);
        assertThat(FrameLimits.of(Integer.MAX_VALUE).fieldBytesMax()).isEqualTo(Integer.MAX_VALUE);
    }
}
