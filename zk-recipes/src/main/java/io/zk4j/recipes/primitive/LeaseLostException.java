/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

/** What was held, or waited for, is lost: the session is over, it can no longer be proved, or somebody else has deleted the znode. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A loss, with what was lost and why. */
    public LeaseLostException(String message) {
        super(message);
    }
}
