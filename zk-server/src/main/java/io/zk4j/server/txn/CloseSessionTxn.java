/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends the session named in the header and removes its ephemeral znodes.
 *
 * @param paths the ephemerals when the transaction was made; null if the server that made it did not list them (the
 *     record then has no body at all), and whoever applies it removes what the session owns by then
 */
public record CloseSessionTxn(@Nullable List<String> paths) implements Txn {
    public CloseSessionTxn {
        paths = paths == null ? null : List.copyOf(paths);
    }

    /** Reads a body of which it is known that it is there; see {@link TxnCodec}. */
    static CloseSessionTxn decode(WireReader in) {
        return new CloseSessionTxn(in.readStrings());
    }

    @Override
    public void encode(WireWriter out) {
        if (paths != null) {
            out.writeStrings(paths);
        }
    }
}
