/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch.broken.op;

import io.zk4j.server.arch.broken.tree.ImpureTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks a rule on purpose: opens a file outside of storage, and closes a package cycle. */
public final class FileOpeningOperation {
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    public Class<?> neighbour() {
        return ImpureTree.class;
    }
}
