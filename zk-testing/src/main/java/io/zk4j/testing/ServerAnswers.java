/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.ServerInsight;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What one server of a test says of itself. Thread-safe. */
final class ServerAnswers {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final ServerLife life;

    ServerAnswers(String name, ServerLife life) {
        this.name = name;
        this.life = life;
    }

    ServerRole role() {
        var server = life.server();
        if (server == null || !life.isRunning()) {
            return ServerRole.DOWN;
        }
        if (life.clock().isStopped()) {
            return ServerRole.PAUSED;
        }
        if (!life.config().isEnsemble()) {
            return ServerRole.STANDALONE;
        }
        return answer(server.insight().status()).map(ServerAnswers::roleOf).orElse(ServerRole.DOWN);
    }

    Optional<PeerStatus> status() {
        var server = life.server();
        return server == null ? Optional.empty() : answer(server.insight().status());
    }

    ServerInsight insight() {
        var server = life.server();
        if (server == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return server.insight();
    }

    /** What comes of a question, which is answered soon or not at all. */
    <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(name + " does not answer: it is paused, or has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was asked something", e);
        }
    }

    private static ServerRole roleOf(PeerStatus status) {
        if (status.phase() != ZabPhase.BROADCAST) {
            return ServerRole.LOOKING;
        }
        return switch (status.state()) {
            case LOOKING -> ServerRole.LOOKING;
            case FOLLOWING -> ServerRole.FOLLOWER;
            case LEADING -> ServerRole.LEADER;
            case OBSERVING -> ServerRole.OBSERVER;
        };
    }
}
