/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.testing;

import io.zk4j.framework.ZkFramework;
import io.zk4j.testing.junit.ClientFactory;
import java.time.Duration;

/** Has the client that the service uses injected into tests; named in {@code META-INF/services}. */
public final class FrameworkFactory implements ClientFactory<ZkFramework> {
    @Override
    public Class<ZkFramework> type() {
        return ZkFramework.class;
    }

    @Override
    public ZkFramework open(String connectString) {
        return ZkFramework.builder(connectString)
                .sessionTimeout(Duration.ofSeconds(20)) // longer than servers that fail over, or a busy machine
                .open();
    }

    @Override
    public void close(ZkFramework client) {
        client.close();
    }
}
