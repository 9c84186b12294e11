/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

import io.zk4j.client.ZkClient;
import java.util.List;

/** A client of a type of its own, as a library on top of the client would have it injected. */
public final class TreeReaderFactory implements ClientFactory<TreeReaderFactory.TreeReader> {
    /** Reads names. */
    public record TreeReader(ZkClient client) {
        /** The names below the root. */
        public List<String> names() {
            return client.children("/").toCompletableFuture().join().names();
        }
    }

    @Override
    public Class<TreeReader> type() {
        return TreeReader.class;
    }

    @Override
    public TreeReader open(String connectString) {
        return new TreeReader(ZkClient.connect(connectString));
    }

    @Override
    public void close(TreeReader reader) {
        reader.client().close();
    }
}
