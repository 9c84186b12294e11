/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits or use of a quota, in the text that the server keeps: {@code count=10,bytes=100=;byteHardLimit=200;countHardLimit=20}. A value of -1
 * says that there is none. Mutable and not thread-safe.
 */
public class StatsTrack {
    private static final String COUNT = "count";
    private static final String BYTES = "bytes";
    private static final String COUNT_HARD = "countHardLimit";
    private static final String BYTES_HARD = "byteHardLimit";
    private static final long NONE = -1;

    /** All values by name; the hard limits only if there are any. */
    private final Map<String, Long> values = new TreeMap<>();

    /** No limit and no use. */
    public StatsTrack() {
        this("");
    }

    /**
     * Reads the text, as UTF-8.
     *
     * @param stat the text of the node
     */
    public StatsTrack(byte[] stat) {
        this(new String(stat, UTF_8));
    }

    /**
     * Reads the text.
     *
     * @param stat the text of the node
     * @throws IllegalArgumentException if it is none
     */
    public StatsTrack(String stat) {
        for (String pair : stat.split("[,;]+", -1)) {
            if (!pair.isBlank()) {
                read(pair, stat);
            }
        }
    }

    private void read(String pair, String stat) {
        // The pair in front of the hard limits ends in another "=".
        String plain = pair.endsWith("=") ? pair.substring(0, pair.length() - 1) : pair;
        int middle = plain.indexOf('=');
        try {
            if (middle > 0) {
                values.put(plain.substring(0, middle), Long.parseLong(plain.substring(middle + 1)));
                return;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + pair + "' in '" + stat + "' does not have a number", e);
        }
        throw new IllegalArgumentException("'" + pair + "' in '" + stat + "' is not of the form name=number");
    }

    /** {@return the number of nodes} */
    public long getCount() {
        return get(COUNT);
    }

    /**
     * Sets the number of nodes.
     *
     * @param count the number of nodes; -1 for no limit
     */
    public void setCount(long count) {
        values.put(COUNT, count);
    }

    /** {@return the number of nodes that must not be exceeded} */
    public long getCountHardLimit() {
        return get(COUNT_HARD);
    }

    /**
     * Sets the number of nodes beyond which the server refuses more.
     *
     * @param count the number of nodes; -1 for no limit
     */
    public void setCountHardLimit(long count) {
        values.put(COUNT_HARD, count);
    }

    /** {@return the number of bytes} */
    public long getBytes() {
        return get(BYTES);
    }

    /**
     * Sets the number of bytes.
     *
     * @param bytes the number of bytes; -1 for no limit
     */
    public void setBytes(long bytes) {
        values.put(BYTES, bytes);
    }

    /** {@return the number of bytes that must not be exceeded} */
    public long getByteHardLimit() {
        return get(BYTES_HARD);
    }

    /**
     * Sets the number of bytes beyond which the server refuses more.
     *
     * @param bytes the number of bytes; -1 for no limit
     */
    public void setByteHardLimit(long bytes) {
        values.put(BYTES_HARD, bytes);
    }

    private long get(String key) {
        return values.getOrDefault(key, NONE);
    }

    /** {@return the text as UTF-8} */
    public byte[] getStatsBytes() {
        return toString().getBytes(UTF_8);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(COUNT + "=" + getCount() + "," + BYTES + "=" + getBytes());
        values.forEach((key, value) -> {
            if (!key.equals(COUNT) && !key.equals(BYTES)) {
                // Servers before 3.7 read two pairs and stop at this odd "=".
                text.append(text.indexOf("=;") < 0 ? "=;" : ";")
                        .append(key)
                        .append('=')
                        .append(value);
            }
        });
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatsTrack that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
