/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.ZabPeer;
import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.election.ElectionTimes;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.sim.DiskListener.Lie;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One machine with its disk and, while it is up, the process with its peer. What comes from outside goes through an inbox,
 * which a paused process does not look at. What the peer wants done is carried out by {@link SimDriver}.
 */
final class SimServer {
    private static final int INBOX_MAX = 20_000;

    private final World world;
    private final long id;
    private final String name;
    private final SimDisk disk;
    private final ArrayDeque<Object> inbox = new ArrayDeque<>(); // ZabInput or Runnable
    private final long clockOffsetMillis;
    private final int clockPercent; // of the true speed
    private final KeptList list;
    private int life; // how often it was started
    private @Nullable ZabPeer peer;
    private @Nullable SimDriver driver;
    private boolean paused;
    private boolean stepping;
    private int effectsUntilCrash = Integer.MAX_VALUE;
    private boolean crashesAtBadMoment;

    SimServer(World world, long id) {
        this.world = world;
        this.id = id;
        this.name = "server " + id;
        this.disk = new SimDisk(world, new Listener());
        this.list = new KeptList(world, id);
        this.clockOffsetMillis = world.chance().between(0, 1_000_000);
        this.clockPercent = world.chance().between(90, 110);
    }

    /** What the disk says goes through the inbox, too. */
    private final class Listener implements DiskListener {
        @Override
        public void logSynced(long zxid) {
            accept(new ZabInput.LogSynced(zxid));
        }

        @Override
        public void writeFailed() {
            crash(false);
            world.timeline().after(world.chance().micros(10, 800), SimServer.this::start);
        }

        @Override
        public void epochSaved(EpochKind kind, long epoch) {
            checkEpochs(kind, epoch);
            accept(new ZabInput.EpochSaved(kind, epoch));
        }

        @Override
        public boolean lies(Lie lie) {
            return world.bug().lies(lie);
        }

        @Override
        public boolean isDecided(Prefix content) {
            return world.truth().isDecided(content);
        }

        @Override
        public void happened(Situation situation) {
            world.coverage().count(situation);
        }
    }

    private void checkEpochs(EpochKind kind, long epoch) {
        if (disk.epoch(kind) != epoch) {
            return; // a disk that lies: others notice
        }
        if (disk.epoch(EpochKind.CURRENT) > disk.epoch(EpochKind.ACCEPTED)
                && world.watches(Invariant.EPOCHS_NEVER_GO_BACK)) {
            throw Invariant.EPOCHS_NEVER_GO_BACK.broken(this + " has " + disk);
        }
        if (kind == EpochKind.CURRENT) {
            world.truth().epochIsDurable(this, epoch);
        }
    }

    long id() {
        return id;
    }

    /** Where it is in tables by server. */
    int index() {
        return (int) id;
    }

    /** Its place in a set of servers. */
    int bit() {
        return 1 << (id - 1);
    }

    SimDisk disk() {
        return disk;
    }

    boolean isUp() {
        return peer != null;
    }

    int life() {
        return life;
    }

