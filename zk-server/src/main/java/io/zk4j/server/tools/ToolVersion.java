/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.ServerVersion;
import picocli.CommandLine.IVersionProvider;

/** What every tool answers to {@code --version}. */
final class ToolVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"zk4j " + ServerVersion.own()};
    }
}
