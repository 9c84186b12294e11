/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.Leading;
import io.zk4j.server.quorum.broadcast.Learning;
import io.zk4j.server.quorum.broadcast.Peer;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.Role;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.election.Election;
import io.zk4j.server.quorum.election.ElectionTimes;
import io.zk4j.server.quorum.election.Outcome;
import io.zk4j.server.quorum.election.Vote;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.ServerState;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of an ensemble: inputs go in, effects come out, to be carried out in order.
 *
 * <p>It looks for a leader, takes the {@linkplain Role role} that the election decides on, and when that cannot go on, looks
 * again. In between it waits until its disk has taken all that it was given, and brings the tree to exactly what is logged:
 * nothing of the last role is still on its way when the next one begins (ZOOKEEPER-2845, 4541, 4712).
 *
 * <p>Pure. Owned by the core thread.
 */
public final class ZabPeer {
    private static final Logger LOG = LoggerFactory.getLogger(ZabPeer.class);

    private final PeerSettings settings;
    private final Peer peer;
    private final Election election;
    private @Nullable Role role; // null while looking, or about to look
    private @Nullable Long successor; // who leads next, if that is decided without an election
    private boolean looking;
    private boolean started;
    private long lookingSinceMillis;
    private boolean epochBegun; // of the current role
    private Membership toldMembership; // what the election knows
    private @Nullable Membership toldNext;

    /**
     * A peer that has not been told to start.
     *
     * @param membership the configuration in force
     * @param lastSeen the one that was being decided on when the server stopped; null if none was
     */
    public ZabPeer(
            PeerSettings settings,
            ElectionTimes times,
            Membership membership,
            @Nullable Membership lastSeen,
            Durable durable) {
        this.settings = settings;
        this.peer = new Peer(settings, membership, lastSeen, durable);
        this.toldMembership = membership;
        this.toldNext = lastSeen;
        this.election = new Election(settings.self(), membership, lastSeen, times, settings.reconfigEnabled());
    }

    /** Takes one input in; what should happen comes back. */
    public List<ZabEffect> step(ZabInput input) {
        if (input instanceof ZabInput.Start start) {
            peer.now(start.nowMillis());
            started = true;
        } else if (input instanceof ZabInput.Tick tick) {
            tick(tick.nowMillis());
        } else if (input instanceof ZabInput.Heard heard) {
            heard(heard);
        } else if (input instanceof ZabInput.VoterUp up) {
            peer.voter(up.server(), true);
            carryOut(election.voterUp(up.server()));
        } else if (input instanceof ZabInput.VoterDown down) {
            peer.voter(down.server(), false);
            carryOut(election.voterDown(down.server()));
            if (role != null) {
                role.voterDown();
            }
        } else if (input instanceof ZabInput.LogSynced synced) {
            peer.synced(synced.zxid());
            if (role != null) {
                role.logSynced(synced.zxid());
            }
        } else if (input instanceof ZabInput.EpochSaved saved) {
            peer.epochSaved(saved.kind(), saved.epoch());
            if (role != null) {
                role.epochSaved(saved.kind(), saved.epoch());
            }
        } else if (input instanceof ZabInput.Reloaded reloaded) {
            peer.reloaded(reloaded);
            if (role != null) {
                role.reloaded();
            }
        } else if (role != null) {
            tell(role, input);
        } else {
            tellNobody(input);
        }
        afterwards();
        return peer.takeEffects();
    }

    /** What this peer is and does. */
    public PeerStatus status() {
        var known = role;
        return known == null
                ? new PeerStatus(
                        ServerState.LOOKING,
                        ZabPhase.ELECTION,
                        PeerStatus.NO_LEADER,
                        peer.currentEpoch(),
                        peer.electionMillis(),
                        0,
                        Set.of(),
                        Set.of(),
                        0,
                        peer.lastLogged())
                : known.status();
    }

    /** The configuration in force. */
    public Membership membership() {
        return peer.membership();
    }

    /** The newest configuration that this peer has seen, in force or not. */
    public Membership lastSeenMembership() {
        var proposed = peer.proposedMembership();
        return proposed == null ? peer.membership() : proposed;
    }

    private void tick(long nowMillis) {
        peer.now(nowMillis);
        carryOut(election.tick(nowMillis));
        if (role != null) {
            role.tick();
        }
    }

    private void heard(ZabInput.Heard heard) {
        if (role != null) {
            role.heard(heard.from(), heard.notification());
        }
        carryOut(election.heard(heard.from(), heard.notification(), peer.nowMillis()));
    }

