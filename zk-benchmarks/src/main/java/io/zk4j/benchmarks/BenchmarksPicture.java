/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** JMH's results as a picture: a bar for each, on a logarithmic scale that all with the same unit share, and the figure with its error. */
final class BenchmarksPicture {
    private static final int WIDTH = 1_000;
    private static final int LINE = 20;
    private static final int TOP = 40;
    private static final int AXIS = 520;
    private static final int BAR_MAX = 280;

    private BenchmarksPicture() {}

    static String of(Collection<RunResult> results) {
        var svg = new Svg(WIDTH, TOP + LINE * (results.size() + 1));
        svg.text(10, 20, "Mean of each benchmark; bars are logarithmic and compare within one unit only");
        int y = TOP;
        for (var result : results) {
            var primary = result.getPrimaryResult();
            double most = results.stream()
                    .filter(other -> other.getPrimaryResult().getScoreUnit().equals(primary.getScoreUnit()))
                    .mapToDouble(other -> other.getPrimaryResult().getScore())
                    .max()
                    .orElse(1);
            double width = BAR_MAX * Math.log10(1 + primary.getScore()) / Math.log10(1 + most);
            svg.text(10, y + 12, name(result));
            svg.bar(AXIS, y + 2, width, "#607d8b");
            svg.text(
                    AXIS + width + 4,
                    y + 12,
                    String.format(
                            Locale.ROOT,
                            "%.3g ± %.2g %s",
                            primary.getScore(),
                            primary.getScoreError(),
                            primary.getScoreUnit()));
            y += LINE;
        }
        return svg.end();
    }

    private static String name(RunResult result) {
        var parameters = result.getParams();
        String method = parameters.getBenchmark().replaceFirst("^.*\\.(?=[^.]*\\.[^.]*$)", "");
        var values = parameters.getParamsKeys().stream()
                .map(key -> key + "=" + parameters.getParam(key))
                .toList();
        return values.isEmpty() ? method : method + " " + String.join(", ", values);
    }
}
