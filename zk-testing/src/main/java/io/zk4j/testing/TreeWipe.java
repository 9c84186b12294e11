/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.client.NoAuthException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NotEmptyException;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.server.tree.SystemNodes;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Makes the tree of a test's servers as that of a new database, as the one who may do everything. */
final class TreeWipe {
    private TreeWipe() {}

    /** Deletes every znode but those that a new database has, and makes these as they are there. What is created meanwhile may stay. */
    static void wipe(TestClients clients) {
        try (var client = clients.client()) {
            client.addAuth("digest", Bytes.ofUtf8(ServerSetup.SUPERUSER));
            children(client, "/").forEach(path -> delete(client, path));
            for (var path : List.of("/", SystemNodes.ZOOKEEPER, SystemNodes.QUOTA)) {
                makeAsNew(client, path, Acl.OPEN_UNSAFE);
            }
            makeAclAsNew(client, SystemNodes.CONFIG, Acl.READ_UNSAFE); // its data is the ensemble's
        } catch (CompletionException e) {
            var hint = e.getCause() instanceof NoAuthException
                    ? "; the fixture may do everything unless a test sets DigestAuthenticationProvider.superDigest"
                    : "";
            throw new IllegalStateException("could not empty the tree: " + e.getMessage() + hint, e);
        }
    }

    /** With all below it, as far as it may be deleted at all. */
    private static void delete(ZkClient client, String path) {
        for (boolean gone = false; !gone; ) {
            children(client, path).forEach(child -> delete(client, child));
            gone = SystemNodes.isPermanent(path) || tryDelete(client, path);
        }
    }

    private static boolean tryDelete(ZkClient client, String path) {
        try {
            client.delete(path).toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof NotEmptyException) {
                return false; // somebody has created one more
            }
            if (e.getCause() instanceof NoNodeException) {
                return true;
            }
            throw e;
        }
    }

    private static void makeAsNew(ZkClient client, String path, List<Acl> acls) {
        makeAclAsNew(client, path, acls);
        if (!client.get(path).toCompletableFuture().join().data().isEmpty()) {
            client.set(path, Bytes.EMPTY).toCompletableFuture().join();
        }
    }

    private static void makeAclAsNew(ZkClient client, String path, List<Acl> acls) {
        if (!client.acl(path).toCompletableFuture().join().acls().equals(acls)) {
            client.setAcl(path, acls, -1).toCompletableFuture().join();
        }
    }

    private static List<String> children(ZkClient client, String path) {
        try {
            var prefix = path.equals("/") ? path : path + "/";
            return client.children(path).toCompletableFuture().join().names().stream()
                    .map(name -> prefix + name)
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoNodeException) {
                return List.of();
            }
            throw e;
        }
    }
}
