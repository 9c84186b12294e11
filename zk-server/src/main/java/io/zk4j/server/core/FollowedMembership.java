/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.membership.Membership;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the connections between servers whom they are to connect, as the membership changes. Owned by the core thread. */
public final class FollowedMembership implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedMembership.class);

    private final PeerLinks links;
    private Membership committed;
    private @Nullable Membership proposed;

    /** @param lastSeen a change that was being decided on when the server stopped; null if none was */
    public FollowedMembership(PeerLinks links, Membership committed, @Nullable Membership lastSeen) {
        this.links = links;
        this.committed = committed;
        this.proposed = lastSeen;
    }

    @Override
    public void started() {
        links.membership(committed, proposed);
    }

    @Override
    public void reloaded() {}

    @Override
    public void proposed(Membership next) {
        LOG.info("A change of the servers is proposed: {}", next);
        proposed = next;
        links.membership(committed, next);
    }

    @Override
    public void activated(Membership membership) {
        if (!membership.equals(committed)) {
            LOG.info("The servers are now {}", membership);
        }
        committed = membership;
        proposed = null;
        links.membership(membership, null);
    }
}
