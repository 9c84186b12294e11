/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Apache's jars offer, as {@code src/test/tools/extract-api.py} has listed it, and what of it is left out on purpose. */
final class ApacheApi {
    private ApacheApi() {}

    /**
     * One line of the list.
     *
     * @param kind class, field or method
     * @param owner binary name of the class
     * @param member empty for a class
     */
    record Item(String kind, String owner, String member, String descriptor, List<String> words) {
        static Item parse(String line) {
            List<String> words = List.of(line.split(" ", -1));
            String kind = words.get(0);
            if (kind.equals("class")) {
                return new Item(kind, words.get(1), "", "", words.subList(2, words.size()));
            }
            int dot = words.get(1).lastIndexOf('.');
            return new Item(
                    kind,
                    words.get(1).substring(0, dot),
                    words.get(1).substring(dot + 1),
                    words.get(2),
                    words.subList(3, words.size()));
        }

        boolean is(String word) {
            return words.contains(word);
        }

        /** The line without the words behind it, as the list of what is left out has it. */
        String name() {
            return kind + " " + owner + (member.isEmpty() ? "" : "." + member + " " + descriptor);
        }

        /** Whether an entry of the list of what is left out means this. */
        boolean isMeantBy(String leftOut) {
            if (!leftOut.startsWith("class ")) {
                return leftOut.equals(name());
            }
            String whole = leftOut.substring("class ".length());
            return owner.equals(whole) || owner.startsWith(whole + "$");
        }
    }

    static List<Item> items() throws IOException {
        var items = new ArrayList<Item>();
        for (String line : lines("members.txt")) {
            items.add(Item.parse(line));
        }
        return items;
    }

    /** What is left out, each with its reason. */
    static Map<String, String> leftOut() throws IOException {
        var leftOut = new LinkedHashMap<String, String>();
        String reason = "";
        for (String line : lines("left-out.txt")) {
            if (line.startsWith("# ")) {
                reason = line.substring(2);
            } else if (line.isEmpty()) {
                reason = "";
            } else {
                leftOut.put(line, reason);
            }
        }
        return leftOut;
    }

    private static List<String> lines(String resource) throws IOException {
        InputStream in =
                Objects.requireNonNull(ApacheApi.class.getResourceAsStream("/apache-api/" + resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines().toList();
        }
    }
}
