/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small helpers for texts. */
public class StringUtils {
    private StringUtils() {}

    /** The trimmed parts of a text; empty ones are left out. The separator is a regular expression. */
    public static List<String> split(String value, String separator) {
        var parts = new ArrayList<String>();
        for (String part : value.split(separator, -1)) {
            if (!part.isBlank()) {
                parts.add(part.trim());
            }
        }
        return List.copyOf(parts);
    }

    /** The parts with a delimiter between them; null for null. */
    public static @Nullable String joinStrings(@Nullable List<String> list, String delim) {
        return list == null ? null : String.join(delim, list);
    }

    /** Whether a text is null, empty or white space. */
    public static boolean isBlank(@Nullable String str) {
        return str == null || str.isBlank();
    }

    /** Whether a text is null or empty. */
    public static boolean isEmpty(@Nullable String str) {
        return str == null || str.isEmpty();
    }
}
