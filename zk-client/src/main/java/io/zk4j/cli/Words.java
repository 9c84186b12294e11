/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words at blanks; quotes keep blanks together, and a backslash takes the next character as it is. */
final class Words {
    private Words() {}

    static List<String> split(String line) throws ShellException {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = '\0';
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                i++;
                word.append(line.charAt(i));
                inWord = true;
            } else if (quote != '\0') {
                if (c == quote) {
                    quote = '\0';
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != '\0') {
            throw new ShellException("the quote " + quote + " is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
