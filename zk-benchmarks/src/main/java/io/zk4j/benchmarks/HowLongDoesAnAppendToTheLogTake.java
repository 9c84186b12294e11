/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.StorageOptions;
import io.zk4j.server.storage.TxnLog;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Transactions of 100 bytes that go to the log together and are made safe together; per batch, with fsync and without. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class HowLongDoesAnAppendToTheLogTake {
    private static final long LOG_BYTES_MAX = 1L << 30;

    @Param({"true", "false"})
    private boolean fsync;

    @Param({"1", "100"})
    private int batch;

    private final Bytes data = Bytes.wrap(new byte[100]);
    private Path folder;
    private DataDirectory directory;
    private TxnLog log;
    private long zxid;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "log");
        var options = StorageOptions.builder(folder)
                .forceSync(fsync)
                .logBytesMax(LOG_BYTES_MAX)
                .build();
        directory = DataDirectory.open(options);
        log = directory.openLog(0);
    }

    @Benchmark
    public void appendAndSync() throws IOException {
        for (int i = 0; i < batch; i++) {
            zxid++;
            var header = new TxnHeader(1, 1, zxid, 1, OpCode.SET_DATA.code());
            log.append(new TxnRecord(header, new SetDataTxn("/some/path", data, 1), null));
        }
        log.sync();
    }

    @TearDown
    public void close() throws IOException {
        log.close();
        directory.close();
        Folders.delete(folder);
    }
}
