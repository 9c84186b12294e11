/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Real servers for tests: {@link io.zk4j.testing.ZkProcess} is a server, ours or Apache's, in a process of its own,
 * {@link io.zk4j.testing.ZkEnsemble} several of them, and {@link io.zk4j.testing.FaultyProxy} the bad network in front of one. Everything stays on the loopback address and ends with the
 * JVM that started it.
 *
 * <p>Owned by the test's thread. Uses the JDK and, to read trees, our client; our server is found by its class name on the class path.
 */
@NullMarked
package io.zk4j.testing;

import org.jspecify.annotations.NullMarked;
