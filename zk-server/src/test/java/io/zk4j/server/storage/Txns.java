/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Transactions to write to logs. */
public final class Txns {
    private Txns() {}

    public static TxnRecord create(long zxid) {
        return create(zxid, "/n" + Long.toHexString(zxid), 10);
    }

    public static TxnRecord create(long zxid, String path, int dataBytes) {
        var data = new byte[dataBytes];
        new Random(zxid).nextBytes(data);
        return record(zxid, 1, new CreateTxn(path, Bytes.wrap(data), Acl.OPEN_UNSAFE, false, (int) zxid));
    }

    public static TxnRecord record(long zxid, int type, Txn txn) {
        return new TxnRecord(
                new TxnHeader(0x1000_0000_0000_0001L, (int) zxid, zxid, 1_700_000_000_000L + zxid, type),
                txn,
                TreeDigest.of(zxid * 31));
    }

    /** Transactions {@code first} to {@code last}. */
    public static List<TxnRecord> creates(long first, long last) {
        var records = new ArrayList<TxnRecord>();
        for (long zxid = first; zxid <= last; zxid++) {
            records.add(create(zxid));
        }
        return records;
    }

    /** Some transaction, with up to {@code dataBytesMax} bytes of data that may contain anything. */
    public static TxnRecord random(Random random, long zxid, int dataBytesMax) {
        int kind = random.nextInt(3);
        if (kind == 0) {
            return record(zxid, 2, new DeleteTxn("/n" + random.nextInt(100)));
        }
        var data = new byte[random.nextInt(dataBytesMax + 1)];
        if (random.nextBoolean()) { // Zeros are what the unused part of a file looks like.
            random.nextBytes(data);
        }
        return kind == 1
                ? create(zxid, "/n" + zxid, data.length)
                : record(zxid, 5, new SetDataTxn("/n" + random.nextInt(100), Bytes.wrap(data), random.nextInt()));
    }
}
