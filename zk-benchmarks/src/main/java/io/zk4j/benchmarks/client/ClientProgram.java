/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.client;

import java.time.Duration;
import java.util.Locale;

/**
 * Measures one thing of the client on the class path and prints it, a line for each figure: its name, a blank, the value.
 *
 * <p>Arguments: what to measure (a {@link ClientQuestion} in lower case), the connect string, and for how many milliseconds to warm up and
 * to measure.
 */
public final class ClientProgram {
    private ClientProgram() {}

    public static void main(String[] arguments) throws Exception {
        var question =
                ClientQuestion.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        var warmUp = Duration.ofMillis(Long.parseLong(arguments[2]));
        var measured = Duration.ofMillis(Long.parseLong(arguments[3]));
        question.ask(arguments[1], warmUp, measured).forEach((name, value) -> System.out.println(name + " " + value));
    }
}
