/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.Optional;

/** Which server this is, in the form in which Apache's servers say it, because monitoring takes it apart. */
public final class ServerVersion {
    /** The release whose protocols and files are matched; programs compare it to learn what they may ask for. */
    public static final String COMPATIBLE_WITH = "3.9.5";

    private ServerVersion() {}

    /** The version of zk4j itself. */
    public static String own() {
        return Optional.ofNullable(ServerVersion.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    /** As the words {@code srvr}, {@code envi} and {@code mntr} show it. */
    public static String line() {
        return COMPATIBLE_WITH + "-zk4j-" + own() + ", built on 2026-01-01 00:00 UTC";
    }
}
