/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkDistribution;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose servers are measured.
 *
 * @param name on the command line and in reports
 * @param jvm arguments of its servers' JVMs
 * @param archiveJvm further ones that let a server take its classes from the archive that its build made; empty if there is none
 */
record Subject(String name, ZkDistribution distribution, List<String> jvm, List<String> archiveJvm) {
    Subject {
        jvm = List.copyOf(jvm);
        archiveJvm = List.copyOf(archiveJvm);
    }

    /** All arguments of a server as it comes. */
    List<String> jvmAsItComes() {
        return Stream.concat(jvm.stream(), archiveJvm.stream()).toList();
    }
}
