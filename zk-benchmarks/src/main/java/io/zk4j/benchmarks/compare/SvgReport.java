/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.Svg;
import io.zk4j.benchmarks.compare.Results.Row;
import java.util.List;

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
        int height = TOP + LINE * (rows.size() + 1);
        var svg = new Svg(WIDTH, height);
        svg.text(10, 20, "How many times better zk4j is than Apache ZooKeeper; the mark is what is required");
        svg.text(10, 38, environment.toString());
        for (int times : List.of(1, 10, 100)) {
            svg.vertical(x(times), TOP - 10, height, "#ccc", 1);
            svg.text(x(times) - 8, TOP - 12, times + " ×");
        }
        int y = TOP;
        for (var row : rows) {
            draw(svg, row, y);
            y += LINE;
        }
        return svg.end();
    }

    private static void draw(Svg svg, Row row, int y) {
        double times = better(row.metric(), row.ratio().orElse(1.0));
        svg.text(10, y + 12, row.workload().title() + ", " + row.metric().label());
        svg.bar(Math.min(x(1), x(times)), y + 2, Math.abs(x(times) - x(1)), colour(row.verdict()));
        row.need().ifPresent(need -> svg.vertical(x(better(row.metric(), need.ratio())), y, y + LINE - 4, "black", 2));
        svg.text(Math.max(x(1), x(times)) + 4, y + 12, Numbers.ratio(times) + " ×");
    }

    private static String colour(String verdict) {
        return switch (verdict) {
            case "pass" -> "#2e7d32";
            case "short" -> "#c62828";
            default -> "#607d8b";
        };
    }

    private static double better(Metric metric, double ratio) {
        return metric.moreIsBetter() ? ratio : 1 / ratio;
    }

    private static double x(double times) {
        return AXIS + PIXELS_PER_TENFOLD * Math.max(-1, Math.min(TENFOLDS, Math.log10(times)));
    }
}
