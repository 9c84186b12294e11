/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.util.Arrays;
import org.apache.curator.test.TestingCluster;
import org.apache.zookeeper.ZooKeeper;

/** Starts and stops three servers of curator-test so many times, and prints the median until a client was served, in milliseconds. */
public final class CuratorClusterStarts {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private CuratorClusterStarts() {}

    /** Servers that nobody can end may be left if it fails, so it always ends itself. */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            measure(Integer.parseInt(arguments[0]));
            status = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(status);
        }
    }

    private static void measure(int rounds) throws Exception {
        var millis = new long[rounds];
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
    }

    private static void awaitService(String connectString) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        var client = new ZooKeeper(connectString, 30_000, event -> {});
        try {
            while (!client.getState().isConnected()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(connectString + " serves nobody");
                }
                Thread.onSpinWait();
            }
        } finally {
            client.close();
        }
    }
}
