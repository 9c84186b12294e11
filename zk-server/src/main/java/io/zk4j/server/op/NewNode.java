/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A znode that somebody wants to create, whatever the request was called.
 *
 * @param owner the stored owner, which is the kind of the znode
 */
record NewNode(String path, @Nullable Bytes data, List<Acl> acls, CreateMode mode, long owner) {}
