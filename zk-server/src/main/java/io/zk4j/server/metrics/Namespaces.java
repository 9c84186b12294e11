/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

/** The topmost znodes, which Apache's names call namespaces: for each of them some metrics exist once. */
public final class Namespaces {
    private Namespaces() {}

    /** The namespace of a path: its first name, empty for the root. */
    public static String of(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }

    /** The name under which a namespace's metric is shown. */
    public static String metric(String namespace, String metric) {
        return namespace + "_" + metric;
    }
}
