/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireReaderTest {
    private final ByteBuf buffer = Unpooled.buffer();
    private final WireWriter out = new WireWriter(buffer);
    private final WireReader in = new WireReader(buffer, 100);

    @Test
    void everyBasicTypeComesBackAsItWasWritten() {
        out.writeBoolean(true);
        out.writeByte((byte) -2);
        out.writeInt(Integer.MIN_VALUE);
        out.writeLong(Long.MIN_VALUE);
        out.writeString("zoö/日本/🐘");
        out.writeNullableString(null);
        out.writeNullableString("");
        out.writeBytes(null);
        out.writeBytes(Bytes.EMPTY);
        out.writeBytes(Bytes.ofUtf8("x"));
        out.writeStrings(List.of("a", "", "b"));

        assertThat(in.readBoolean()).isTrue();
        assertThat(in.readByte()).isEqualTo((byte) -2);
        assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE);
        assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.readString()).isEqualTo("zoö/日本/🐘");
        assertThat(in.readNullableString()).isNull();
        assertThat(in.readNullableString()).isEmpty();
        assertThat(in.readBytes()).isNull();
        assertThat(in.readBytes()).isSameAs(Bytes.EMPTY);
        assertThat(in.readBytes()).isEqualTo(Bytes.ofUtf8("x"));
        assertThat(in.readStrings()).containsExactly("a", "", "b");
        assertThat(in.remaining()).isZero();
    }

    @Test
    void everyByteButZeroIsTrue() {
        buffer.writeByte(0x80);
        assertThat(in.readBoolean()).isTrue();
    }

    @Test
    void theReaderWorksOnDirectBuffersInTheMiddleOfOthers() {
        var direct = Unpooled.directBuffer();
        direct.writeInt(99);
        new WireWriter(direct).writeString("zoö");
        direct.readInt();
        var reader = new WireReader(direct);
        assertThat(reader.offset()).isZero();
        assertThat(reader.readString()).isEqualTo("zoö");
        assertThat(reader.offset()).isEqualTo(8);
        direct.release();
    }

    @Test
    void aNullStringIsMalformedWhereAStringMustBe() {
        out.writeInt(7);
        out.writeNullableString(null);
        in.readInt();
        assertMalformed(in::readString, "read a null string at offset 4, expected a string");
    }

    @Test
    void aNullListCountsAsEmpty() {
        buffer.writeInt(-1);
        assertThat(in.readStrings()).isEmpty();
    }

    @Test
    void theEndOfTheFrameIsReportedWithWhatWasMissing() {
        buffer.writeShort(1);
        assertMalformed(in::readInt, "read 2 last bytes at offset 0, expected an int of 4");
        assertMalformed(in::readLong, "read 2 last bytes at offset 0, expected a long of 8");
        in.readByte();
        in.readByte();
        assertMalformed(in::readByte, "read 0 last bytes at offset 2, expected a byte of 1");
        assertMalformed(in::readBoolean, "read 0 last bytes at offset 2, expected a boolean of 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, Integer.MIN_VALUE, 101, Integer.MAX_VALUE})
    void aLengthOutsideOfTheLimitIsMalformed(int length) {
        buffer.writeInt(length).writeZero(200);
        assertMalformed(
                in::readNullableString, "read a string length of " + length + " at offset 0, expected -1 to 100");
        buffer.readerIndex(0);
        assertMalformed(in::readBytes, "read a buffer length of " + length + " at offset 0, expected -1 to 100");
    }

    @Test
    void aLengthAtTheLimitIsRead() {
        buffer.writeInt(100).writeZero(100);
        assertThat(in.readBytes()).isEqualTo(Bytes.wrap(new byte[100]));
    }

    @Test
    void aLengthBeyondTheEndIsMalformedBeforeAnythingIsAllocated() {
        buffer.writeInt(90).writeZero(89);
        assertMalformed(
                in::readBytes,
                "read a buffer length of 90 at offset 0, expected at most 89, which is all that is left");
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, Integer.MIN_VALUE, 4, Integer.MAX_VALUE})
    void aCountThatCannotFitIsMalformed(int count) {
        buffer.writeInt(count).writeZero(15);
        assertMalformed(
                in::readStrings,
                "read a list count of " + count + " at offset 0, expected -1 to 3, as 15 bytes are left");
    }

    @Test
    void bytesThatAreNotUtf8BecomeTheReplacementCharacter() {
        buffer.writeInt(3).writeByte('a').writeByte(0xc3).writeByte('b');
        assertThat(in.readString()).isEqualTo("a\ufffdb");
    }

    private static void assertMalformed(ThrowingCallable reading, String message) {
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(reading)
                .withMessage(message);
    }

    @Test
    void aReaderOfTheNextBytesEndsWithThem() {
        var buffer = Unpooled.buffer().writeByte(9).writeInt(7).writeInt(8);
        buffer.skipBytes(1);

        var reader = new WireReader(buffer, Integer.BYTES, 100);

        assertThat(reader.readInt()).isEqualTo(7);
        assertThat(reader.remaining()).isZero();
        assertThatExceptionOfType(MalformedFrameException.class).isThrownBy(reader::readInt);
        assertThat(buffer.readInt()).isEqualTo(8);
    }
}
