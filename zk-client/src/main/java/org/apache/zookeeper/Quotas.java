/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

/** Where the server keeps quotas: for a node {@code /x}, below {@code /zookeeper/quota/x}. */
public class Quotas {
    /** Root of what the server keeps for itself. */
    public static final String procZookeeper = "/zookeeper";

    /** Root of the quotas. */
    public static final String quotaZookeeper = "/zookeeper/quota";

    /** Name of the node that holds the limits. */
    public static final String limitNode = "zookeeper_limits";

    /** Name of the node that holds the use. */
    public static final String statNode = "zookeeper_stats";

    /**
     * Returns the node below which limits and use of a node are kept.
     *
     * @param path the node with the quota
     * @return the path
     */
    public static String quotaPath(String path) {
        return quotaZookeeper + path;
    }

    /**
     * Returns the node that holds the limits of a node.
     *
     * @param path the node with the quota
     * @return the path
     */
    public static String limitPath(String path) {
        return quotaZookeeper + path + "/" + limitNode;
    }

    /**
     * Returns the node that holds the use of a node.
     *
     * @param path the node with the quota
     * @return the path
     */
    public static String statPath(String path) {
        return quotaZookeeper + path + "/" + statNode;
    }

    /**
     * The node that a path below the root of the quotas is about.
     *
     * @param quotaPath a path below {@link #quotaZookeeper}
     * @return the path
     */
    public static String trimQuotaPath(String quotaPath) {
        return quotaPath.substring(quotaZookeeper.length());
    }
}
