/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.core.Clock;
import io.zk4j.server.core.PendingSyncs;
import io.zk4j.server.net.word.QuorumSource;
import io.zk4j.server.op.Ensemble;
import io.zk4j.server.quorum.ZabPeer;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Membership;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rest of the server may know of its peer: the four-letter words of its role, {@code reconfig} of the membership.
 * Belongs to the core thread, once that runs; a server that runs alone has one without a peer.
 */
final class MemberView implements QuorumSource, Ensemble {
    private final Clock clock;
    private final long self;
    private final PendingSyncs syncs = new PendingSyncs();
    private @Nullable ZabPeer peer;
    private long inRoleSinceMillis;

    MemberView(Clock clock, long self) {
        this.clock = clock;
        this.self = self;
    }

    /** Before the core runs: this is the peer. */
    void of(ZabPeer known) {
        peer = known;
    }

    PendingSyncs syncs() {
        return syncs;
    }

    /** Has the peer take an input in, and notes when that changes its role. */
    List<ZabEffect> step(ZabInput input) {
        if (peer == null) {
            throw new IllegalStateException("a server that runs alone heard of another: " + input);
        }
        var effects = peer.step(input);
        for (var effect : effects) {
            if (effect instanceof ZabEffect.RoleChanged) {
                inRoleSinceMillis = clock.millis();
            }
        }
        return effects;
    }

    @Override
    public @Nullable PeerStatus status() {
        return peer == null ? null : peer.status();
    }

    @Override
    public Membership membership() {
        return peer == null ? Membership.NONE : peer.membership();
    }

    @Override
    public long inRoleMillis() {
        return clock.millis() - inRoleSinceMillis;
    }

    @Override
    public int pendingSyncs() {
        return syncs.count();
    }

    @Override
    public @Nullable Membership lastSeen() {
        return peer == null ? null : peer.lastSeenMembership();
    }

    @Override
    public boolean isChanging() {
        return peer != null && !peer.lastSeenMembership().equals(peer.membership());
    }

    @Override
    public boolean isReady(Membership next) {
        if (peer == null) {
            return false;
        }
        var ready = new HashSet<>(peer.status().syncedParticipants());
        ready.removeIf(peer.membership()::observes); // a follower that has just become one goes and comes as such
        ready.add(self);
        return next.rule().isQuorum(ready);
    }
}
