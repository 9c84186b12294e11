/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The node that one client writes and others watch, with what is known of its history. */
record Target(int number, NavigableSet<Long> acknowledged) {

    /**
     * A node without a history.
     *
     * @param number of the client that writes it
     */
    static Target of(int number) {
        return new Target(number, new ConcurrentSkipListSet<>());
    }

    String path() {
        return "/fire/c" + number;
    }

    String ephemeralPath() {
        return "/fire/e" + number;
    }

    /** Notes a transaction on the node or its children, of which the server has told the zxid. */
    void acknowledge(long zxid) {
        acknowledged.add(zxid);
    }
}
