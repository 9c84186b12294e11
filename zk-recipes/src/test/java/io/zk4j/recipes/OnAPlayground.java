/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import io.zk4j.framework.ZkFramework;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests that share one server and two programs, each in places of its own. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class OnAPlayground {
    protected final Playground playground = new Playground();
    protected final ZkFramework zk = playground.newClient();
    protected final ZkFramework other = playground.newClient();

    @AfterAll
    void close() {
        playground.close();
    }
}
