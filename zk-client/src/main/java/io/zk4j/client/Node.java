/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;

/** A znode as it was read: its data (empty if there is none) and its metadata. */
public record Node(Bytes data, Stat stat) {
    /** {@return the data as UTF-8 text} */
    public String text() {
        return data.utf8();
    }
}
