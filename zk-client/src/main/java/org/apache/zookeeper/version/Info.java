/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.version;

import org.jspecify.annotations.Nullable;

/** The version of Apache's API that this client has: applications compare it to know what they may call. */
public interface Info {
    /** First part of the version. */
    int MAJOR = 3;
    /** Second part of the version. */
    int MINOR = 9;
    /** Third part of the version. */
    int MICRO = 5;

    /** What follows the numbers, as in {@code -beta}; null for a release. */
    @Nullable
    String QUALIFIER = null;

    /** Not used any more. */
    int REVISION = -1;

    /** This is not a build of Apache's sources. */
    String REVISION_HASH = "zk4j";

    /** Not recorded, so that equal sources give equal jars. */
    String BUILD_DATE = "unknown";
}
