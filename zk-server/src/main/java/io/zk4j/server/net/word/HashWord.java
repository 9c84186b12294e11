/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The tree's digests at round zxids: {@code hash}. */
final class HashWord implements Word {
    private final WordSources sources;

    HashWord(WordSources sources) {
        this.sources = sources;
    }

    @Override
    public CompletableFuture<String> answer() {
        return sources.core()
                .ask(core -> core.digests().entries().stream()
                        .map(entry ->
                                Long.toHexString(entry.zxid()) + ": " + Long.toUnsignedString(entry.digest()) + "\n")
                        .collect(Collectors.joining()));
    }
}
