/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.util.Arrays;
import org.apache.curator.test.TestingCluster;
import org.apache.zookeeper.ZooKeeper;

/** Starts and stops three servers of curator-test so many times, and prints the median until a client was served, in milliseconds. */
public final class CuratorClusterStarts {
    private CuratorClusterStarts() {}

    public static void main(String[] arguments) throws Exception {
        var millis = new long[Integer.parseInt(arguments[0])];
        for (int round = 0; round < millis.length; round++) {
            long begun = System.nanoTime();
            try (var cluster = new TestingCluster(3)) {
                cluster.start();
                for (var server : cluster.getInstances()) {
                    awaitService(server.getConnectString());
                }
                millis[round] = (System.nanoTime() - begun) / 1_000_000;
            }
        }
        Arrays.sort(millis);
        System.out.println("median millis: " + millis[millis.length / 2]);
        System.exit(0);
    }

    private static void awaitService(String connectString) throws Exception {
        var client = new ZooKeeper(connectString, 30_000, event -> {});
        try {
            while (!client.getState().isConnected()) {
                Thread.onSpinWait();
            }
        } finally {
            client.close();
        }
    }
}
