/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

/**
 * What an examination of one file found.
 *
 * @param file its name
 * @param text what is in it, and what is wrong
 */
record FileFinding(String file, Verdict verdict, String text) {
    /** How a file is. */
    enum Verdict {
        OK("ok"),
        /** Not as it should be, but nothing that costs data. */
        NOTE("note"),
        DAMAGED("DAMAGED");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }
    }

    String line() {
        return String.format("  %-22s %-8s %s", file, verdict.word, text);
    }
}