    /** Whether the process is still the one that it was in that life. */
    boolean isAlive(int inLife) {
        return peer != null && life == inLife;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isListening() {
        return driver != null && driver.isListening();
    }

    boolean isServing() {
        return driver != null && driver.isServing();
    }

    boolean isLeading() {
        return driver != null && driver.isLeading();
    }

    boolean isObserver() {
        return membership().observes(id);
    }

    /** The list in force here; what was in force last while it is down. */
    Membership membership() {
        return peer == null ? list.list() : peer.membership();
    }

    Membership lastSeenMembership() {
        return peer == null ? list.list() : peer.lastSeenMembership();
    }

    /** Who is connected to its quorum port, by link. */
    Map<Long, Long> learners() {
        return world.network().quorumLinks().othersOf(this);
    }

    KeptList list() {
        return list;
    }

    /** What it shows to clients; what a start would show while it is down. */
    Prefix tree() {
        return driver == null ? disk.durable() : driver.tree();
    }

    /** The requests of its clients; null while it is down. */
    @Nullable
    ClientDesk desk() {
        return driver == null ? null : driver.desk();
    }

    PeerStatus status() {
        if (peer == null) {
            throw new IllegalStateException(this + " is down");
        }
        return peer.status();
    }

    /** Its own clock. */
    long nowMillis() {
        return clockOffsetMillis + world.timeline().nowMicros() * clockPercent / 100_000;
    }

    /** Starts the process with what the disk has. */
    void start() {
        if (peer != null) {
            return;
        }
        life++;
        paused = false;
        var scenario = world.scenario();
        if (disk.durableZxid() >>> Integer.SIZE > disk.epoch(EpochKind.CURRENT)) {
            world.coverage().count(Situation.LOG_AHEAD_OF_ITS_EPOCH_AT_RESTART);
        }
        var durable = world.bug()
                .durable(
                        this,
                        new Durable(
                                disk.durableZxid(),
                                disk.epoch(EpochKind.ACCEPTED),
                                disk.epoch(EpochKind.CURRENT),
                                disk.recent(scenario.commitLogCount())));
        world.trace(toString(), "starts with " + disk);
        driver = new SimDriver(world, this);
        var members = list.forStart();
        peer = new ZabPeer(
                scenario.settingsOf(id),
                new ElectionTimes(100, 1000, world.chance().between(5, 60)),
                scenario.membersChange() ? members : world.bug().membership(members),
                list.next(),
                durable);
        accept(new ZabInput.Start(nowMillis()));
        world.network().electionLinks().started(this);
        tickLater(life);
    }

    private void tickLater(int ofLife) {
        world.timeline().after(world.chance().micros(20, 60), () -> {
            if (isAlive(ofLife)) {
                if (!paused) {
                    accept(new ZabInput.Tick(nowMillis()));
                }
                tickLater(ofLife);
            }
        });
    }

    /** The process is gone; with {@code powerLoss} nobody is told. */
    void crash(boolean powerLoss) {
        var ending = driver;
        if (ending == null) {
            return;
        }
        world.trace(toString(), (powerLoss ? "loses power with " : "is killed with ") + disk);
        ending.crashed();
        peer = null;
        driver = null;
        inbox.clear();
        disarm();
        long epoch = disk.epoch(EpochKind.CURRENT);
        disk.crash();
        if (disk.epoch(EpochKind.CURRENT) != epoch) {
            checkEpochs(EpochKind.CURRENT, disk.epoch(EpochKind.CURRENT));
        }
        world.network().electionLinks().died(this, !powerLoss);
        world.network().quorumLinks().died(this, !powerLoss);
        world.truth().requireOnQuorum();
    }

    /** It crashes after so many effects. */
    void crashAfter(int effects) {
        effectsUntilCrash = effects;
    }

    /** It crashes with the next effect that must not be done by halves. */
    void crashAtBadMoment() {
        crashesAtBadMoment = true;
    }

    void disarm() {
        effectsUntilCrash = Integer.MAX_VALUE;
        crashesAtBadMoment = false;
    }

    void pause() {
        if (peer != null) {
            world.trace(toString(), "is paused");
            paused = true;
        }
    }

    void resume() {
        if (paused) {
            paused = false;
            world.trace(toString(), "goes on");
            inbox.addFirst(new ZabInput.Tick(nowMillis()));
            takeInbox();
        }
    }

    /** Something for the peer. */
    void accept(ZabInput input) {
        enqueue(input);
    }

    /** Something for the driver. */
    void accept(Runnable action) {
        enqueue(action);
    }

    /** Something that comes up inside a step and is dealt with right behind it. */
    void acceptNext(Object inputOrAction) {
        inbox.addFirst(inputOrAction);
    }

    private void enqueue(Object what) {
        if (peer == null) {
            return;
        }
        inbox.add(what);
        if (inbox.size() > INBOX_MAX) {
            throw Invariant.QUEUES_ARE_BOUNDED.broken(this + " has " + inbox.size() + " inputs waiting");
        }
        takeInbox();
    }

    void snapshotArrived(long link, long zxid, Prefix content) {
        if (driver != null) {
            driver.snapshotArrives(link, content);
            accept(new ZabInput.SnapshotArrived(link, zxid));
        }
    }

    private void takeInbox() {
        if (stepping) {
            return;
        }
        stepping = true;
        while (!paused && peer != null && !inbox.isEmpty()) {
            var next = inbox.remove();
            if (next instanceof Runnable action) {
                action.run();
            } else {
                for (var input : world.bug().inputs(this, (ZabInput) next)) {
                    step(input);
                }
            }
        }
        stepping = false;
    }

    /** One step of the peer. To be called from inside an action or a step only. */
    void step(ZabInput input) {
        var stepped = peer;
        var carrying = driver;
        if (stepped == null || carrying == null) {
            return;
        }
        world.trace(toString(), input);
        carrying.hears(input);
        try {
            var effects = stepped.step(input);
            carrying.carryOut(world.bug().effects(this, input, effects));
        } catch (RuntimeException e) {
            var broken = Invariant.NO_PEER_GIVES_UP.broken(this + " threw " + e + " at " + Words.of(input));
            broken.initCause(e);
            throw broken;
        }
    }

    /** The members are to change; to be called inside an action, of a leader. */
    void change(Membership next, long session, int cxid) {
        if (driver != null) {
            driver.change(next, session, cxid);
        }
    }

    /** Now and then the tree goes into a snapshot file. */
    void takeSnapshot() {
        if (driver != null) {
            driver.takeSnapshot();
        }
    }

    /** Whether the process dies instead of going on with an effect; {@code bad} if that must not be done by halves. */
    boolean diesBefore(boolean bad) {
        boolean dies = --effectsUntilCrash < 0
                || (crashesAtBadMoment && bad && world.chance().in100(50));
        if (dies) {
            world.coverage().count(Situation.CRASH_BETWEEN_TWO_EFFECTS);
            world.trace(toString(), "dies before the next effect");
            crash(world.chance().in100(30));
            world.timeline().after(world.chance().micros(10, 800), this::start);
        }
        return dies;
    }

    @Override
    public String toString() {
        return name;
    }
}
