/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.ServerState;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fast leader election: of the servers that talk to each other, a quorum agrees on the one with the longest history.
 *
 * <p>A server that looks for a leader begins a round and proposes itself. Whoever hears of a better vote in its round takes
 * it over and tells all; whoever hears of a later round goes over to it. Once a quorum has the same vote, a moment is left for
 * a better one. A server that comes late is told the decision by those who have made it, and joins them.
 *
 * <p>What is decided is only a proposal whom to connect to: safety rests on the leader's discovery, so votes may be lost, late
 * or repeated, and the wait may be cut short.
 *
 * <p>Pure. What should happen comes back as an {@link Outcome}. Time never goes back. Owned by the core thread.
 */
public final class Election {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);
    private static final long NEVER = Long.MAX_VALUE;

    /** The last zxid of a server that knows its database to be missing: it has no part in a vote. */
    private static final long NO_DATABASE = -1;

    private final long self;
    private final ElectionTimes times;
    private final boolean adoptsMemberships;
    private Electorate electorate;

    private ServerState state = ServerState.LOOKING;
    private boolean isVoting; // false while LOOKING: the previous role is being ended, or none has begun
    private long round;
    private long lastZxid = NO_DATABASE;
    private long currentEpoch;
    private Vote initial = Vote.ofObserver(0); // own, with which this election was begun
    private Vote proposal = initial;
    private @Nullable Vote current; // the last decision; before the first one the own vote

    private final Ballots ballots = new Ballots(); // of this round
    private final Ballots decisions = new Ballots(); // of those who are not looking, in any round
    private final Map<Long, Notification> unheard =
            new TreeMap<>(); // the last of each voter that could not be heard yet
    private final EarlyVotes early = new EarlyVotes();
    private final Set<Long> down = new HashSet<>(); // voters that refuse connections

    private long now;
    private final Silence silence;
    private long decideAt = NEVER;

    private final OutcomeDraft draft = new OutcomeDraft();

    /**
     * An election that has not begun.
     *
     * @param self this server's number
     * @param lastSeen the membership that is being changed to; null if there is none
     * @param adoptsMemberships whether a newer membership that another server has committed is taken over while looking
     */
    public Election(
            long self,
            Membership committed,
            @Nullable Membership lastSeen,
            ElectionTimes times,
            boolean adoptsMemberships) {
        this.self = self;
        this.electorate = new Electorate(committed, lastSeen);
        this.times = times;
        this.adoptsMemberships = adoptsMemberships;
        this.silence = new Silence(times);
    }

    /** What this server does, as it tells others. */
    public ServerState state() {
        return state;
    }

    /** The round of the current election, or of the last one. */
    public long round() {
        return round;
    }

    /**
     * Begins an election.
     *
     * @param lastLoggedZxid the last transaction in the own log, committed or not; -1 if the database is known to be missing
     * @param epoch the last epoch that this server took part in
     */
    public Outcome look(long lastLoggedZxid, long epoch, long time) {
        now = time;
        lastZxid = lastLoggedZxid;
        currentEpoch = epoch;
        state = ServerState.LOOKING;
        isVoting = true;
        beginRound();
        early.take(round, now).forEach(this::hear);
        hearUnheard();
        return draft.take();
    }

    private void beginRound() {
        round++;
        ballots.clear();
        decisions.clear();
        silence.begin(now);
        initial = electorate.committed().isParticipant(self)
                ? new Vote(self, lastZxid, round, currentEpoch)
                : Vote.ofObserver(round);
        if (current == null) {
            current = initial;
        }
        propose(initial);
        count();
    }

    /** Takes in what another server says. */
    public Outcome heard(long from, Notification notification, long time) {
        now = time;
        hear(from, notification);
        return draft.take();
    }

    private void hear(long from, Notification n) {
        if (state == ServerState.LOOKING && adoptsMemberships) {
            adoptMembershipOf(from, n);
        }
        if (!electorate.isVoter(from)) {
            hearOutsider(from, n);
        } else if (state != ServerState.LOOKING) {
            if (n.state() == ServerState.LOOKING) {
                tellCurrent(from);
                early.note(from, n, now);
            } else {
                early.forget(from);
            }
        } else if (isVoting) {
            silence.broken(now);
            if (n.state() == ServerState.LOOKING
                    && n.electionEpoch() < round
                    && electorate.committed().isParticipant(self)) {
                tell(from, proposal); // Others without a vote are answered whatever they say, so that would never end.
            }
            consider(from, n);
        } else {
            unheard.put(from, n);
        }
    }

    /**
     * Who has no vote is told the state of things if it wants to know. Two without a vote that answered whatever the other one
     * says would never end, nor would a voter and one that follows already.
     */
    private void hearOutsider(long from, Notification n) {
        if (n.state() == ServerState.LOOKING && (electorate.isVoter(self) || state != ServerState.LOOKING)) {
            tellCurrent(from);
        }
    }

    private void hearUnheard() {
        var late = new TreeMap<>(unheard);
        unheard.clear();
        late.forEach(this::hear);
    }

    private void adoptMembershipOf(long from, Notification n) {
        if (n.config() == null || n.config().equals(electorate.config())) {
            return;
        }
        Membership theirs;
        try {
            theirs = Membership.parse(n.config());
        } catch (IllegalArgumentException e) {
            LOG.warn("The membership of server {} is ignored, though not its vote: {}", from, e.getMessage());
            return;
        }
        if (theirs.replaces(electorate.committed(), self)
                && !theirs.participants().isEmpty()) {
            draft.adopt(theirs);
            change(electorate.adopting(theirs));
        }
    }

    private void consider(long from, Notification n) {
        if (!electorate.isVoter(n.leader())) {
            // Who has a vote only by the change under way proposes nobody at first, but may be needed for a quorum.
            if (n.state() == ServerState.LOOKING && n.electionEpoch() > round && decideAt == NEVER) {
                goOverTo(n.electionEpoch(), initial);
                count();
            }
            return;
        }
        switch (n.state()) {
            case LOOKING -> considerVote(from, n);
            case FOLLOWING, LEADING -> considerDecision(from, n);
            case OBSERVING -> {} // an observer's decision says nothing about the voters
        }
    }

    private void considerVote(long from, Notification n) {
        if (lastZxid == NO_DATABASE || n.zxid() == NO_DATABASE || n.electionEpoch() < round) {
            return;
        }
        var theirs = Ballot.of(n).vote();
        if (decideAt != NEVER && n.electionEpoch() > round && !electorate.prefers(theirs, proposal)) {
            unheard.put(from, n); // A quorum agrees, and this is no reason to begin anew: it is told what was decided.
            return;
        }
        if (n.electionEpoch() > round) {
            goOverTo(n.electionEpoch(), electorate.prefers(theirs, initial) ? theirs : initial);
        } else if (electorate.prefers(theirs, proposal)) {
            propose(theirs);
        }
        ballots.put(from, Ballot.looking(theirs));
        count();
    }

    private void goOverTo(long laterRound, Vote vote) {
        round = laterRound;
        ballots.clear();
        propose(vote);
    }

    /** Decides when a quorum has the same vote and no better one is to be expected. */
    private void count() {
        var ballot = Ballot.looking(proposal);
        if (decideAt == NEVER && electorate.isQuorum(ballots.agreeingWith(ballot))) {
            decideAt = now + times.finalizeMillis();
        }
        if (decideAt != NEVER && (decideAt <= now || everybodyElseIsDown(ballots.agreeingWith(ballot)))) {
            decide(proposal);
        }
    }

    private boolean everybodyElseIsDown(Set<Long> agreeing) {
        return electorate.voters().stream().allMatch(voter -> agreeing.contains(voter) || down.contains(voter));
    }

    private void considerDecision(long from, Notification n) {
        var ballot = Ballot.of(n);
        if (n.electionEpoch() == round) {
            ballots.put(from, ballot);
            if (isDecided(ballots, ballot)) {
                decide(ballot.vote());
                return;
            }
        }
        decisions.put(from, ballot);
        if (isDecided(decisions, ballot)) {
            round = n.electionEpoch();
            decide(ballot.vote());
        }
    }

    /**
     * Whether a quorum has decided so, and the leader knows of it: it says that it leads, or it is this server, in this very
     * round. A leader that has lost its database cannot resume. Who only follows asks nobody about a change of the members
     * that is being decided on, since that may have come to nothing, and its quorum may need this very server.
     */
    private boolean isDecided(Ballots cast, Ballot ballot) {
        long leader = ballot.vote().leader();
        var agreeing = cast.agreeingWith(ballot);
        return leader == self
                ? ballot.vote().electionEpoch() == round && lastZxid != NO_DATABASE && electorate.isQuorum(agreeing)
                : cast.hasClaim(leader) && electorate.committed().rule().isQuorum(agreeing);
    }

    private void decide(Vote vote) {
        draft.decide(vote);
        become(vote);
        for (long voter : unheard.keySet()) {
            tellCurrent(voter);
        }
        unheard.clear();
    }

    private void become(Vote vote) {
        current = vote;
        isVoting = false;
        decideAt = NEVER;
        if (vote.leader() == self) {
            state = ServerState.LEADING;
        } else {
            state = electorate.observes(self) ? ServerState.OBSERVING : ServerState.FOLLOWING;
        }
    }

    /** Time has passed. */
    public Outcome tick(long time) {
        now = time;
        if (isVoting && decideAt == NEVER) {
            hearUnheard();
        }
        if (isVoting && decideAt <= now) {
            decide(proposal);
        } else if (isVoting && decideAt == NEVER && silence.isOver(now)) {
            silence.prolong(now);
            tellAll();
        }
        return draft.take();
    }

    /** There is a connection to that server. Whoever comes back need not wait until the silence has grown long. */
    public Outcome voterUp(long voter) {
        down.remove(voter);
        silence.shorten(now);
        return draft.take();
    }

    /** That server refuses connections, or the one there was has ended: nothing is to be expected of it for now. */
    public Outcome voterDown(long voter) {
        early.forget(voter);
        down.add(voter);
        if (isVoting && decideAt != NEVER) {
            count();
        }
        return draft.take();
    }

    /**
     * The decision has been carried out: an epoch has begun. Those who look for a leader are told of it from now on.
     *
     * @param epoch of the leader that this server is or follows
     */
    public Outcome settled(long epoch) {
        if (state == ServerState.LOOKING || current == null) {
            throw new IllegalStateException("nothing is decided in round " + round + ", but epoch " + epoch + " began");
        }
        current = current.inEpoch(epoch);
        return draft.take();
    }

    /** The leader that leaves has named its successor: it is taken without an election. */
    public Outcome appointed(long leader) {
        if (current == null) {
            throw new IllegalStateException("server " + leader + " appointed before the first election");
        }
        decide(new Vote(leader, current.zxid(), round, current.peerEpoch()));
        return draft.take();
    }

    /** The role ends, but this server cannot look yet. What it hears until then is considered when it does. */
    public Outcome left() {
        state = ServerState.LOOKING;
        isVoting = false;
        return draft.take();
    }

    /**
     * Who elects from now on; an election that is on begins anew if that is a change.
     *
     * @param lastSeen the membership that is being changed to; null if there is none
     */
    public Outcome membership(Membership committed, @Nullable Membership lastSeen) {
        change(new Electorate(committed, lastSeen));
        return draft.take();
    }

    private void change(Electorate changed) {
        if (electorate.equals(changed)) {
            return;
        }
        electorate = changed;
        unheard.keySet().removeIf(voter -> !changed.isVoter(voter));
        if (isVoting) {
            beginRound();
        }
    }

    private void propose(Vote vote) {
        proposal = vote.inRound(round);
        decideAt = NEVER;
        if (lastZxid != NO_DATABASE) {
            ballots.put(self, Ballot.looking(proposal));
        }
        tellAll();
    }

    private void tellAll() {
        for (long voter : electorate.voters()) {
            if (voter != self) {
                tell(voter, proposal);
            }
        }
    }

    private void tellCurrent(long to) {
        if (current != null) {
            tell(to, current.inRound(round));
        }
    }

    private void tell(long to, Vote vote) {
        draft.send(
                to,
                Notification.of(
                        state,
                        vote.leader(),
                        vote.zxid(),
                        vote.electionEpoch(),
                        vote.peerEpoch(),
                        electorate.config()));
    }
}
