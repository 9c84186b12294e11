/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

/** Says where the servers are, anew for each session. Called by steps of the turn, so it must not block. */
@FunctionalInterface
public interface EnsembleProvider {
    /** Servers and an optional chroot, as in {@code zk1:2181,zk2:2181/app}. */
    String connectString();
}
