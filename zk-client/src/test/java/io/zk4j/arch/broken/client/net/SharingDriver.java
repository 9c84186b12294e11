/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.arch.broken.client.net;

import io.zk4j.arch.broken.client.session.ImpatientMachine;

/** Breaks rules on purpose: state shared without a reason, and a package cycle. */
public final class SharingDriver {
    private long shared;

    public long shared() {
        synchronized (this) {
            return shared++;
        }
    }

    public Class<?> neighbour() {
        return ImpatientMachine.class;
    }
}
