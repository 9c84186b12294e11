/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.membership.Membership;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What should happen now.
 *
 * @param decided whom to follow from now on, or to lead if it is this server; null as long as that is open
 * @param adopted a newer membership that another server has committed, which is in force here from now on; to be kept
 */
public record Outcome(
        List<Outgoing> send,
        @Nullable Vote decided,
        @Nullable Membership adopted) {
    public Outcome {
        send = List.copyOf(send);
    }
}
