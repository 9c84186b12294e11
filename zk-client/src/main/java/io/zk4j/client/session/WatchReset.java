/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sets all watches of a registry again on a new connection, in requests that each stay well below the frame limit. */
final class WatchReset {
    /** Path text in one request. */
    static final int TEXT_BYTES_MAX = 128 * 1024;

    private final long relativeZxid;
    private final boolean persistent;
    private final int textBytesMax;
    private final List<Request> requests = new ArrayList<>();
    private final Map<Kind, List<String>> chunk = new EnumMap<>(Kind.class);
    private int chunkBytes;

    private WatchReset(long relativeZxid, boolean persistent, int textBytesMax) {
        this.relativeZxid = relativeZxid;
        this.persistent = persistent;
        this.textBytesMax = textBytesMax;
    }

    /**
     * The requests to send, none for an empty registry.
     *
     * @param relativeZxid what the client knows already: the server fires at once what has changed since
     */
    static List<Request> of(WatchRegistry<?> registry, long relativeZxid, int frameBytesMax) {
        // A server older than 3.6 knows only the first form, so the second is used only where it is needed.
        boolean persistent = !registry.paths(Kind.PERSISTENT).isEmpty()
                || !registry.paths(Kind.PERSISTENT_RECURSIVE).isEmpty();
        var reset = new WatchReset(relativeZxid, persistent, Math.min(TEXT_BYTES_MAX, frameBytesMax / 2));
        for (Kind kind : Kind.values()) {
            registry.paths(kind).forEach(path -> reset.add(kind, path));
        }
        reset.endChunk();
        return reset.requests;
    }

    private void add(Kind kind, String path) {
        int bytes = Integer.BYTES + 3 * path.length();
        if (chunkBytes + bytes > textBytesMax) {
            endChunk();
        }
        chunk.computeIfAbsent(kind, k -> new ArrayList<>()).add(path);
        chunkBytes += bytes;
    }

    private void endChunk() {
        if (chunk.isEmpty()) {
            return;
        }
        requests.add(
                persistent
                        ? new SetWatches2Request(
                                relativeZxid,
                                paths(Kind.DATA),
                                paths(Kind.EXIST),
                                paths(Kind.CHILD),
                                paths(Kind.PERSISTENT),
                                paths(Kind.PERSISTENT_RECURSIVE))
                        : new SetWatchesRequest(relativeZxid, paths(Kind.DATA), paths(Kind.EXIST), paths(Kind.CHILD)));
        chunk.clear();
        chunkBytes = 0;
    }

    private List<String> paths(Kind kind) {
        return chunk.getOrDefault(kind, List.of());
    }
}
