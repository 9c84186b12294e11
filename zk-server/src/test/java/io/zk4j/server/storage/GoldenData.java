/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Data directories that released Apache ZooKeeper 3.9.5 servers left, with what each file holds and what is loaded. */
public final class GoldenData {
    /** All directories, as paths below {@code golden/data}. */
    public static final List<String> NAMES = List.of(
            "all-types",
            "torn-truncated",
            "torn-zero-filled",
            "torn-bad-crc",
            "empty-last-log",
            "short-header-last-log",
            "truncated-last-snapshot",
            "no-snapshot",
            "snap-gz",
            "snap-snappy",
            "no-digest",
            "ensemble/server1",
            "ensemble/server2",
            "ensemble/server3",
            "ensemble/server4",
            "ensemble-uncommitted-tail",
            "reconfig/server2");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    public GoldenData(String name) {
        this.directory = root().resolve(name);
    }

    public static Stream<String> names() {
        return NAMES.stream();
    }

    /** Those whose files are listed record by record. */
    public static Stream<String> listed() {
        return names().filter(name -> Files.exists(root().resolve(name).resolve("files.jsonl")));
    }

    /** The data directory itself, which tests must not write to. */
    public Path directory() {
        return directory;
    }

    public Path file(String name) {
        return directory.resolve("version-2").resolve(name);
    }

    public List<DataFile> files(DataFile.Kind kind) throws IOException {
        return DataFile.list(directory.resolve("version-2"), kind);
    }

    /** Copies the directory; returns the copy. */
    public Path copyTo(Path target) throws IOException {
        Files.createDirectories(target.resolve("version-2"));
        try (Stream<Path> files = Files.list(directory.resolve("version-2"))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve("version-2").resolve(file.getFileName()));
            }
        }
        return target;
    }

    /** What the reference server loads. */
    public JsonNode expected() throws IOException {
        return JSON.readTree(directory.resolve("expected.json").toFile());
    }

    public boolean hasExpectation() {
        return Files.exists(directory.resolve("expected.json"));
    }

    /** The lines about one file. */
    public List<JsonNode> linesOf(String file) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("files.jsonl"))) {
            return lines.map(GoldenData::parse)
                    .filter(line -> line.get("file").asText().equals(file))
                    .toList();
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Objects.requireNonNull(GoldenData.class.getResource("/golden/data"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
