/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.Created;
import io.zk4j.client.EnsembleChange;
import io.zk4j.client.Node;
import io.zk4j.client.NodeAcl;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.client.SessionState;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.WatchMode;
import io.zk4j.client.Watched;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A session at real servers. */
record LiveSession(ZkClient client) implements SessionClient {
    @Override
    public CompletionStage<Created> create(String path, Bytes data, CreateOptions options) {
        return client.create(path, data, options);
    }

    @Override
    public CompletionStage<Stat> set(String path, Bytes data, int version) {
        return client.set(path, data, version);
    }

    @Override
    public CompletionStage<Void> delete(String path, int version) {
        return client.delete(path, version);
    }

    @Override
    public CompletionStage<List<OpResult>> multi(List<Op> ops) {
        return client.multi(ops);
    }

    @Override
    public CompletionStage<Stat> setAcl(String path, List<Acl> acls, int aclVersion) {
        return client.setAcl(path, acls, aclVersion);
    }

    @Override
    public CompletionStage<Node> get(String path) {
        return client.get(path);
    }

    @Override
    public CompletionStage<Watched<Node>> getAndWatch(String path, Consumer<WatchEvent> listener) {
        return client.getAndWatch(path, listener);
    }

    @Override
    public CompletionStage<Optional<Stat>> exists(String path) {
        return client.exists(path);
    }

    @Override
    public CompletionStage<Watched<Optional<Stat>>> existsAndWatch(String path, Consumer<WatchEvent> listener) {
        return client.existsAndWatch(path, listener);
    }

    @Override
    public CompletionStage<Children> children(String path) {
        return client.children(path);
    }

    @Override
    public CompletionStage<Watched<Children>> childrenAndWatch(String path, Consumer<WatchEvent> listener) {
        return client.childrenAndWatch(path, listener);
    }

    @Override
    public CompletionStage<NodeAcl> acl(String path) {
        return client.acl(path);
    }

    @Override
    public CompletionStage<Void> sync(String path) {
        return client.sync(path);
    }

    @Override
    public CompletionStage<WatchHandle> watch(String path, WatchMode mode, Consumer<WatchEvent> listener) {
        return client.watch(path, mode, listener);
    }

    @Override
    public CompletionStage<Node> config() {
        return client.config();
    }

    @Override
    public CompletionStage<Node> reconfigure(EnsembleChange change) {
        return client.reconfigure(change);
    }

    @Override
    public SessionState state() {
        return client.state();
    }

    @Override
    public void onState(Consumer<SessionState> listener) {
        client.onState(listener);
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        return client.closeAsync();
    }
}
