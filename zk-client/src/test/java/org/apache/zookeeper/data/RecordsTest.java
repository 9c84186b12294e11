/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.WatcherEvent;
import org.junit.jupiter.api.Test;

/** Records have the bytes of the wire and the texts of Apache's. */
class RecordsTest {
    private static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final List<ACL> ACLS = List.of(new ACL(31, new Id("world", "anyone")));

    @Test
    void aStatHasTheBytesOfTheWire() throws IOException {
        var wire = new io.zk4j.protocol.Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(binary(STAT)).isEqualTo(encoded(wire::encode));
        assertThat(readInto(new Stat(), binary(STAT))).isEqualTo(STAT).hasSameHashCodeAs(STAT);
    }

    @Test
    void aCreateHasTheBytesOfTheWire() throws IOException {
        var record = new CreateTTLRequest("/ä", new byte[] {1, -2}, ACLS, 5, 500);
        var wire = new CreateTtlRequest("/ä", Bytes.wrap(new byte[] {1, -2}), Acl.OPEN_UNSAFE, 5, 500);
        assertThat(binary(record)).isEqualTo(encoded(wire::encode));
        assertThat(readInto(new CreateTTLRequest(), binary(record))).isEqualTo(record);
    }

    @Test
    void nullIsNotEmpty() throws IOException {
        var none = new SetDataRequest(null, null, 0);
        var empty = new SetDataRequest("", new byte[0], 0);
        assertThat(none).isNotEqualTo(empty);
        assertThat(readInto(new SetDataRequest(), binary(none))).isEqualTo(none);
        assertThat(readInto(new CreateTTLRequest(), binary(new CreateTTLRequest(null, null, null, 0, 0)))
                        .getAcl())
                .isNull();
    }

    @Test
    void textsAreThoseOfApache() {
        assertThat(STAT).hasToString("1,2,3,4,5,6,7,8,9,10,11\n");
        assertThat(new ACL(31, new Id("world", "any,one"))).hasToString("31,s{'world,'any%2Cone}\n");
        assertThat(new Id("a", null)).hasToString("'a,\n");
        assertThat(new CreateTTLRequest("/a b%\n", new byte[] {1, 2}, ACLS, 3, 4))
                .hasToString("'/a b%25%0A,#0102,v{s{31,s{'world,'anyone}}},3,4\n");
        assertThat(new WatcherEvent(1, 3, "/a")).hasToString("1,3,'/a\n");
    }

    @Test
    void recordsOfDifferentKindsAreNeverEqual() {
        assertThat(new DeleteRequest("/a", 1))
                .isEqualTo(new DeleteRequest("/a", 1))
                .isNotEqualTo(new org.apache.zookeeper.proto.CheckVersionRequest("/a", 1))
                .isNotEqualTo(new DeleteRequest("/a", 2));
    }

    @Test
    void aCopyOfAStatIsItsOwn() {
        var copy = new Stat();
        copy.copyFrom(STAT);
        assertThat(copy).isEqualTo(STAT);
        copy.setVersion(99);
        assertThat(STAT.getVersion()).isEqualTo(5);
    }

    @Test
    void aLengthThatCannotBeIsRefusedBeforeMemoryIsTaken() {
        byte[] endless = {0x7f, -1, -1, -1, 'x'};
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> readInto(new Id(), endless))
                .withMessageStartingWith("Unreasonable length = 2147483647");
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> readInto(new Id(), new byte[] {0, 0, 0, 9}));
    }

    @Test
    void aRecordWritesAndReadsItself() throws IOException {
        var bytes = new ByteArrayOutputStream();
        new Id("digest", "u:h").write(new DataOutputStream(bytes));
        var read = new Id();
        read.readFields(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read).isEqualTo(new Id("digest", "u:h"));
    }

    private static byte[] binary(Record record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var archive = BinaryOutputArchive.getArchive(bytes);
        archive.writeRecord(record, "any");
        assertThat(archive.getDataSize()).isEqualTo(bytes.size());
        return bytes.toByteArray();
    }

    private static <R extends Record> R readInto(R record, byte[] bytes) throws IOException {
        BinaryInputArchive.getArchive(new ByteArrayInputStream(bytes)).readRecord(record, "any");
        return record;
    }

    private static byte[] encoded(Consumer<WireWriter> record) {
        ByteBuf out = Unpooled.buffer();
        record.accept(new WireWriter(out));
        return ByteBufUtil.getBytes(out);
    }
}
