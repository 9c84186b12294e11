/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.txn.CheckTxn;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateContainerTxn;
import io.zk4j.server.txn.CreateTtlTxn;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.MultiTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Transactions in short, for tests of the tree. */
final class Trees {
    private Trees() {}

    static TxnHeader header(long zxid) {
        return header(zxid, 7);
    }

    static TxnHeader header(long zxid, long sessionId) {
        return new TxnHeader(sessionId, 0, zxid, zxid * 1_000, OpCode.CREATE.code()); // the body tells the type
    }

    static Applied apply(DataTree tree, long zxid, Txn txn) {
        return tree.apply(header(zxid), txn, TreeListener.NONE);
    }

    static CreateTxn creation(String path, int parentCreateCount) {
        return new CreateTxn(path, Bytes.ofUtf8("data"), Acl.OPEN_UNSAFE, false, parentCreateCount);
    }

    static CreateTxn ephemeral(String path, int parentCreateCount) {
        return new CreateTxn(path, Bytes.ofUtf8("data"), Acl.OPEN_UNSAFE, true, parentCreateCount);
    }

    static CreateContainerTxn container(String path, int parentCreateCount) {
        return new CreateContainerTxn(path, Bytes.EMPTY, Acl.OPEN_UNSAFE, parentCreateCount);
    }

    static CreateTtlTxn ttl(String path, int parentCreateCount, long ttlMillis) {
        return new CreateTtlTxn(path, null, Acl.OPEN_UNSAFE, parentCreateCount, ttlMillis);
    }

    static DeleteTxn deletion(String path) {
        return new DeleteTxn(path);
    }

    static SetDataTxn newData(String path, String data, int version) {
        return new SetDataTxn(path, Bytes.ofUtf8(data), version);
    }

    static CloseSessionTxn closing(String... paths) {
        return new CloseSessionTxn(List.of(paths));
    }

    static MultiTxn multi(Txn... parts) {
        return new MultiTxn(Arrays.stream(parts)
                .map(txn -> new MultiTxn.Part(typeOf(txn), txn))
                .toList());
    }

    private static int typeOf(Txn txn) {
        if (txn instanceof ErrorTxn) {
            return OpCode.ERROR.code();
        }
        return txn instanceof CheckTxn ? OpCode.CHECK.code() : OpCode.CREATE.code();
    }

    /** Everything that can be known of a tree, to compare two. */
    static Map<String, String> contents(DataTree tree) {
        var contents = new TreeMap<String, String>();
        tree.walk(node -> contents.put(
                node.path(),
                node.stat() + " " + node.createCount() + " " + Long.toHexString(node.ephemeralOwner()) + " "
                        + node.acls() + " "
                        + (node.data() == null ? "null" : node.data().utf8()) + " "
                        + tree.view().children(node).stream().sorted().toList()));
        return contents;
    }

    /** The digest as the sum over all znodes, without shortcuts. */
    static long digestFromScratch(DataTree tree) {
        var digester = new NodeDigest();
        var sum = new long[1];
        tree.walk(node -> sum[0] += digester.of(node));
        return sum[0];
    }
}
