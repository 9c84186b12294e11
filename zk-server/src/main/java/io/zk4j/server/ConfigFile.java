/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The lines of a file in Java's properties syntax, each with its number, which {@link Properties} would have lost.
 *
 * <p>The one class that reads files outside the package {@code storage}, which owns all others: the configuration says
 * where the data directory is, so it, and the server's number in {@code myid}, must be read before there is a storage.
 */
record ConfigFile(Path path, List<Line> lines) {
    private static final Pattern BLANK_OR_COMMENT = Pattern.compile("\\s*([#!].*)?");

    /** One setting as it is written, key and value without blanks around them. */
    record Line(Path file, int number, String key, String value) {
        /** For messages. */
        String where() {
            return file + " line " + number;
        }
    }

    static ConfigFile read(Path path) throws ConfigException {
        var lines = new ArrayList<Line>();
        var text = readText(path);
        for (var i = 0; i < text.size(); i++) {
            var first = i;
            if (BLANK_OR_COMMENT.matcher(text.get(i)).matches()) {
                continue;
            }
            var logical = new StringBuilder(text.get(i));
            while (isContinued(text.get(i)) && i + 1 < text.size()) {
                i++;
                logical.append('\n').append(text.get(i));
            }
            lines.add(parse(path, first + 1, logical.toString()));
        }
        return new ConfigFile(path, List.copyOf(lines));
    }

    private static List<String> readText(Path path) throws ConfigException {
        try {
            return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    path + ": there is no such file. Name another, or copy conf/zoo_sample.cfg there and edit it.");
        } catch (IOException e) {
            throw new ConfigException(
                    path + ": cannot be read (" + e + "). Check that it is a file and its permissions.");
        }
    }

    /** The text of the file that holds a server's number. */
    static String readMyId(Path path) throws IOException {
        return Files.readString(path).trim();
    }

    /** A line goes on below if it ends in an odd number of backslashes. */
    private static boolean isContinued(String line) {
        var backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static Line parse(Path path, int number, String logical) throws ConfigException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(path + " line " + number + ": " + logical.trim()
                    + ": is not in properties syntax (" + e.getMessage() + "). Write a backslash as \\\\.");
        }
        var key = properties.stringPropertyNames().iterator().next();
        return new Line(path, number, key.trim(), properties.getProperty(key).trim());
    }
}
