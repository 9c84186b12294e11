/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.netty.buffer.ByteBuf;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/**
 * Turns transactions into the bytes that Apache ZooKeeper keeps in its logs and sends in its proposals, and back: header,
 * body, and a digest if there is one.
 */
public final class TxnCodec {
    private TxnCodec() {}

    /** Appends a transaction to a buffer. */
    public static void encode(TxnRecord record, ByteBuf out) {
        var writer = new WireWriter(out);
        record.header().encode(writer);
        record.txn().encode(writer);
        var digest = record.digest();
        if (digest != null) {
            digest.encode(writer);
        }
    }

    /**
     * Reads a transaction that fills a buffer. Bytes behind it that are not a digest are skipped: a later version may put
     * more there.
     *
     * @param fieldBytesMax the longest string or buffer within
     * @throws MalformedFrameException if the bytes are no transaction, or one of a type that is not known
     */
    public static TxnRecord decode(ByteBuf in, int fieldBytesMax) {
        var reader = new WireReader(in, fieldBytesMax);
        var header = TxnHeader.decode(reader);
        var txn = header.type() == OpCode.CLOSE_SESSION.code()
                ? decodeCloseSession(in, reader)
                : decodeBody(header.type(), reader);
        return new TxnRecord(header, txn, reader.remaining() >= TreeDigest.BYTES ? TreeDigest.decode(reader) : null);
    }

    /** Reads the body of a transaction of {@code type}; a body that may be absent is not. */
    static Txn decodeBody(int type, WireReader in) {
        var op = OpCode.of(type);
        return switch (op == null ? OpCode.UNKNOWN : op) {
            case CREATE, CREATE2 -> CreateTxn.decode(in);
            case CREATE_CONTAINER -> CreateContainerTxn.decode(in);
            case CREATE_TTL -> CreateTtlTxn.decode(in);
            case DELETE, DELETE_CONTAINER -> DeleteTxn.decode(in);
            case SET_DATA, RECONFIG -> SetDataTxn.decode(in);
            case SET_ACL -> SetAclTxn.decode(in);
            case CHECK -> CheckTxn.decode(in);
            case MULTI -> MultiTxn.decode(in);
            case CREATE_SESSION -> CreateSessionTxn.decode(in);
            case CLOSE_SESSION -> CloseSessionTxn.decode(in);
            case ERROR -> ErrorTxn.decode(in);
            default ->
                throw new MalformedFrameException("transaction type " + type, "a type that is logged", in.offset());
        };
    }

    /**
     * A closeSession may lack its body, and a digest may follow either way, without anything that tells which. But what
     * would be a list of two paths that is no longer than a digest has only empty paths in it, which there are not.
     */
    private static CloseSessionTxn decodeCloseSession(ByteBuf in, WireReader reader) {
        boolean nothing = reader.remaining() == 0;
        boolean digestAlone =
                reader.remaining() == TreeDigest.BYTES && in.getInt(in.readerIndex()) == TreeDigest.CURRENT_VERSION;
        return nothing || digestAlone ? new CloseSessionTxn(null) : CloseSessionTxn.decode(reader);
    }
}
