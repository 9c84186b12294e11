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
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One session, as far as the framework uses it: {@link io.zk4j.client.ZkClient} in life, a simulated one where faults are tested by the
 * thousand. The methods are those of the client; stages complete and watches fire on the {@link Turn} that it was opened with.
 */
public interface SessionClient {
    /** Opens a session whose stages complete, and whose watches and states are told, on the turn. */
    @FunctionalInterface
    interface Source {
        /**
         * Begins to connect, without waiting for it.
         *
         * @throws RuntimeException if the settings cannot be used, saying which
         */
        SessionClient open(Turn turn);
    }

    CompletionStage<Created> create(String path, Bytes data, CreateOptions options);

    CompletionStage<Stat> set(String path, Bytes data, int version);

    CompletionStage<Void> delete(String path, int version);

    CompletionStage<List<OpResult>> multi(List<Op> ops);

    CompletionStage<Stat> setAcl(String path, List<Acl> acls, int aclVersion);

    CompletionStage<Node> get(String path);

    CompletionStage<Watched<Node>> getAndWatch(String path, Consumer<WatchEvent> listener);

    CompletionStage<Optional<Stat>> exists(String path);

    CompletionStage<Watched<Optional<Stat>>> existsAndWatch(String path, Consumer<WatchEvent> listener);

    CompletionStage<Children> children(String path);

    CompletionStage<Watched<Children>> childrenAndWatch(String path, Consumer<WatchEvent> listener);

    CompletionStage<NodeAcl> acl(String path);

    CompletionStage<Void> sync(String path);

    CompletionStage<WatchHandle> watch(String path, WatchMode mode, Consumer<WatchEvent> listener);

    CompletionStage<Node> config();

    CompletionStage<Node> reconfigure(EnsembleChange change);

    /** Where the session stands, also for how long it is provably alive. */
    SessionState state();

    /** Tells the present state and every later one, on the turn. */
    void onState(Consumer<SessionState> listener);

    /** Ends the session. Never fails. */
    CompletionStage<Void> closeAsync();
}
