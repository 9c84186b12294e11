/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.node;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.KeptNode;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A znode that is there as long as this is open: it is created again whenever its session ends or somebody deletes it.
 *
 * <p>Thread-safe. While the connection is suspended the znode stays; after a loss the servers take it away and a new session creates it
 * again, so for others it is gone for a moment. If the path is taken by the ephemeral znode of somebody else, that is waited for to go;
 * a znode that stays is taken over. Same znodes as Curator's {@code PersistentNode}.
 */
public final class PersistentNode implements AutoCloseable {
    private final KeptNode node;

    private PersistentNode(KeptNode node) {
        this.node = node;
    }

    /** Begins to keep a znode of this name; ancestors are made as containers. */
    public static PersistentNode open(ZkFramework zk, CreateOptions options, String path, Bytes data) {
        return open(zk, CreateSpec.of(path, data, options).parents(Parents.CONTAINERS), created -> {});
    }

    /**
     * Begins to keep a znode whose name begins with a GUID, so that a lost reply never leaves a second one behind. The way to keep a
     * sequential znode.
     */
    public static PersistentNode openProtected(ZkFramework zk, CreateOptions options, String path, Bytes data) {
        var spec = CreateSpec.of(path, data, options).parents(Parents.CONTAINERS);
        return open(zk, spec.guid(zk.engine().newGuid()), created -> {});
    }

    /**
     * Begins to keep a znode.
     *
     * @param spec what to create; with a GUID, each new znode gets one of its own
     * @param onCreated is told the path whenever the znode was created, on the executor for callbacks
     */
    public static PersistentNode open(ZkFramework zk, CreateSpec spec, Consumer<String> onCreated) {
        return new PersistentNode(KeptNode.open(zk, spec, onCreated));
    }

    /** Completes with the path when the znode is there for the first time; cancelled if this is closed before. */
    public Pending<String> created() {
        return node.created();
    }

    /** The path of the znode as it is now, with its GUID and number; empty while there is none. */
    public Optional<String> actualPath() {
        return node.actualPath();
    }

    /** The data of the znode, and of those created later. */
    public Bytes data() {
        return node.data();
    }

    /** Replaces the data, now if the znode is there, and of each znode created later. */
    public Pending<Void> setData(Bytes data) {
        return node.setData(data);
    }

    /** Deletes the znode. Completes when it is gone, or goes with its session. Never fails. */
    public Pending<Void> closeAsync() {
        return node.closeAsync();
    }

    @Override
    public void close() {
        node.close();
    }
}
