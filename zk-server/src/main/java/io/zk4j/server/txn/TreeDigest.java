/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/**
 * Checksum of the whole tree as it is after a transaction, so that servers whose trees drifted apart notice.
 *
 * @param version how the value was computed; values of different versions cannot be compared
 * @param value the sum over all znodes
 */
public record TreeDigest(int version, long value) {
    /** The version that this server computes. */
    public static final int CURRENT_VERSION = 2;

    /** Length of the encoded digest. */
    public static final int BYTES = 12;

    /** A digest computed by this server. */
    public static TreeDigest of(long value) {
        return new TreeDigest(CURRENT_VERSION, value);
    }

    /** Reads a digest as it follows a transaction's body. */
    public static TreeDigest decode(WireReader in) {
        return new TreeDigest(in.readInt(), in.readLong());
    }

    /** Writes the digest. */
    public void encode(WireWriter out) {
        out.writeInt(version);
        out.writeLong(value);
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(value) + " (version " + version + ")";
    }
}
