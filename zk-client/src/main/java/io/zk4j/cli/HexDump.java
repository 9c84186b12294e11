/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.List;

/** Bytes as a table of sixteen a row, in the shape that Apache's shell prints. */
final class HexDump {
    private static final int ROW = 16;
    private static final String LINE = "+--------+-------------------------------------------------+----------------+";

    private HexDump() {}

    static List<String> lines(byte[] bytes) {
        var lines = new ArrayList<String>();
        lines.add("         +-------------------------------------------------+");
        lines.add("         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |");
        lines.add(LINE);
        for (var start = 0; start < bytes.length; start += ROW) {
            lines.add(row(bytes, start));
        }
        lines.add(LINE);
        return lines;
    }

    private static String row(byte[] bytes, int start) {
        var hex = new StringBuilder();
        var text = new StringBuilder();
        for (var i = start; i < start + ROW; i++) {
            if (i < bytes.length) {
                hex.append(String.format(" %02x", bytes[i]));
                text.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
            } else {
                hex.append("   ");
                text.append(' ');
            }
        }
        return String.format("|%08x|%s |%s|", start, hex, text);
    }
}
