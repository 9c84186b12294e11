/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static io.zk4j.server.ConfigKey.file;
import static io.zk4j.server.ConfigKey.property;
import static io.zk4j.server.ConfigKey.propertyFirst;
import static io.zk4j.server.ValueType.BOOLEAN;
import static io.zk4j.server.ValueType.PATH;
import static io.zk4j.server.ValueType.PORT;
import static io.zk4j.server.ValueType.RATIO;
import static io.zk4j.server.ValueType.TEXT;
import static io.zk4j.server.ValueType.YES_NO;
import static io.zk4j.server.ValueType.longNumber;
import static io.zk4j.server.ValueType.number;
import static io.zk4j.server.ValueType.oneOf;

import io.zk4j.server.quorum.membership.Membership;
import java.nio.file.Path;
import java.util.List;

/** Settings that mean something between servers. The lines {@code server.N}, {@code group.N}, {@code weight.N} are in {@link Membership}. */
final class EnsembleKeys {
    private static final String ALWAYS_KEPT = "observers always keep logs and snapshots";
    private static final String ALL_TRIED = "all addresses are tried at once, and the first that answers is taken";
    private static final String NEVER_WAITS = "neither sending nor closing ever waits";
    private static final String NO_STAGES = "requests do not pass through such stages";
    private static final String OWN_TESTS = "no server in use needs it";

    static final ConfigKey<Integer> INIT_LIMIT = file(
                    "initLimit", number(0), null, "ticks that a follower may take to connect and synchronise")
            .betweenServers();
    static final ConfigKey<Integer> SYNC_LIMIT = file(
                    "syncLimit", number(0), null, "ticks that a follower may be out of touch")
            .betweenServers();
    static final ConfigKey<String> PEER_TYPE = file(
                    "peerType", oneOf("participant", "observer"), "participant", "a hint; the server list decides")
            .betweenServers();
    static final ConfigKey<Path> DYNAMIC_FILE = file(
                    "dynamicConfigFile", PATH, null, "file with the server, group and weight lines")
            .betweenServers();
    static final ConfigKey<Boolean> STANDALONE = file(
                    "standaloneEnabled",
                    BOOLEAN,
                    true,
                    "false = one server too is an ensemble, which `reconfig -add` makes larger")
            .betweenServers();
    static final ConfigKey<Integer> ELECTION_ALGORITHM = file(
                    "electionAlg", number(3, 3, "3, the only election there is"), 3, "the election")
            .betweenServers();
    static final ConfigKey<Boolean> LOCAL_SESSIONS = file(
                    "localSessionsEnabled", BOOLEAN, false, "sessions that only their server knows")
            .betweenServers();
    static final ConfigKey<Boolean> LOCAL_SESSIONS_UPGRADING = file(
                    "localSessionsUpgradingEnabled", BOOLEAN, false, "a local session becomes global when it must")
            .betweenServers();
    static final ConfigKey<Integer> COMMIT_LOG_COUNT = property(
                    "commitLogCount", number(0), 500, "transactions kept in memory for followers; at least 500")
            .betweenServers();
    static final ConfigKey<Double> SNAPSHOT_SIZE_FACTOR = property(
                    "snapshotSizeFactor", RATIO, 0.33, "how much log, against the snapshot, a follower is sent")
            .betweenServers();
    static final ConfigKey<Boolean> FORCE_SNAPSHOT_SYNC = property(
                    "forceSnapshotSync", BOOLEAN, false, "followers always get a snapshot")
            .betweenServers();
    static final ConfigKey<Boolean> LEADER_SERVES = property(
                    "leaderServes", YES_NO, true, "no = the leader takes no clients")
            .betweenServers();
    static final ConfigKey<Boolean> RECONFIG = file(
                    "reconfigEnabled", BOOLEAN, false, "the members can be changed while running")
            .betweenServers();
    static final ConfigKey<Integer> CONNECT_LIMIT = property(
                    "connectToLearnerMasterLimit", number(0), 0, "ticks to connect to the leader; 0 = initLimit")
            .betweenServers();
    static final ConfigKey<Boolean> LISTEN_ON_ALL = file(
                    "quorumListenOnAllIPs", BOOLEAN, false, "peer ports listen on all addresses")
            .betweenServers();
    static final ConfigKey<Boolean> SEVERAL_ADDRESSES = property(
                    "multiAddress.enabled", BOOLEAN, false, "several addresses per server")
            .betweenServers();
    static final ConfigKey<Integer> CONNECT_TIMEOUT = property(
                    "cnxTimeout", number(1), 5000, "milliseconds to connect for an election")
            .betweenServers();
    static final ConfigKey<Integer> OPENING_TIMEOUT = property(
                    "quorumCnxnTimeoutMs", number(-1), -1, "milliseconds to read while connecting; -1 = syncLimit")
            .betweenServers();
    static final ConfigKey<Integer> ELECTION_BIND_RETRY = property(
                    "electionPortBindRetry", number(0), 3, "tries to bind the election port; 0 = for ever")
            .betweenServers();
    static final ConfigKey<Boolean> PEER_KEEP_ALIVE = property(
                    "tcpKeepAlive", BOOLEAN, false, "TCP keep-alive between servers")
            .betweenServers();
    static final ConfigKey<Integer> NOTIFICATION_MIN = property(
                    "fastleader.minNotificationInterval", number(1), 200, "milliseconds between votes, first")
            .betweenServers();
    static final ConfigKey<Integer> NOTIFICATION_MAX = property(
                    "fastleader.maxNotificationInterval", number(1), 60_000, "milliseconds between votes, last")
            .betweenServers();
    static final ConfigKey<Integer> EPOCH_WAIT = property(
                    "leader.maxTimeToWaitForEpoch",
                    number(-1),
                    -1,
                    "milliseconds that an elected leader waits for a quorum when voters look for another; -1 = initLimit")
            .betweenServers();
    static final ConfigKey<Integer> SNAPSHOTS_MAX = property(
                    "leader.maxConcurrentSnapSyncs", number(1), 10, "snapshots sent to observers at a time")
            .betweenServers();
    static final ConfigKey<Integer> DIFFS_MAX = property(
                    "leader.maxConcurrentDiffSyncs", number(1), 100, "differences sent to observers at a time")
            .betweenServers();

