/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import io.zk4j.testing.ServerHandle;
import io.zk4j.testing.ZkTestServer;
import java.nio.file.Path;

/** The asynchronous client against our server. */
class AsyncClientTest extends AsyncClientScenarios {
    @Override
    ServerHandle start(Path folder) {
        return ZkTestServer.builder().set("extendedTypesEnabled", "true").start();
    }
}
