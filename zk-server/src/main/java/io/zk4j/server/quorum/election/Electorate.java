/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.membership.Membership;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who elects: the participants of the committed membership and, while it is being changed, those of the next one as well.
 * Whatever is decided then needs a quorum in both.
 */
final class Electorate {
    private final Membership committed;
    private final @Nullable Membership next;
    private final Set<Long> voters = new TreeSet<>();
    private final String config;

    /** {@code lastSeen} counts if it is newer than {@code committed}. */
    Electorate(Membership committed, @Nullable Membership lastSeen) {
        this.committed = committed;
        this.next = lastSeen != null && lastSeen.version() > committed.version() ? lastSeen : null;
        this.config = committed.text();
        voters.addAll(committed.participants());
        if (next != null) {
            voters.addAll(next.participants());
        }
    }

    /** The same with another membership in force. */
    Electorate adopting(Membership membership) {
        return new Electorate(membership, next);
    }

    Membership committed() {
        return committed;
    }

    /** The text of the committed membership, which goes with every vote. */
    String config() {
        return config;
    }

    /** By ascending number. */
    Set<Long> voters() {
        return voters;
    }

    boolean isVoter(long server) {
        return voters.contains(server);
    }

    /** Whether the server is to follow as an observer. */
    boolean observes(long server) {
        return committed.observes(server) && !isVoter(server);
    }

    boolean isQuorum(Set<Long> servers) {
        return committed.rule().isQuorum(servers)
                && (next == null || next.rule().isQuorum(servers));
    }

    /** Whether {@code vote} should be preferred; one for a server that may not lead never is. */
    boolean prefers(Vote vote, Vote other) {
        if (!mayLead(vote.leader())) {
            return false;
        }
        return !mayLead(other.leader()) || vote.isBetterThan(other);
    }

    private boolean mayLead(long server) {
        if (committed.isParticipant(server) || next == null) {
            return committed.rule().mayLead(server);
        }
        return next.rule().mayLead(server);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Electorate that && committed.equals(that.committed) && Objects.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return Objects.hash(committed, next);
    }
}
