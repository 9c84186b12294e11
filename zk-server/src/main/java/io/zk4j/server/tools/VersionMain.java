/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.ServerConfig;
import java.util.Optional;

/** Behind {@code zkServer.sh version}. */
public final class VersionMain {
    private VersionMain() {}

    public static void main(String[] arguments) {
        var version = Optional.ofNullable(ServerConfig.class.getPackage().getImplementationVersion());
        System.out.println("zk4j, version " + version.orElse("unknown (not run from its jar)")
                + ", with the protocols and files of Apache ZooKeeper 3.9");
    }
}
