/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Lookout;
import java.time.Duration;

/**
 * Lets its members begin together and end together: entering completes when enough have come, leaving when all have left.
 *
 * <p>Thread-safe, but one member: each needs a handle of its own, which can go round as often as it likes. Znodes as with Curator's class
 * of this name: {@code <path>/<guid>}, ephemeral, for each member and each time it comes, and {@code <path>/ready}, persistent, once enough have come. A
 * {@code ready} that a crash has left behind lets nobody through: it counts only for those who were there when it came, and for who
 * joins them while one of them is still inside.
 *
 * <p>While the connection is suspended, who waits goes on waiting. If the session is lost, who is entering enters anew in the next
 * session; who is inside is a member no more, so that the others can leave without it.
 */
public final class DistributedDoubleBarrier {
    private final ZkFramework zk;
    private final Meeting meeting;

    /**
     * A member of the barrier at this path.
     *
     * @param memberQty how many must have come; all members must agree on it
     */
    public DistributedDoubleBarrier(ZkFramework zk, String path, int memberQty) {
        if (memberQty < 1) {
            throw new IllegalArgumentException(path + ": a barrier for " + memberQty + " members waits for nobody");
        }
        this.zk = zk;
        this.meeting = new Meeting(zk, Paths.validate(path), memberQty);
    }

    /** Comes, and completes with true when enough have come. Cancelling takes the member's znode away. */
    public Pending<Boolean> enter() {
        return Lookout.begin(zk, meeting.path(), null, false, new Entering(meeting));
    }

    /**
     * The same for a limited time.
     *
     * @param patience longest time to wait; zero looks once
     * @return true if enough have come; false if patience ran out before, the member's znode being taken away
     */
    public Pending<Boolean> enter(Duration patience) {
        return Lookout.begin(zk, meeting.path(), patience, false, new Entering(meeting));
    }

    /** Leaves, and completes with true when all have left. Cancelling gives up waiting for the others, not leaving. */
    public Pending<Boolean> leave() {
        return Lookout.begin(zk, meeting.path(), null, false, new Leaving(meeting));
    }

    /**
     * The same for a limited time.
     *
     * @param patience longest time to wait; zero looks once
     * @return true if all have left; false if patience ran out before: this member has left all the same
     */
    public Pending<Boolean> leave(Duration patience) {
        return Lookout.begin(zk, meeting.path(), patience, false, new Leaving(meeting));
    }
}
