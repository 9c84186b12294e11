/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void comparesMediansSoThatOneBadRoundDoesNotDecide() {
        var workload = new Fixed(List.of(new Need(Metric.RATE, 10), new Need(Metric.CPU, 0.1)));
        for (double rate : new double[] {1_000, 1_100, 10}) {
            results.add(workload, Subjects.ZK4J, Figures.of(Metric.RATE, rate).and(Metric.CPU, 3));
        }
        results.add(workload, Subjects.APACHE, Figures.of(Metric.RATE, 100).and(Metric.CPU, 20));

        var rows = results.rows();

        assertThat(rows).extracting(Results.Row::metric).containsExactly(Metric.RATE, Metric.CPU);
        assertThat(rows.get(0).ratio()).contains(10.0);
        assertThat(rows.get(0).verdict()).isEqualTo("pass");
        assertThat(rows.get(1).ratio()).contains(0.15);
        assertThat(rows.get(1).verdict()).isEqualTo("short");
    }

    @Test
    void judgesNothingThatWasNotMeasuredOnBothSides() {
        results.add(new Fixed(List.of(new Need(Metric.RATE, 10))), Subjects.ZK4J, Figures.of(Metric.RATE, 5));

        assertThat(results.rows().get(0).verdict()).isEmpty();
    }

    @Test
    void writesFiguresWithThreeDigitsThatCount() {
        assertThat(List.of(Numbers.figure(123_456), Numbers.figure(12.345), Numbers.figure(0.123)))
                .containsExactly("123,000", "12.3", "0.12");
    }

    private record Fixed(List<Need> needs) implements Workload {
        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public String title() {
            return "fixed figures";
        }

        @Override
        public Figures measure(Stand stand) {
            return Figures.of(Metric.RATE, 1);
        }
    }
}
