/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** What starting another JVM needs to know about this one. */
final class JavaProcesses {
    private JavaProcesses() {}

    /** The jar or folder that a class was loaded from. */
    static Path homeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type + " comes from", e);
        }
    }
}
