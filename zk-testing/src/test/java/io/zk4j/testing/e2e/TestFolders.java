/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import java.nio.file.Path;

/** Where the tests find the project's own files. */
public final class TestFolders {
    private TestFolders() {}

    /** The root of the project. */
    public static Path root() {
        return Path.of(System.getProperty("zk4j.root", "..")).toAbsolutePath().normalize();
    }

    /** The folder of this module. */
    public static Path module() {
        return root().resolve("zk-testing");
    }
}
