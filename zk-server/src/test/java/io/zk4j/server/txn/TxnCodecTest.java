/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the format leaves open is read as it was meant. */
class TxnCodecTest {
    private static final TreeDigest DIGEST = TreeDigest.of(0x1234_5678_9abcL);

    static Stream<TxnRecord> everyType() {
        var data = Bytes.ofUtf8("data");
        return Stream.of(
                record(OpCode.CREATE, new CreateTxn("/a", data, Acl.OPEN_UNSAFE, true, 7)),
                record(OpCode.CREATE2, new CreateTxn("/a", null, List.of(), false, 1)),
                record(OpCode.CREATE_CONTAINER, new CreateContainerTxn("/a", data, Acl.CREATOR_ALL, 2)),
                record(OpCode.CREATE_TTL, new CreateTtlTxn("/a", Bytes.EMPTY, Acl.READ_UNSAFE, 3, 99)),
                record(OpCode.DELETE, new DeleteTxn("/a")),
                record(OpCode.DELETE_CONTAINER, new DeleteTxn("/ä/€/𐍈")),
                record(OpCode.SET_DATA, new SetDataTxn("/a", data, 5)),
                record(OpCode.RECONFIG, new SetDataTxn("/zookeeper/config", data, -1)),
                record(OpCode.SET_ACL, new SetAclTxn("/a", Acl.OPEN_UNSAFE, 3)),
                record(OpCode.CREATE_SESSION, new CreateSessionTxn(30_000)),
                record(OpCode.CLOSE_SESSION, new CloseSessionTxn(List.of())),
                record(OpCode.CLOSE_SESSION, new CloseSessionTxn(List.of("/a", "/b/c"))),
                record(OpCode.CLOSE_SESSION, new CloseSessionTxn(null)),
                record(OpCode.ERROR, new ErrorTxn(-110)),
                record(
                        OpCode.MULTI,
                        new MultiTxn(List.of(
                                new MultiTxn.Part(1, new CreateTxn("/m", data, Acl.OPEN_UNSAFE, false, 4)),
                                new MultiTxn.Part(13, new CheckTxn("/m", 1)),
                                new MultiTxn.Part(2, new DeleteTxn("/m"))))),
                record(OpCode.MULTI, new MultiTxn(List.of())));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void everyTypeSurvivesARoundTripWithAndWithoutADigest(TxnRecord record) {
        var bare = new TxnRecord(record.header(), record.txn(), null);

        assertThat(decode(encode(record))).isEqualTo(record);
        assertThat(decode(encode(bare))).isEqualTo(bare);
    }

    @Test
    void aCreateOfAnOldServerLacksTheParentsCount() {
        var bytes = encode(bare(OpCode.CREATE, new CreateTxn("/old", Bytes.ofUtf8("x"), Acl.OPEN_UNSAFE, false, 9)));
        bytes.writerIndex(bytes.writerIndex() - Integer.BYTES);

        assertThat(decode(bytes).txn())
                .isEqualTo(new CreateTxn(
                        "/old", Bytes.ofUtf8("x"), Acl.OPEN_UNSAFE, false, CreateTxn.PARENT_COUNT_UNKNOWN));
    }

    @Test
    void aCreateOfAnOldServerWithinAMultiLacksItToo() {
        var out = Unpooled.buffer();
        var writer = new WireWriter(out);
        header(OpCode.MULTI).encode(writer);
        writer.writeInt(1);
        writer.writeInt(OpCode.CREATE.code());
        writer.writeNested(part -> {
            part.writeString("/old");
            part.writeBytes(null);
            part.writeList(Acl.OPEN_UNSAFE, Acl::encode);
            part.writeBoolean(true);
        });
        DIGEST.encode(writer);

        var record = decode(out);

        assertThat(record.txn())
                .isEqualTo(new MultiTxn(List.of(new MultiTxn.Part(
                        1, new CreateTxn("/old", null, Acl.OPEN_UNSAFE, true, CreateTxn.PARENT_COUNT_UNKNOWN)))));
        assertThat(record.digest()).isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x51c6d660L, 0x00000001_2f000000L, 0x00000000_00000000L})
    void aDigestBehindACloseSessionWithoutBodyIsNotTakenForPaths(long value) {
        var record = new TxnRecord(header(OpCode.CLOSE_SESSION), new CloseSessionTxn(null), TreeDigest.of(value));

        assertThat(decode(encode(record))).isEqualTo(record);
    }

    @Test
    void bytesThatAreNoDigestAreLeftAlone() {
        var record = bare(OpCode.SET_DATA, new SetDataTxn("/a", null, 1));
        var bytes = encode(record).writeInt(42);

        assertThat(decode(bytes)).isEqualTo(record);
    }

    @Test
    void bytesBehindADigestAreLeftAlone() {
        var record = record(OpCode.SET_DATA, new SetDataTxn("/a", null, 1));
        var bytes = encode(record).writeLong(42).writeLong(43);

        assertThat(decode(bytes)).isEqualTo(record);
    }

    @Test
    void anUnknownTypeIsRefused() {
        var out = Unpooled.buffer();
        new TxnHeader(1, 1, 1, 1, 99).encode(new WireWriter(out));

        assertThatThrownBy(() -> decode(out))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("99");
    }

    @Test
    void aRecordCutOffAnywhereIsRefusedOrOneOfAnOldServer() {
        everyType().forEach(record -> {
            var whole = encode(new TxnRecord(record.header(), record.txn(), null));
            for (int length = 0; length < whole.readableBytes(); length++) {
                var cut = whole.slice(0, length);
                try {
                    var txn = decode(cut).txn();
                    assertThat(txn instanceof CreateTxn || txn instanceof CloseSessionTxn)
                            .as("%s cut to %d bytes", record, length)
                            .isTrue();
                } catch (MalformedFrameException expected) {
                    assertThat(expected).hasMessageContaining("offset");
                }
            }
        });
    }

    private static TxnRecord record(OpCode op, Txn txn) {
        return new TxnRecord(header(op), txn, DIGEST);
    }

    private static TxnRecord bare(OpCode op, Txn txn) {
        return new TxnRecord(header(op), txn, null);
    }

    private static TxnHeader header(OpCode op) {
        return new TxnHeader(0x1000_0000_0000_0001L, 3, 0x1_0000_0002L, 1_700_000_000_000L, op.code());
    }

    private static ByteBuf encode(TxnRecord record) {
        var out = Unpooled.buffer();
        TxnCodec.encode(record, new WireWriter(out));
        return out;
    }

    private static TxnRecord decode(ByteBuf bytes) {
        return TxnCodec.decode(new WireReader(bytes));
    }
}