    static final List<ConfigKey<?>> ROWS = List.of(
            INIT_LIMIT,
            SYNC_LIMIT,
            PEER_TYPE,
            DYNAMIC_FILE,
            STANDALONE,
            ELECTION_ALGORITHM,
            file("electionPort", TEXT, null, "nothing").withoutEffect("Apache does not read it either; see server.N"),
            CONNECT_LIMIT,
            LISTEN_ON_ALL,
            file("observerMasterPort", PORT, 0, "port on which followers serve observers; 0 = off")
                    .withoutEffect("observers connect to the leader, wherever it is"),
            file("syncEnabled", BOOLEAN, true, "observers keep logs and snapshots")
                    .withoutEffect(ALWAYS_KEPT),
            property("observer.syncEnabled", BOOLEAN, null, "overrides syncEnabled")
                    .withoutEffect(ALWAYS_KEPT),
            RECONFIG,
            LOCAL_SESSIONS,
            LOCAL_SESSIONS_UPGRADING,
            file("quorum.cnxn.threads.size", number(1), 20, "threads for election connections")
                    .withoutEffect("peer connections have no threads of their own"),
            SEVERAL_ADDRESSES,
            property("multiAddress.reachabilityCheckEnabled", BOOLEAN, true, "addresses are tried before use")
                    .withoutEffect(ALL_TRIED),
            property("multiAddress.reachabilityCheckTimeoutMs", number(1), 1000, "milliseconds for that")
                    .withoutEffect(ALL_TRIED),
            file("oraclePath", PATH, null, "outside decision file of a two-server ensemble")
                    .refused(
                            "a server has no oracle to ask, so neither of two goes on without the other; make it three"),
            COMMIT_LOG_COUNT,
            SNAPSHOT_SIZE_FACTOR,
            FORCE_SNAPSHOT_SYNC,
            LEADER_SERVES,
            CONNECT_TIMEOUT,
            OPENING_TIMEOUT,
            ELECTION_BIND_RETRY,
            PEER_KEEP_ALIVE,
            NOTIFICATION_MIN,
            NOTIFICATION_MAX,
            EPOCH_WAIT,
            SNAPSHOTS_MAX,
            DIFFS_MAX,
            property("leader.ackLoggingFrequency", number(1), 1000, "acknowledgements per measured one")
                    .withoutEffect("every acknowledgement is measured, or none"),
            property("leaderConnectDelayDuringRetryMs", number(0), 100, "milliseconds between tries to reach a leader")
                    .withoutEffect("the first tries come sooner, then all 100 ms"),
            property("leader.closeSocketAsync", BOOLEAN, false, "closing does not wait")
                    .alsoAs("leader.closeSocketAsync")
                    .withoutEffect(NEVER_WAITS),
            property("learner.closeSocketAsync", BOOLEAN, false, "closing does not wait")
                    .alsoAs("learner.closeSocketAsync")
                    .withoutEffect(NEVER_WAITS),
            property("learner.asyncSending", BOOLEAN, false, "sending does not wait")
                    .alsoAs("learner.asyncSending")
                    .withoutEffect(NEVER_WAITS),
            propertyFirst("leader.nodelay", BOOLEAN, true, "TCP_NODELAY at the leader")
                    .withoutEffect("it is always set"),
            propertyFirst("follower.nodelay", BOOLEAN, true, "TCP_NODELAY at followers")
                    .withoutEffect("it is always set"),
            property("observer.reconnectDelayMs", number(0), 0, "milliseconds, randomised")
                    .withoutEffect("observers look for the leader at once"),
            property("observer.election.DelayMs", number(0), 200, "milliseconds, randomised")
                    .withoutEffect("observers look for the leader at once"),
            property("observerMaster.sizeLimit", longNumber(1), 33_554_432L, "bytes kept for observers")
                    .withoutEffect("see observerMasterPort"),
            property("follower.skipLearnerRequestToNextProcessor", BOOLEAN, false, "saves memory")
                    .withoutEffect(NO_STAGES),
            property("forward_learner_requests_to_commit_processor_disabled", BOOLEAN, false, "saves memory")
                    .withoutEffect(NO_STAGES),
            property("messageTracker.Enabled", BOOLEAN, false, "last messages are logged when a link breaks")
                    .withoutEffect("the log says why a link broke"),
            property("messageTracker.BufferSize", number(1), 10, "messages kept for that")
                    .withoutEffect("see messageTracker.Enabled"),
            propertyFirst("readonlymode.enabled", BOOLEAN, false, "reads without a majority, for clients that agree")
                    .withoutEffect("a server without a majority serves nobody"),
            property("enableEagerACLCheck", BOOLEAN, false, "ACLs are checked before a request goes to the leader")
                    .withoutEffect("the leader checks them, in the order of all writes"),
            property("kerberos.canonicalizeHostNames", BOOLEAN, false, "for the hosts of server.N")
                    .withoutEffect("there is no Kerberos between servers"),
            property("test.allowDiscontinuousProposals", BOOLEAN, false, "Apache's own tests")
                    .withoutEffect(OWN_TESTS),
            property("testingonly.initialZxid", longNumber(0), null, "Apache's own tests")
                    .withoutEffect(OWN_TESTS));

    private EnsembleKeys() {}
}
