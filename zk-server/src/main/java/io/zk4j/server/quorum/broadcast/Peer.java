/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import java.util.List;
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
    private Membership membership;
    private @Nullable Membership proposed; // a reconfiguration that is not decided yet
    private long acceptedEpoch;
    private long currentEpoch;
    private int epochsBeingSaved;
    private boolean reloading;
    private long nowMillis;
    private @Nullable String givenUp;

    /** A peer as its server finds it on the disk. */
    public Peer(PeerSettings settings, Membership membership, @Nullable Membership lastSeen, Durable durable) {
        this.settings = settings;
        this.membership = membership;
        this.proposed = lastSeen;
        this.log = new LocalLog(durable, settings.commitLogCount());
        this.acceptedEpoch = durable.acceptedEpoch();
        this.currentEpoch = durable.currentEpoch();
    }

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

    long acceptedEpoch() {
        return acceptedEpoch;
    }

    public long currentEpoch() {
        return currentEpoch;
    }

    public long nowMillis() {
        return nowMillis;
    }

    /** Time passes. */
    public void now(long millis) {
        nowMillis = millis;
    }

    /** The configuration that is decided. */
    public Membership membership() {
        return membership;
    }

    /** The configuration that is being decided on; null if none is. */
    public @Nullable Membership proposedMembership() {
        return proposed;
    }

    /** The newest configuration, decided or not. */
    Membership lastSeen() {
        return proposed == null ? membership : proposed;
    }

    void proposeMembership(Membership next) {
        proposed = next;
        effects.add(new ZabEffect.ConfigProposed(next));
    }

    /** A configuration is in force from now on, unless it is older than the one that is. */
    public void activate(Membership next) {
        proposed = null;
        if (next.version() > membership.version()) {
            membership = next;
            effects.add(new ZabEffect.ConfigActivated(next));
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

    /** The role cannot go on. */
    void giveUp(String reason) {
        if (givenUp == null) {
            givenUp = reason;
        }
    }

    boolean hasGivenUp() {
        return givenUp != null;
    }

    /** Why the role cannot go on, once; null if it can. */
    public @Nullable String takeGivenUp() {
        var reason = givenUp;
        givenUp = null;
        return reason;
    }

    /** Effects since the last call. */
    public List<ZabEffect> takeEffects() {
        return effects.take();
    }
}
