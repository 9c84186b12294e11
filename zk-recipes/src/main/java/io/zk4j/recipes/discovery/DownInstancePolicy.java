/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import java.time.Duration;

/**
 * When an instance that makes trouble is avoided.
 *
 * @param timeout for how long, counted from its first error
 * @param errorThreshold after how many errors within that time
 */
public record DownInstancePolicy(Duration timeout, int errorThreshold) {
    /** Two errors, 30 seconds: Curator's default. */
    public static final DownInstancePolicy DEFAULT = new DownInstancePolicy(Duration.ofSeconds(30), 2);
}
