/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * The results as a picture: a bar for each figure says how many times better zk4j is than Apache, on a logarithmic scale, with a mark for
 * what is required.
 */
final class SvgReport {
    private static final int WIDTH = 1_000;
    private static final int LINE = 20;
    private static final int TOP = 60;
    private static final int AXIS = 560;
    private static final int PIXELS_PER_TENFOLD = 200;
    private static final int TENFOLDS = 2;

    private SvgReport() {}

    static String of(Environment environment, Results results) {
        var rows =
                results.rows().stream().filter(row -> row.ratio().isPresent()).toList();
        var svg = new StringBuilder();
        int height = TOP + LINE * (rows.size() + 1);
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                WIDTH,
                height);
        line(svg, "<rect width='%d' height='%d' fill='white'/>", WIDTH, height);
        text(svg, 10, 20, "How many times better zk4j is than Apache ZooKeeper 3.9; the mark is what is required");
        text(svg, 10, 38, environment.toString());
        for (int times : List.of(1, 10, 100)) {
            double x = x(times);
            line(svg, "<line x1='%.0f' y1='%d' x2='%.0f' y2='%d' stroke='#ccc'/>", x, TOP - 10, x, height);
            text(svg, (int) x - 8, TOP - 12, times + " ×");
        }
        for (int i = 0; i < rows.size(); i++) {
            bar(svg, rows.get(i), TOP + LINE * i);
        }
        line(svg, "</svg>");
        return svg.toString();
    }

    private static void bar(StringBuilder svg, Results.Row row, int y) {
        double times = better(row.metric(), row.ratio().orElse(1.0));
        double from = Math.min(x(1), x(times));
        double width = Math.abs(x(times) - x(1));
        String colour =
                row.verdict().equals("short") ? "#c62828" : row.verdict().equals("pass") ? "#2e7d32" : "#607d8b";
        text(svg, 10, y + 12, row.workload().title() + ", " + row.metric().label());
        line(svg, "<rect x='%.1f' y='%d' width='%.1f' height='12' fill='%s'/>", from, y + 2, width, colour);
        row.need().ifPresent(need -> {
            double mark = x(better(row.metric(), need.ratio()));
            line(
                    svg,
                    "<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' stroke='black' stroke-width='2'/>",
                    mark,
                    y,
                    mark,
                    y + 16);
        });
        text(svg, (int) Math.max(x(1), x(times)) + 4, y + 12, Numbers.ratio(times) + " ×");
    }

    private static double better(Metric metric, double ratio) {
        return metric.moreIsBetter() ? ratio : 1 / ratio;
    }

    private static double x(double times) {
        double tenfolds = Math.max(-1, Math.min(TENFOLDS, Math.log10(times)));
        return AXIS + PIXELS_PER_TENFOLD * tenfolds;
    }

    private static void text(StringBuilder svg, int x, int y, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        line(svg, "<text x='%d' y='%d'>%s</text>", x, y, escaped);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
