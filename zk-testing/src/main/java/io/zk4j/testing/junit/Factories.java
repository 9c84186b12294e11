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
    /** The client of zk-recipes, which this module cannot depend on: its tests use this module. */
    private static final String FRAMEWORK = "io.zk4j.framework.ZkFramework";

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
        return type == ZkTestCluster.class
                || type == ZkClient.class
                || type == ZooKeeper.class
                || found(type) != null
                || type.getName().equals(FRAMEWORK);
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
        return factory == null ? connect(type, cluster) : make(factory, cluster);
    }

    private static Given connect(Class<?> type, ZkTestCluster cluster) {
        try {
            var client = type.getMethod("connect", String.class).invoke(null, cluster.connectString());
            return new Given(client, (AutoCloseable) client);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("could not connect a " + type.getName(), e);
        }
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
