/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import io.zk4j.testing.ServerHandle;
import io.zk4j.testing.ZkTestServer;
import java.nio.file.Path;

/** The client API against our server. */
class ClientApiTest extends ClientApiScenarios {
    @Override
    ServerHandle start(Path folder) {
        return ZkTestServer.builder().set("extendedTypesEnabled", "true").start();
    }
}
