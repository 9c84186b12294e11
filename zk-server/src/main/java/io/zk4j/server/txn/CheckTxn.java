/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/**
 * A version check that held; changes nothing and occurs only as a part of a {@link MultiTxn}.
 *
 * @param version the version that was found, plus one, as the reference server writes it
 */
public record CheckTxn(String path, int version) implements Txn {
    public static CheckTxn decode(WireReader in) {
        return new CheckTxn(in.readString(), in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeInt(version);
    }
}
