/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.NodeExistsException;
import io.zk4j.client.SessionState;
import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkTestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What the tests of this package do as clients. */
final class Calls {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Calls() {}

    /** The result of a call, which must succeed. */
    static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the call failed", e);
        }
    }

    /** The result of a read, which is made again when a connection is lost, as an application does it. */
    static <T> T read(Supplier<CompletionStage<T>> call) {
        var read = new ArrayList<T>();
        await().atMost(PATIENCE).until(() -> {
            try {
                read.add(call.get().toCompletableFuture().join());
                return true;
            } catch (CompletionException e) {
                if (mayBeRepeated(e)) {
                    return false;
                }
                throw e;
            }
        });
        return read.get(0);
    }

    private static boolean mayBeRepeated(CompletionException e) {
        return e.getCause() instanceof ZkException failure && failure.advice() != ZkException.Advice.GIVE_UP;
    }

    /** Creates a znode, as an application does that goes on when a connection is lost. */
    static void createNode(ZkClient client, String path) {
        await().atMost(PATIENCE).until(() -> {
            try {
                client.create(path, Bytes.ofUtf8(path)).toCompletableFuture().join();
                return true;
            } catch (CompletionException e) {
                if (mayBeRepeated(e)) {
                    return false;
                }
                assertThat(e).hasCauseInstanceOf(NodeExistsException.class); // an attempt whose outcome was not known
                return true;
            }
        });
    }

    /** Why a call failed, which must fail. */
    static ZkException failure(CompletionStage<?> stage) {
        try {
            var result = stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("the call succeeded with " + result);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ZkException.class);
            return (ZkException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the call was not answered", e);
        }
    }

    /** A client of one server, connected to it. */
    static ZkClient clientOf(ZkTestServer server) {
        return connected(ZkClient.builder(server.connectString())
                .sessionTimeout(Duration.ofSeconds(30))
                .open());
    }

    static ZkClient connected(ZkClient client) {
        await().atMost(PATIENCE).until(() -> client.state().kind() == SessionState.Kind.CONNECTED);
        return client;
    }

    static long session(ZkClient client) {
        return client.state().sessionId();
    }

    static void awaitState(ZkClient client, SessionState.Kind kind) {
        await().atMost(PATIENCE).until(() -> client.state().kind() == kind);
    }

    /** Waits until something takes less time than this; a machine that is busy with something else may be slow for a while. */
    static void awaitQuick(Duration less, Runnable what) {
        await().atMost(PATIENCE).until(() -> time(what).compareTo(less) < 0);
    }

    /** How long something took. */
    static Duration time(Runnable what) {
        long begun = System.nanoTime();
        what.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
