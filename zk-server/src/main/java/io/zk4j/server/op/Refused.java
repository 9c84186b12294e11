/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;

/** The answer of an operation that cannot be done: an ordinary outcome, so it carries a code and no stack trace. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public Refused(ErrorCode code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
