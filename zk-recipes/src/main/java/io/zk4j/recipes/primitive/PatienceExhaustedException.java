/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import java.time.Duration;

/** What was waited for was not granted in time. The place in the line was given up. */
public final class PatienceExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A wait that was too long. */
    public PatienceExhaustedException(String path, Duration patience) {
        super(path + " was not granted within " + patience.toMillis() + " ms; the place in the line is given up");
    }
}
