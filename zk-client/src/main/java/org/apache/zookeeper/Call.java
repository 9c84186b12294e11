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
 * @param request what the server is asked
 * @param change what the answer does to the watches
 * @param result turns the answer into what the application gets
 */
record Call<T>(Request request, @Nullable WatchChange<Watcher> change, Function<Response, T> result) {

    /** A call that does not touch the watches. */
    static <T> Call<T> of(Request request, Function<Response, T> result) {
        return new Call<>(request, null, result);
    }

    /** A call whose only news is that it succeeded. */
    static Call<Response> ofNothing(Request request) {
        return of(request, Function.identity());
    }
}