    private void tell(Role current, ZabInput input) {
        if (input instanceof ZabInput.Received received) {
            current.received(received.link(), received.message());
        } else if (input instanceof ZabInput.Propose propose) {
            current.propose(propose);
        } else if (input instanceof ZabInput.LearnerLinked linked) {
            current.learnerLinked(linked.link());
        } else if (input instanceof ZabInput.LeaderLinked linked) {
            current.leaderLinked(linked.link(), linked.server());
        } else if (input instanceof ZabInput.LeaderUnreachable unreachable) {
            current.leaderUnreachable(unreachable.server(), unreachable.reason());
        } else if (input instanceof ZabInput.LinkLost lost) {
            current.linkLost(lost.link(), lost.reason());
        } else if (input instanceof ZabInput.Progressing progressing) {
            current.progressing(progressing.link());
        } else if (input instanceof ZabInput.SnapshotArrived arrived) {
            current.snapshotArrived(arrived.link(), arrived.zxid());
        } else if (input instanceof ZabInput.DiskHistory history) {
            current.diskHistory(history.link(), history.found());
        } else {
            throw new IllegalArgumentException("an input of an unknown kind: " + input);
        }
    }

    /** Without a role, connections that were on their way when the last one ended are of no use. */
    private void tellNobody(ZabInput input) {
        if (input instanceof ZabInput.LeaderLinked linked) {
            peer.effects().add(new ZabEffect.Disconnect(linked.link(), "this server looks for a leader"));
        } else if (input instanceof ZabInput.LearnerLinked linked) {
            peer.effects().add(new ZabEffect.Disconnect(linked.link(), "this server looks for a leader"));
        } else if (input instanceof ZabInput.Propose propose) {
            throw new IllegalStateException("a transaction is proposed by a server that does not lead: " + propose);
        }
    }

    /** What follows from the input: the end of a role, the beginning of an election. */
    private void afterwards() {
        tellElection();
        var ending = peer.takeEnding();
        if (ending != null && role != null) {
            endRole(role, ending);
        }
        if (started && role == null && !looking) {
            lookWhenSettled();
        }
        if (role != null) {
            noteEpochBegun(role);
        }
    }

    /** Who looks for a leader is told of the members as they are by now, not as they were at the last election. */
    private void tellElection() {
        if (!peer.membership().equals(toldMembership) || !Objects.equals(peer.proposedMembership(), toldNext)) {
            toldMembership = peer.membership();
            toldNext = peer.proposedMembership();
            carryOut(election.membership(toldMembership, toldNext));
        }
    }

    private void endRole(Role over, Peer.Ending ending) {
        role = null;
        successor = ending.successor();
        carryOut(election.left());
        peer.effects().add(new ZabEffect.RoleChanged(status(), ending.reason(), ZabEffect.NO_LINK));
        over.end();
    }

    private void lookWhenSettled() {
        if (!peer.isSettled()) {
            return; // the next LogSynced, EpochSaved or Reloaded leads here again
        }
        peer.fastForward();
        looking = true;
        lookingSinceMillis = peer.nowMillis();
        var appointed = successor;
        successor = null;
        if (appointed != null) {
            carryOut(election.appointed(appointed));
        } else {
            carryOut(election.look(peer.lastLogged(), peer.currentEpoch(), peer.nowMillis()));
        }
    }

    private void carryOut(Outcome outcome) {
        for (var outgoing : outcome.send()) {
            peer.effects().add(new ZabEffect.Notify(outgoing.to(), outgoing.notification()));
        }
        var adopted = outcome.adopted();
        if (adopted != null) {
            peer.adopt(adopted);
        }
        var decided = outcome.decided();
        if (decided != null && looking) {
            decided(decided);
        }
    }

    private void decided(Vote vote) {
        looking = false;
        peer.elected(peer.nowMillis() - lookingSinceMillis);
        var begun = vote.leader() == settings.self()
                ? new Leading(peer, election.round())
                : new Learning(peer, vote.leader());
        role = begun;
        epochBegun = false;
        LOG.debug("Server {} decided for leader {} after {} ms", settings.self(), vote.leader(), peer.electionMillis());
        peer.effects().add(new ZabEffect.RoleChanged(begun.status(), "elected", ZabEffect.NO_LINK));
        begun.begin();
    }

    /** Those who look for a leader are told of an epoch once it has begun. */
    private void noteEpochBegun(Role current) {
        if (!epochBegun && current.isServing()) {
            epochBegun = true;
            carryOut(election.settled(current.status().epoch()));
        }
    }
}
