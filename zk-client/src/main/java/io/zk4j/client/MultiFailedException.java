/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import org.jspecify.annotations.Nullable;

/** One operation of a multi has failed, so none was carried out. */
public final class MultiFailedException extends ZkException {
    private static final long serialVersionUID = 1L;

    /** Which operation failed, counted from zero. */
    private final int index;
    /** Why it failed. */
    private final ZkException failure;

    MultiFailedException(int index, ZkException failure, @Nullable String path) {
        super(
                failure.code(),
                path,
                failure.advice(),
                "multi: operation " + index + " failed, none was carried out: " + failure.getMessage());
        this.index = index;
        this.failure = failure;
    }

    /** {@return which operation failed, counted from zero} */
    public int index() {
        return index;
    }

    /** {@return why it failed} */
    public ZkException failure() {
        return failure;
    }
}
