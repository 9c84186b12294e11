/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one input leads to. */
final class OutcomeDraft {
    private final List<Outgoing> sending = new ArrayList<>();
    private @Nullable Vote decided;
    private @Nullable Membership adopted;

    void send(long to, Notification notification) {
        sending.add(new Outgoing(to, notification));
    }

    void decide(Vote vote) {
        decided = vote;
    }

    void adopt(Membership membership) {
        adopted = membership;
    }

    /** What has been collected; the next begins empty. */
    Outcome take() {
        var outcome = new Outcome(sending, decided, adopted);
        sending.clear();
        decided = null;
        adopted = null;
        return outcome;
    }
}
