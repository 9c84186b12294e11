/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.TreeListener;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Transactions applied to a tree, and reads of it, by how many children the one parent has: that number must not matter. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class HowLongDoesAChangeOfTheTreeTake {
    private static final String PARENT = "/parent";
    private static final String OTHER = PARENT + "/other";

    @Param({"1", "1000", "100000"})
    private int children;

    private final Bytes data = Bytes.wrap(new byte[100]);
    private final DataTree tree = new DataTree(true);
    private long zxid;

    @Setup
    public void fill() {
        create(PARENT);
        for (int i = 0; i < children; i++) {
            create(PARENT + "/" + i);
        }
    }

    /** Both, so that the tree stays as it is. */
    @Benchmark
    public Applied createAndDelete() {
        create(OTHER);
        return apply(OpCode.DELETE, new DeleteTxn(OTHER));
    }

    @Benchmark
    public Applied set() {
        return apply(OpCode.SET_DATA, new SetDataTxn(PARENT + "/0", data, (int) zxid));
    }

    @Benchmark
    public @Nullable Znode get() {
        return tree.get(PARENT + "/0");
    }

    private void create(String path) {
        apply(OpCode.CREATE, new CreateTxn(path, data, Acl.OPEN_UNSAFE, false, CreateTxn.PARENT_COUNT_UNKNOWN));
    }

    private Applied apply(OpCode type, Txn txn) {
        zxid++;
        return tree.apply(new TxnHeader(1, 1, zxid, 1, type.code()), txn, TreeListener.NONE);
    }
}
