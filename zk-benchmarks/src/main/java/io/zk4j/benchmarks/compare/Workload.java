/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.util.List;
import java.util.Optional;

/** One row of the comparison: something that is done with a server, and how well it must do it. */
interface Workload {
    /** What it is called on the command line. */
    String name();

    /** What it is called in the table. */
    String title();

    /** How its figures must compare with Apache's. */
    List<Need> needs();

    /** Whether it makes sense to measure it with this subject. */
    default boolean concerns(Subject subject) {
        return true;
    }

    /** Measures it once. */
    Figures measure(Stand stand) throws Exception;

    /**
     * What the same frames come to with a server that does nothing but answer, if that can be said.
     *
     * @param stand where {@link #measure} has just been called, for the replies to copy
     */
    default Optional<Figures> ceiling(Stand stand, Echo echo) throws Exception {
        return Optional.empty();
    }
}
