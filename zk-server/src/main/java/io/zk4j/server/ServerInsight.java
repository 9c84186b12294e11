/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.core.CoreState;
import io.zk4j.server.core.ServerCore;
import io.zk4j.server.net.word.ConnectionView;
import io.zk4j.server.net.word.WordSources;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What a program that has a server inside itself may see of it and do to it, beside what clients can. Thread-safe.
 *
 * <p>What is asked is answered by the server's own threads; once the server has been closed it may not be answered at all.
 */
public final class ServerInsight {
    private final ServerCore core;
    private final MemberView member;
    private final WordSources.OpenConnections connections;

    ServerInsight(ServerCore core, MemberView member, WordSources.OpenConnections connections) {
        this.core = core;
        this.member = member;
        this.connections = connections;
    }

    /** Role and phase of a member of an ensemble; empty for a server that runs alone. */
    public CompletableFuture<Optional<PeerStatus>> status() {
        return core.ask(state -> Optional.ofNullable(member.status()));
    }

    /** Has the core thread look something up in the tree, the sessions or the watches; everything waits meanwhile. */
    public <T> CompletableFuture<T> ask(Function<CoreState, T> question) {
        return core.ask(question);
    }

    /**
     * Has a session expire as if its client had been silent for too long.
     *
     * @return whether there was such a session, and this server is the one that judges sessions: the leader, or one that runs alone
     */
    public CompletableFuture<Boolean> expire(long sessionId) {
        return core.expire(sessionId);
    }

    /** The open connections of the client port, in no particular order. */
    public CompletableFuture<List<ConnectionView>> connections() {
        return connections.views();
    }
}
