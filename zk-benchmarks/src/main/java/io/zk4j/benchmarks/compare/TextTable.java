/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results as a Markdown table, aligned so that it can be read as it is. */
final class TextTable {
    private TextTable() {}

    static String of(Results results, List<String> subjects) {
        var lines = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("workload", "figure"));
        head.addAll(subjects);
        head.addAll(List.of("ratio", "needed", ""));
        lines.add(head);
        String last = "";
        for (var row : results.rows()) {
            var cells = new ArrayList<String>();
            cells.add(row.workload().title().equals(last) ? "" : row.workload().title());
            cells.add(row.metric().label());
            subjects.forEach(subject -> cells.add(cell(row.of(subject))));
            cells.add(row.ratio().map(Numbers::ratio).orElse(""));
            cells.add(row.need().map(Need::toString).orElse(""));
            cells.add(row.verdict());
            lines.add(cells);
            last = row.workload().title();
        }
        return align(lines);
    }

    private static String cell(Optional<Spread> spread) {
        return spread.map(each -> Numbers.figure(each.median())
                        + (each.least() == each.most()
                                ? ""
                                : " (" + Numbers.figure(each.least()) + "–" + Numbers.figure(each.most()) + ")"))
                .orElse("");
    }

    private static String align(List<List<String>> lines) {
        var text = new StringBuilder();
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        lines.forEach(line -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        for (int i = 0; i < lines.size(); i++) {
            for (int column = 0; column < columns; column++) {
                String cell = lines.get(i).get(column);
                text.append("| ").append(cell).append(" ".repeat(widths[column] - cell.length() + 1));
            }
            text.append("|\n");
            if (i == 0) {
                for (int width : widths) {
                    text.append('|').append("-".repeat(width + 2));
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
