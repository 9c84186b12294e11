/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

/** How long an instance stays registered. The names are those in the JSON. */
public enum ServiceType {
    /** As long as its program has a session; the usual kind. */
    DYNAMIC,
    /** Until it is unregistered or its discovery is closed, whether its program lives or not. */
    STATIC,
    /** Until it is unregistered. */
    PERMANENT,
    /** As {@link #DYNAMIC}, with a number behind the id. */
    DYNAMIC_SEQUENTIAL;

    /** Whether the registration goes with the session. */
    public boolean isDynamic() {
        return this == DYNAMIC || this == DYNAMIC_SEQUENTIAL;
    }
}
