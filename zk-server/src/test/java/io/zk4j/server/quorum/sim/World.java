/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.List;

/** What everything in one simulation shares. */
interface World {
    Timeline timeline();

    Chance chance();

    Scenario scenario();

    Coverage coverage();

    Truth truth();

    Network network();

    /** The planted mistake; {@link Bug#NONE} in a world without one. */
    Bug bug();

    /** Whether a broken invariant of this kind is told; some are not when the question is what clients would notice. */
    boolean watches(Invariant invariant);

    /** Whether no more faults may be made. */
    boolean isHealed();

    /** What everything begins with. */
    Prefix empty();

    /** All, up or down, by ascending id. */
    List<SimServer> servers();

    SimServer server(long id);

    /** Notes what happens, for whoever has to find out why an invariant was broken. */
    void trace(String where, Object what);
}
