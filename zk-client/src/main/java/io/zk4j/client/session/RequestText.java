/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SyncRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names a request in a message: its operation and its path. */
public final class RequestText {
    private static final Map<Class<? extends Request>, Function<Request, @Nullable String>> PATHS = Map.ofEntries(
            entry(AddWatchRequest.class, AddWatchRequest::path),
            entry(CheckRequest.class, CheckRequest::path),
            entry(CheckWatchesRequest.class, CheckWatchesRequest::path),
            entry(CreateRequest.class, CreateRequest::path),
            entry(CreateTtlRequest.class, CreateTtlRequest::path),
            entry(DeleteContainerRequest.class, DeleteContainerRequest::path),
            entry(DeleteRequest.class, DeleteRequest::path),
            entry(ExistsRequest.class, ExistsRequest::path),
            entry(GetAclRequest.class, GetAclRequest::path),
            entry(GetAllChildrenNumberRequest.class, GetAllChildrenNumberRequest::path),
            entry(GetChildren2Request.class, GetChildren2Request::path),
            entry(GetChildrenRequest.class, GetChildrenRequest::path),
            entry(GetDataRequest.class, GetDataRequest::path),
            entry(GetEphemeralsRequest.class, GetEphemeralsRequest::prefixPath),
            entry(MultiReadRequest.class, request -> several(request.requests())),
            entry(MultiRequest.class, request -> several(request.requests())),
            entry(RemoveWatchesRequest.class, RemoveWatchesRequest::path),
            entry(SetAclRequest.class, SetAclRequest::path),
            entry(SetDataRequest.class, SetDataRequest::path),
            entry(SyncRequest.class, SyncRequest::path));

    private RequestText() {}

    static String of(Request request) {
        String operation = operation(request.opCode());
        var path = PATHS.get(request.getClass());
        String where = path == null ? null : path.apply(request);
        return where == null ? operation : operation + ' ' + where;
    }

    /** The operation as the protocol spells it, as in {@code getChildren2}. */
    public static String operation(OpCode opCode) {
        var words = opCode.name().split("_", -1);
        var text = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
            text.append(words[i].charAt(0)).append(words[i].substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /**
     * What may be wrong with a request that a server has answered with {@code MARSHALLING_ERROR}: this client's limit let it pass, the
     * server's may be lower.
     */
    public static String notTaken(Request request) {
        String size = "the server cannot take it (MARSHALLING_ERROR): the request takes " + Frames.bytesOf(request)
                + " bytes; if that is more than the server's jute.maxbuffer, send less, or raise the setting there";
        return request.opCode() == OpCode.MULTI_READ
                ? size + "; if not, the answer is more than the server gives at once, ask for less"
                : size;
    }

    private static String several(List<Request> requests) {
        return requests.isEmpty()
                ? "of nothing"
                : "of " + requests.size() + " operations, the first: " + of(requests.get(0));
    }

    private static <R extends Request> Map.Entry<Class<? extends Request>, Function<Request, @Nullable String>> entry(
            Class<R> type, Function<R, @Nullable String> path) {
        return Map.entry(type, request -> path.apply(type.cast(request)));
    }
}
