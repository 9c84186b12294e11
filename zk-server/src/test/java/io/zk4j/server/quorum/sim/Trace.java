/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.ArrayList;
import java.util.List;

/** The last things that happened, made readable only when somebody asks. */
final class Trace {
    private static final int USUAL_EVENTS = 64;

    private final int size = Integer.getInteger("zk4j.trace", USUAL_EVENTS);
    private final long[] micros = new long[size];
    private final String[] where = new String[size];
    private final Object[] what = new Object[size];
    private int count;

    void add(long atMicros, String atPlace, Object event) {
        int i = count++ % size;
        micros[i] = atMicros;
        where[i] = atPlace;
        what[i] = event;
    }

    /** One line for each of the last events. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (int n = Math.max(0, count - size); n < count; n++) {
            int i = n % size;
            lines.add(String.format("%10.3f ms  %-12s %s", micros[i] / 1000.0, where[i], Words.of(what[i])));
        }
        return lines;
    }
}
