/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import org.apache.zookeeper.version.Info;

/** Tells the version of Apache's API that this client has. */
public class Version implements Info {
    /**
     * Not used any more; -1.
     *
     * @return always -1
     */
    public static int getRevision() {
        return REVISION;
    }

    /** {@return which sources this was built from} */
    public static String getRevisionHash() {
        return REVISION_HASH;
    }

    /** {@return when it was built, if that was recorded} */
    public static String getBuildDate() {
        return BUILD_DATE;
    }

    /** {@return the version in the form {@code 3.9.5}} */
    public static String getVersion() {
        return MAJOR + "." + MINOR + "." + MICRO + (QUALIFIER == null ? "" : "-" + QUALIFIER);
    }

    /** {@return version and sources} */
    public static String getVersionRevision() {
        return getVersion() + "-" + getRevisionHash();
    }

    /** {@return version, sources and date, as logs show it} */
    public static String getFullVersion() {
        return getVersionRevision() + ", built on " + getBuildDate();
    }
}
