/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.session.WatchChange;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation as it will be asked for, with the way to read its answer.
 *
 * @param path what the application named, for exceptions and callbacks
 * @param request the same for the server
 * @param change what the answer does to the watches
 * @param result turns the answer into what the application gets
 */
record Call<T>(
        @Nullable String path, Request request, @Nullable WatchChange<Watcher> change, Function<Response, T> result) {

    /** A call that does not touch the watches. */
    static <T> Call<T> of(@Nullable String path, Request request, Function<Response, T> result) {
        return new Call<>(path, request, null, result);
    }

    /** A call whose only news is that it succeeded. */
    static Call<Response> ofNothing(String path, Request request) {
        return of(path, request, Function.identity());
    }
}
