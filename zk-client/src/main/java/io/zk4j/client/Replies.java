/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import static java.util.Objects.requireNonNull;

import io.zk4j.client.session.Chroot;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.ReconfigResponse;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads replies: what came over the wire as what the application gets. */
final class Replies {
    private Replies() {}

    static <R extends Response> R as(Class<R> type, @Nullable Response response) {
        return type.cast(requireNonNull(response, "a reply without error has a body"));
    }

    @SuppressWarnings("NullAway") // The only value of Void.
    static Void nothing(@Nullable Response response) {
        return null;
    }

    static Stat stat(@Nullable Response response) {
        return as(StatResponse.class, response).stat();
    }

    static Optional<Stat> optionalStat(@Nullable Response response) {
        return response == null ? Optional.empty() : Optional.of(stat(response));
    }

    static Node node(@Nullable Response response) {
        var got = as(GetDataResponse.class, response);
        return node(got.data(), got.stat());
    }

    static Node config(@Nullable Response response) {
        var changed = as(ReconfigResponse.class, response);
        return node(changed.data(), changed.stat());
    }

    private static Node node(@Nullable Bytes data, Stat stat) {
        return new Node(data == null ? Bytes.EMPTY : data, stat);
    }

    static Children children(@Nullable Response response) {
        var got = as(GetChildren2Response.class, response);
        return new Children(got.children(), got.stat());
    }

    static List<ReadResult> reads(List<Read> reads, @Nullable Response response) {
        var got = as(MultiResponse.class, response).results();
        var results = new ArrayList<ReadResult>();
        for (int i = 0; i < reads.size(); i++) {
            results.add(read(reads.get(i), got.get(i)));
        }
        return List.copyOf(results);
    }

    private static ReadResult read(Read read, MultiResult result) {
        String path = read.path();
        if (result instanceof MultiResult.Failed failed) {
            var operation = read.request(Chroot.NONE).opCode();
            return new ReadResult.Failed(path, ZkExceptions.refused(operation, path, failed.err()));
        }
        Response response = ((MultiResult.Done) result).response();
        return read instanceof Read.Data
                ? new ReadResult.Data(path, node(response))
                : new ReadResult.Names(
                        path, as(GetChildrenResponse.class, response).children());
    }
}
