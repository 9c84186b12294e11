/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import io.zk4j.testing.ZkDistribution;

/** The asynchronous client against our server. */
class AsyncClientTest extends AsyncClientScenarios {
    @Override
    ZkDistribution distribution() {
        return ZkDistribution.zk4j();
    }
}
