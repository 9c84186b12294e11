/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Who watches what: {@code wchs}, {@code wchc}, {@code wchp}. Like Apache's, they leave child watches out. */
final class WatchWords {
    private final WordSources sources;

    WatchWords(WordSources sources) {
        this.sources = sources;
    }

    CompletableFuture<String> wchs() {
        return sources.core().ask(core -> {
            var watchers = new HashSet<Long>();
            var paths = new HashSet<String>();
            core.watches().forEachDataWatch((path, watcher) -> {
                watchers.add(watcher.sessionId());
                paths.add(path);
            });
            return watchers.size() + " connections watching " + paths.size() + " paths\nTotal watches:"
                    + core.watches().dataWatchCount() + "\n";
        });
    }

    CompletableFuture<String> wchc() {
        return sources.core()
                .ask(core -> {
                    Map<String, Set<String>> bySession = new TreeMap<>();
                    core.watches()
                            .forEachDataWatch((path, watcher) -> bySession
                                    .computeIfAbsent(hex(watcher.sessionId()), id -> new TreeSet<>())
                                    .add(path));
                    return bySession;
                })
                .thenApply(WatchWords::indented);
    }

    CompletableFuture<String> wchp() {
        return sources.core()
                .ask(core -> {
                    Map<String, Set<String>> byPath = new TreeMap<>();
                    core.watches()
                            .forEachDataWatch((path, watcher) -> byPath.computeIfAbsent(path, p -> new TreeSet<>())
                                    .add(hex(watcher.sessionId())));
                    return byPath;
                })
                .thenApply(WatchWords::indented);
    }

    private static String hex(long sessionId) {
        return "0x" + Long.toHexString(sessionId);
    }

    private static String indented(Map<String, Set<String>> lists) {
        return lists.entrySet().stream()
                        .map(list -> list.getKey() + "\n"
                                + list.getValue().stream()
                                        .map(line -> "\t" + line + "\n")
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining())
                + "\n";
    }
}
