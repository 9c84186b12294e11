/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.regex.Pattern;

/**
 * A pattern for names as shells know it: {@code *} is any number of characters, {@code ?} is one, {@code [a-z_]} is one of these and
 * {@code [!a-z_]} one of all others. A bracket that nothing closes stands for itself.
 *
 * <p>It matches names character by character; a path of the file system would want them in the locale's character set.
 */
final class Glob {
    private final int[] glob;
    private final StringBuilder regex = new StringBuilder();

    private Glob(String glob) {
        this.glob = glob.codePoints().toArray();
    }

    static Pattern of(String glob) {
        return new Glob(glob).pattern();
    }

    private Pattern pattern() {
        for (int at = 0; at < glob.length; at++) {
            switch (glob[at]) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> at = bracket(at);
                default -> literal(glob[at]);
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Returns where it ends. A closing bracket that comes first is one of the characters. */
    private int bracket(int open) {
        boolean others = open + 1 < glob.length && glob[open + 1] == '!';
        int first = others ? open + 2 : open + 1;
        int close = first + 1;
        while (close < glob.length && glob[close] != ']') {
            close++;
        }
        if (close >= glob.length) {
            literal('[');
            return open;
        }
        regex.append(others ? "[^" : "[");
        for (int at = first; at < close; at++) {
            if (at + 2 < close && glob[at + 1] == '-') {
                literal(Math.min(glob[at], glob[at + 2]));
                regex.append('-');
                literal(Math.max(glob[at], glob[at + 2]));
                at += 2;
            } else {
                literal(glob[at]);
            }
        }
        regex.append(']');
        return close;
    }

    private void literal(int character) {
        regex.append("\\x{").append(Integer.toHexString(character)).append('}');
    }
}
