/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.membership.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the connections between servers whom they are to connect, as the membership changes. Owned by the core thread. */
public final class FollowedMembership implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedMembership.class);

    private final PeerLinks links;
    private Membership committed;

    public FollowedMembership(PeerLinks links, Membership committed) {
        this.links = links;
        this.committed = committed;
    }

    @Override
    public void started() {
        links.membership(committed, null);
    }

    @Override
    public void reloaded() {}

    @Override
    public void proposed(Membership next) {
        LOG.info("A change of the servers is proposed: {}", next);
        links.membership(committed, next);
    }

    @Override
    public void activated(Membership membership) {
        if (!membership.equals(committed)) {
            LOG.info("The servers are now {}", membership);
        }
        committed = membership;
        links.membership(membership, null);
    }
}
