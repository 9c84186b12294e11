/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Real servers for tests: {@link io.zk4j.testing.ZkTestServer} and {@link io.zk4j.testing.ZkTestCluster} run in the test's JVM,
 * {@link io.zk4j.testing.ZkProcess} and {@link io.zk4j.testing.ZkEnsemble} are servers, ours or Apache's, in processes of their own, and
 * {@link io.zk4j.testing.FaultyProxy} is the bad network in front of one. Everything stays on the loopback address and ends with the JVM
 * that started it.
 *
 * <p>Owned by the test's threads.
 */
@NullMarked
package io.zk4j.testing;

import org.jspecify.annotations.NullMarked;
