/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.AsyncCallback.StatCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** Measures {@link ZooKeeper}, whichever jar on the class path it comes from. Runs in a JVM of its own. */
@SuppressWarnings("try") // close() throws InterruptedException in Apache's API as well.
final class AllocationsOfZooKeeper {
    private static final String PATH = "/zookeeper-client";

    private AllocationsOfZooKeeper() {}

    /** Takes the connect string, and the bytes of data in the znode. */
    public static void main(String[] arguments) throws Exception {
        var connected = new CountDownLatch(1);
        try (var zk = new ZooKeeper(arguments[0], 30_000, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        })) {
            connected.await();
            var data = new byte[Integer.parseInt(arguments[1])];
            if (zk.exists(PATH, false) == null) {
                zk.create(PATH, data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
            measure(zk, data);
        }
    }

    private static void measure(ZooKeeper zk, byte[] data) throws Exception {
        var stat = new Stat();
        var bytes = new AllocatedBytes();
        bytes.oneByOne("getData", () -> zk.getData(PATH, false, stat));
        bytes.oneByOne("exists", () -> zk.exists(PATH, false));
        bytes.oneByOne("setData", () -> zk.setData(PATH, data, -1));
        DataCallback read = (rc, path, answered, got, gotStat) -> tell(rc, answered);
        StatCallback done = (rc, path, answered, gotStat) -> tell(rc, answered);
        bytes.pipelined("getData", answered -> zk.getData(PATH, false, read, answered));
        bytes.pipelined("exists", answered -> zk.exists(PATH, false, done, answered));
        bytes.pipelined("setData", answered -> zk.setData(PATH, data, -1, done, answered));
    }

    /** An error ends the measurement: whoever waits for the answer waits in vain. */
    private static void tell(int rc, @Nullable Object answered) {
        if (rc != 0 || !(answered instanceof Runnable release)) {
            throw new IllegalStateException("a request was answered with error " + rc);
        }
        release.run();
    }
}
