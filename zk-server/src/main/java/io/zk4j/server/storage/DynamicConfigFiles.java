/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The server list of an ensemble whose members change: files beside {@code zoo.cfg}, as Apache's server keeps them.
 *
 * <p>The list in force is {@code zoo.cfg.dynamic.VERSION}, the version in hexadecimal, and {@code zoo.cfg} names it; one that
 * is proposed but not committed yet is {@code zoo.cfg.dynamic.next}. Each is written whole or not at all. The first time,
 * what {@code zoo.cfg} was before is saved as {@code zoo.cfg.bak}. Owned by the core thread.
 */
public final class DynamicConfigFiles {
    private static final String DYNAMIC = ".dynamic";
    private static final String NEXT = DYNAMIC + ".next";
    private static final String BACKUP = ".bak";
    private static final String NAMING_KEY = "dynamicConfigFile";
    private static final Set<String> CLIENT_KEYS = Set.of("clientPort", "clientPortAddress");

    private final Path file;

    /** For the {@code zoo.cfg} that the server was started with. */
    public DynamicConfigFiles(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Where a proposed configuration is kept. */
    public Path next() {
        return beside(NEXT);
    }

    /** The version that the name of a dynamic configuration file says; 0 if it says none. */
    public static long versionOf(Path dynamicFile) {
        var name = String.valueOf(dynamicFile.getFileName());
        var suffix = name.substring(name.lastIndexOf('.') + 1);
        try {
            return Long.parseUnsignedLong(suffix, 16);
        } catch (NumberFormatException e) {
            return 0; // a name somebody chose, or "next": the first configuration
        }
    }

    /** The configuration that was proposed when the server stopped, with its version line. */
    public Optional<String> proposed() throws IOException {
        var next = beside(NEXT);
        return Files.exists(next) ? Optional.of(Files.readString(next, ISO_8859_1)) : Optional.empty();
    }

    /** Keeps a proposed configuration; it is on the disk when this returns. */
    public void propose(String text) throws IOException {
        replace(beside(NEXT), text);
    }

    /**
     * Puts a configuration in force; it is on the disk, and what was proposed forgotten, when this returns.
     *
     * @param members the lines of the server list, without the version
     * @param clientAddressMoved whether this server's line says where it serves clients, so that {@code zoo.cfg} need not
     */
    public void activate(List<String> members, long version, boolean clientAddressMoved) throws IOException {
        var dynamic = beside(DYNAMIC + "." + Long.toHexString(version));
        replace(dynamic, String.join("\n", members.stream().sorted().toList()));
        var lines = Files.readAllLines(file, ISO_8859_1);
        if (lines.stream().noneMatch(line -> keyOf(line).equals(NAMING_KEY))) {
            replace(beside(BACKUP), String.join("\n", lines) + "\n");
        }
        replace(file, String.join("\n", naming(dynamic, lines, clientAddressMoved)) + "\n");
        Files.deleteIfExists(beside(NEXT));
        DurableFiles.syncDirectoryOf(file);
    }

    /** The lines of {@code zoo.cfg} without those that the dynamic file replaces, and with the one that names it. */
    private static List<String> naming(Path dynamic, List<String> lines, boolean clientAddressMoved) {
        var kept = new ArrayList<String>();
        boolean dropping = false; // the line goes on below
        for (String line : lines) {
            boolean drops = dropping || isReplaced(keyOf(line), clientAddressMoved);
            if (!drops) {
                kept.add(line);
            }
            dropping = drops && line.endsWith("\\");
        }
        kept.add(NAMING_KEY + "=" + dynamic.toString().replace("\\", "\\\\"));
        return kept;
    }

    private static boolean isReplaced(String key, boolean clientAddressMoved) {
        return key.startsWith("server.")
                || key.startsWith("group.")
                || key.startsWith("weight.")
                || key.equals(NAMING_KEY)
                || (clientAddressMoved && CLIENT_KEYS.contains(key));
    }

    private static String keyOf(String line) {
        var text = line.strip();
        int end = 0;
        while (end < text.length() && "=: \t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void replace(Path path, String text) throws IOException {
        DurableFiles.replace(path, out -> out.write(text.getBytes(ISO_8859_1)));
    }
}
