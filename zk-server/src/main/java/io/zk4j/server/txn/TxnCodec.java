/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

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

    /** Appends a transaction. */
    public static void encode(TxnRecord record, WireWriter out) {
        record.header().encode(out);
        record.txn().encode(out);
        var digest = record.digest();
        if (digest != null) {
            digest.encode(out);
        }
    }

    /**
     * Reads a transaction that fills what is left of {@code in}. Bytes behind it that are not a digest are left unread: a
     * later version may put more there.
     *
     * @throws MalformedFrameException if the bytes are no transaction, or one of a type that is not known
     */
    public static TxnRecord decode(WireReader in) {
        var header = TxnHeader.decode(in);
        var txn = header.type() == OpCode.CLOSE_SESSION.code() ? decodeCloseSession(in) : decodeBody(header.type(), in);
        return new TxnRecord(header, txn, in.remaining() >= TreeDigest.BYTES ? TreeDigest.decode(in) : null);
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
    private static CloseSessionTxn decodeCloseSession(WireReader in) {
        boolean nothing = in.remaining() == 0;
        boolean digestAlone = in.remaining() == TreeDigest.BYTES && in.peekInt() == TreeDigest.CURRENT_VERSION;
        return nothing || digestAlone ? new CloseSessionTxn(null) : CloseSessionTxn.decode(in);
    }
}
