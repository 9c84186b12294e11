/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer of the operations that have nothing to say beyond the header, for example {@code delete} and {@code ping}.
 */
public record EmptyResponse() implements Response {
    @Override
    public void encode(WireWriter out) {
        // There is nothing behind the header.
    }
}
