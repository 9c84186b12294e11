/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
@org.jspecify.annotations.NullMarked
package io.zk4j.client.security;
