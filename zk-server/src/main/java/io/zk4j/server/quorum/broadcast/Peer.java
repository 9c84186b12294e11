/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a peer is whatever its role: its history, its epochs, the membership, and the effects of the current step.
 *
 * <p>Epochs count here once they are on the disk; what is on its way is known by {@link #isSettled}.
 */
public final class Peer {
    private final PeerSettings settings;
    private final Effects effects = new Effects();
    private final LocalLog log;
    private final Set<Long> down = new HashSet<>(); // voters whose election ports cannot be reached
    private Membership membership;
    private @Nullable Membership proposed; // a reconfiguration that is not decided yet
    private long acceptedEpoch;
    private long currentEpoch;
    private int epochsBeingSaved;
    private boolean reloading;
    private long nowMillis;
    private long electionMillis;
    private @Nullable Ending ending;

    /** A peer as its server finds it on the disk. */
    public Peer(PeerSettings settings, Membership membership, @Nullable Membership lastSeen, Durable durable) {
        this.settings = settings;
        this.membership = membership;
        this.proposed = lastSeen == null || lastSeen.version() <= membership.version() ? null : lastSeen;
        this.log = new LocalLog(durable, settings.commitLogCount());
        this.acceptedEpoch = durable.acceptedEpoch();
        this.currentEpoch = durable.currentEpoch();
    }

    /**
     * Why a role cannot go on.
     *
     * @param successor the leader to go on with without an election; null if one is needed
     */
    public record Ending(String reason, @Nullable Long successor) {}

    PeerSettings settings() {
        return settings;
    }

    public Effects effects() {
        return effects;
    }

    LocalLog log() {
        return log;
    }

    /** The last transaction that this server's vote is about. */
    public long lastLogged() {
        return log.lastLogged();
    }

    /** The last epoch that this server may take part in is no earlier than this. */
    long acceptedEpoch() {
        return Math.max(acceptedEpoch, currentEpoch());
    }

    /**
     * The epoch that this server's history belongs to. Usually that is the one whose NEWLEADER it acknowledged; but when a
     * synchronisation is cut short, what has been logged may be of a later one. A log with a transaction of an epoch has all
     * that the epoch began with, which is what the number stands for.
     */
    public long currentEpoch() {
        return lastLogged() == Durable.NO_DATABASE
                ? currentEpoch
                : Math.max(currentEpoch, Succession.epoch(lastLogged()));
    }

    public long nowMillis() {
        return nowMillis;
    }

    /** Time passes. */
    public void now(long millis) {
        nowMillis = millis;
    }

    /** How long the last election took. */
    public long electionMillis() {
        return electionMillis;
    }

    public void elected(long millis) {
        electionMillis = millis;
    }

    /** A voter can be reached on its election port, or not any more. */
    public void voter(long server, boolean up) {
        if (up) {
            down.remove(server);
        } else {
            down.add(server);
        }
    }

    boolean isDown(long server) {
        return down.contains(server);
    }

    /** The configuration that is decided. */
    public Membership membership() {
        return membership;
    }

    /** The configuration that is being decided on; null if none is. */
    public @Nullable Membership proposedMembership() {
        return proposed;
    }

    /** Whether this server follows as an observer. If it is being given a vote, that is needed already. */
    boolean observes() {
        return membership.observes(settings.self()) && (proposed == null || !proposed.isParticipant(settings.self()));
    }

    /** Whether this server's promises and acknowledgements may count, now or by the change that is under way. */
    boolean hasVote() {
        return membership.isParticipant(settings.self()) || lastSeen().isParticipant(settings.self());
    }

    /** The newest configuration, decided or not. */
    Membership lastSeen() {
        return proposed == null ? membership : proposed;
    }

    /** A configuration is being decided on from now on, unless it is older than the one in force. */
    void proposeMembership(Membership next) {
        if (next.version() > membership.version() && !next.equals(proposed)) {
            proposed = next;
            effects.add(new ZabEffect.ConfigProposed(next));
        }
    }

    /**
     * A configuration is in force from now on, unless it is older than the one that is; no other one is being decided on. What
     * was being decided on and came to nothing must be forgotten on the disk as well, or a restart would bring it back.
     */
    public void activate(Membership next) {
        boolean forgets = proposed != null && proposed.version() > next.version();
        proposed = null;
        if (next.replaces(membership, settings.self())) {
            membership = next;
            effects.add(new ZabEffect.ConfigActivated(next));
        } else if (forgets) {
            effects.add(new ZabEffect.ConfigActivated(membership));
        }
    }

    /** A membership that others have decided is in force; what is being decided on still is, if that is a later one. */
    public void adopt(Membership decided) {
        var open = proposed;
        activate(decided);
        if (open != null) {
            proposeMembership(open);
        }
    }

    void saveEpoch(EpochKind kind, long epoch) {
        epochsBeingSaved++;
        effects.add(new ZabEffect.SaveEpoch(kind, epoch));
    }

    /** An epoch is on the disk. */
    public void epochSaved(EpochKind kind, long epoch) {
        epochsBeingSaved--;
        if (kind == EpochKind.ACCEPTED) {
            acceptedEpoch = epoch;
        } else {
            currentEpoch = epoch;
        }
    }

    void reload(ZabEffect how) {
        reloading = true;
        effects.add(how);
    }

    /** Disk and memory have been loaded anew. */
    public void reloaded(ZabInput.Reloaded reloaded) {
        reloading = false;
        log.startWith(reloaded.lastZxid(), reloaded.recent());
    }

    boolean isReloading() {
        return reloading;
    }

    /** This server's log holds everything up to {@code zxid}. */
    public void synced(long zxid) {
        log.synced(zxid);
    }

    /** Whether the disk has all that it was asked to take. */
    public boolean isSettled() {
        return log.isSynced() && epochsBeingSaved == 0 && !reloading;
    }

    /** Makes memory what a restart would find. To be called once the peer {@linkplain #isSettled is settled}. */
    public void fastForward() {
        log.applyAll(effects);
    }

    /** The role cannot go on; the first reason counts. */
    void giveUp(String reason) {
        if (ending == null) {
            ending = new Ending(reason, null);
        }
    }

    /** The role cannot go on, and who leads then is decided already. */
    void giveUpFor(long successor, String reason) {
        if (ending == null) {
            ending = new Ending(reason, successor);
        }
    }

    boolean hasGivenUp() {
        return ending != null;
    }

    /** Why the role cannot go on, once; null if it can. */
    public @Nullable Ending takeEnding() {
        var taken = ending;
        ending = null;
        return taken;
    }

    /** Effects since the last call. */
    public List<ZabEffect> takeEffects() {
        return effects.take();
    }
}
