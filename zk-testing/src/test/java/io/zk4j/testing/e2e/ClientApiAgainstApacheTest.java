/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import io.zk4j.testing.ServerHandle;
import io.zk4j.testing.ZkProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The client API against Apache's server: the same scenarios with the same outcomes. */
@Tag("foreign")
class ClientApiAgainstApacheTest extends ClientApiScenarios {
    @Override
    ServerHandle start(Path folder) {
        return ZkProcess.of(Foreign.apacheServer(), folder)
                .set("extendedTypesEnabled", "true")
                .set("forceSync", "no")
                .start();
    }
}
