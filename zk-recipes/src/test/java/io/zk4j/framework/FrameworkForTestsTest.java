/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.junit.FromCluster;
import io.zk4j.testing.junit.ZkCluster;
import org.junit.jupiter.api.Test;

@ZkCluster(servers = 1)
class FrameworkForTestsTest {
    @FromCluster
    private ZkFramework field;

    @Test
    void isInjectedWithoutFurtherAdo(ZkFramework parameter, ZkTestCluster cluster) {
        field.create("/node", Bytes.EMPTY).toCompletableFuture().join();
        assertThat(parameter.exists("/node").toCompletableFuture().join()).isPresent();
        assertThat(cluster.server(1).connectedSessions()).hasSize(2);
    }
}
