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

    /**
     * {@return the trimmed parts of a text; empty ones are left out} The separator is a regular expression.
     *
     * @param value the text
     * @param separator what stands between the parts, a regular expression
     */
    public static List<String> split(String value, String separator) {
        var parts = new ArrayList<String>();
        for (String part : value.split(separator, -1)) {
            if (!part.isBlank()) {
                parts.add(part.trim());
            }
        }
        return List.copyOf(parts);
    }

    /**
     * {@return the parts with a delimiter between them; null for null}
     *
     * @param list the parts; may be null
     * @param delim what to put between them
     */
    public static @Nullable String joinStrings(@Nullable List<String> list, String delim) {
        return list == null ? null : String.join(delim, list);
    }

    /**
     * {@return whether a text is null, empty or white space}
     *
     * @param str the text; may be null
     */
    public static boolean isBlank(@Nullable String str) {
        return str == null || str.isBlank();
    }

    /**
     * {@return whether a text is null or empty}
     *
     * @param str the text; may be null
     */
    public static boolean isEmpty(@Nullable String str) {
        return str == null || str.isEmpty();
    }
}
