/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.apache;

import io.zk4j.testing.ZkProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server of Apache's that has no persistent watches, and breaks the connection of whoever asks for one. */
class RecipesOnOldServersTest extends RecipeScenarios {
    @TempDir
    static Path folder;

    private static ZkProcess server;

    @BeforeAll
    static void start() {
        server = ZkProcess.of(Apache.old(), folder).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    String connectString() {
        return server.connectString();
    }
}
