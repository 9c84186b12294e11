/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Bytes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a quota, limits or use, as the text of the znodes that hold them.
 *
 * <p>{@code count=2,bytes=10}, and with hard limits {@code count=2,bytes=10=;byteHardLimit=20;countHardLimit=3}, where the
 * odd third sign makes old readers stop before what they do not know.
 *
 * @param count znodes, or {@link #NO_LIMIT}
 * @param bytes of data, or {@link #NO_LIMIT}
 * @param hardCount the number of znodes that must not be exceeded, or {@link #NO_LIMIT}
 * @param hardBytes the bytes of data that must not be exceeded, or {@link #NO_LIMIT}
 */
public record QuotaFigures(long count, long bytes, long hardCount, long hardBytes) {
    public static final long NO_LIMIT = -1;

    private static final Pattern SEPARATORS = Pattern.compile("[,;]+");

    /** Reads a text; what is missing or no number is no limit, since anybody may have written it. */
    public static QuotaFigures parse(@Nullable Bytes data) {
        return parse(data, NO_LIMIT);
    }

    /** Reads the text of what a subtree uses; what is missing or no number is 0. */
    static QuotaFigures parseUse(@Nullable Bytes data) {
        return parse(data, 0);
    }

    private static QuotaFigures parse(@Nullable Bytes data, long missing) {
        long count = missing;
        long bytes = missing;
        long hardCount = NO_LIMIT;
        long hardBytes = NO_LIMIT;
        for (String pair : SEPARATORS.split(data == null ? "" : data.utf8(), -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                continue;
            }
            long value = number(pair.substring(equals + 1), missing);
            switch (pair.substring(0, equals).trim()) {
                case "count" -> count = value;
                case "bytes" -> bytes = value;
                case "countHardLimit" -> hardCount = value;
                case "byteHardLimit" -> hardBytes = value;
                default -> {
                    // Something of a newer version.
                }
            }
        }
        return new QuotaFigures(count, bytes, hardCount, hardBytes);
    }

    private static long number(String text, long missing) {
        int end = text.indexOf('=');
        try {
            return Long.parseLong((end < 0 ? text : text.substring(0, end)).trim());
        } catch (NumberFormatException e) {
            return missing;
        }
    }

    /** What a subtree uses. */
    static QuotaFigures ofUse(long count, long bytes) {
        return new QuotaFigures(count, bytes, NO_LIMIT, NO_LIMIT);
    }

    /** This use, changed. It may fall below zero, if what goes was there before anybody counted. */
    QuotaFigures plus(long moreCount, long moreBytes) {
        return new QuotaFigures(count + moreCount, bytes + moreBytes, hardCount, hardBytes);
    }

    Bytes toBytes() {
        var text = new StringBuilder("count=").append(count).append(",bytes=").append(bytes);
        if (hardCount != NO_LIMIT || hardBytes != NO_LIMIT) {
            text.append("=;byteHardLimit=")
                    .append(hardBytes)
                    .append(";countHardLimit=")
                    .append(hardCount);
        }
        return Bytes.ofUtf8(text.toString());
    }
}
