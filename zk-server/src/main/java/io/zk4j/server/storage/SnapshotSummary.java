/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import org.jspecify.annotations.Nullable;

/**
 * What a snapshot file was found to hold, besides the sessions and znodes themselves.
 *
 * @param digest null if the file carries none
 * @param lastProcessedZxid null if the file does not tell
 */
public record SnapshotSummary(
        int sessions,
        int aclLists,
        long znodes,
        @Nullable SnapshotDigest digest,
        @Nullable Long lastProcessedZxid) {}
