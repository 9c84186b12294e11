/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.network;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Some connections of a {@link TestNetwork}, those there are and those to come: all between the servers, or all between a server and its
 * clients. Each disturbance lasts until it is healed; several add up. Thread-safe.
 *
 * <p>What passes on one connection stays in order and without gaps, as TCP guarantees it.
 */
public final class Link {
    private final TestNetwork network;
    private final Predicate<Wire> which;

    Link(TestNetwork network, Predicate<Wire> which) {
        this.network = network;
        this.which = which;
    }

    /** Nothing passes any more, not even that a side has closed; what was held back passes when this is healed. */
    public Disturbance silence() {
        return network.disturb(Trouble.silence(which));
    }

    /** Holds each piece back for so long. */
    public Disturbance delay(Duration each) {
        return network.disturb(Trouble.delay(which, each, each));
    }

    /** Holds each piece back for a time between these, picked by the network's seed. */
    public Disturbance delay(Duration shortest, Duration longest) {
        return network.disturb(Trouble.delay(which, shortest, longest));
    }

    /** Lets what runs over different connections overtake each other: each piece is held back for up to so long. */
    public Disturbance reorder(Duration longest) {
        return delay(Duration.ZERO, longest);
    }

    /**
     * Loses pieces, picked by the network's seed. TCP does not lose one and deliver the next, so the connection breaks with it, and what
     * was sent behind it is lost as well.
     *
     * @param chance for each piece, from 0 to 1
     */
    public Disturbance drop(double chance) {
        return network.disturb(Trouble.loss(which, chance));
    }

    /** Breaks all that are open now. */
    public void cut() {
        network.cut(which);
    }
}
