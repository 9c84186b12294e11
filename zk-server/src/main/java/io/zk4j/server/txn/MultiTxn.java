/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.List;

/**
 * Several transactions that take effect together or not at all.
 *
 * <p>One that failed is logged as well: the part that failed is an {@link ErrorTxn} with its code, the parts behind it
 * are {@link ErrorTxn}s too, and the parts before it keep their bodies but must not be applied.
 */
public record MultiTxn(List<Part> parts) implements Txn {
    /** One of the transactions; its type tells which body it is, as the one in a header would. */
    public record Part(int type, Txn txn) {
        static Part decode(WireReader in) {
            int type = in.readInt();
            return new Part(type, TxnCodec.decodeBody(type, in.readNested()));
        }

        void encode(WireWriter out) {
            out.writeInt(type);
            out.writeNested(txn::encode);
        }
    }

    public MultiTxn {
        parts = List.copyOf(parts);
    }

    public static MultiTxn decode(WireReader in) {
        return new MultiTxn(in.readList(Part::decode));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeList(parts, Part::encode);
    }

    /** Whether some part is an error, so that nothing of this transaction takes effect. */
    public boolean failed() {
        for (Part part : parts) {
            if (part.txn() instanceof ErrorTxn) {
                return true;
            }
        }
        return false;
    }
}
