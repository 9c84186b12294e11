/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.txn.TreeDigest;

/**
 * The digest of the whole tree that a snapshot carries.
 *
 * @param zxid the transaction after which the tree had this digest
 */
public record SnapshotDigest(long zxid, TreeDigest digest) {}
