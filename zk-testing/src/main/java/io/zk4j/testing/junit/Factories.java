/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

import io.zk4j.client.ZkClient;
import io.zk4j.testing.ZkTestCluster;
import java.util.ServiceLoader;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** What can be injected by its type alone, and how it is made. */
final class Factories {
    private Factories() {}

    /** What a test has been given, and how it is closed. */
    record Given(Object value, AutoCloseable closing) {
        void close() {
            try {
                closing.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + value + " was closed", e);
            } catch (Exception e) {
                throw new IllegalStateException("could not close " + value, e);
            }
        }
    }

    static boolean makes(Class<?> type) {
        return type == ZkTestCluster.class || type == ZkClient.class || type == ZooKeeper.class || found(type) != null;
    }

    static Given make(Class<?> type, ZkTestCluster cluster) {
        if (type == ZkTestCluster.class) {
            return new Given(cluster, () -> {});
        }
        if (type == ZkClient.class) {
            var client = cluster.client();
            return new Given(client, client);
        }
        if (type == ZooKeeper.class) {
            var client = cluster.zooKeeper();
            return new Given(client, client);
        }
        var factory = found(type);
        if (factory == null) {
            throw new IllegalArgumentException("nobody makes a " + type.getName() + " for tests");
        }
        return make(factory, cluster);
    }

    private static <C> Given make(ClientFactory<C> factory, ZkTestCluster cluster) {
        C client = factory.open(cluster.connectString());
        return new Given(client, () -> factory.close(client));
    }

    private static @Nullable ClientFactory<?> found(Class<?> type) {
        for (ClientFactory<?> factory : ServiceLoader.load(ClientFactory.class)) {
            if (factory.type() == type) {
                return factory;
            }
        }
        return null;
    }
}
