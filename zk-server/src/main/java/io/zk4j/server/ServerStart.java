/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.core.Admission;
import io.zk4j.server.core.Clock;
import io.zk4j.server.core.CoreState;
import io.zk4j.server.core.DigestHistory;
import io.zk4j.server.core.Inbox;
import io.zk4j.server.core.Input;
import io.zk4j.server.core.LogThread;
import io.zk4j.server.core.LoopReads;
import io.zk4j.server.core.Reaper;
import io.zk4j.server.core.Recovery;
import io.zk4j.server.core.Replication;
import io.zk4j.server.core.ServerCore;
import io.zk4j.server.core.ServerStats;
import io.zk4j.server.core.SessionSettings;
import io.zk4j.server.core.SessionTimeouts;
import io.zk4j.server.core.Snapshots;
import io.zk4j.server.core.StandaloneReplication;
import io.zk4j.server.core.Ticker;
import io.zk4j.server.core.TxnJournal;
import io.zk4j.server.core.WriteGate;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.net.Authentication;
import io.zk4j.server.net.ClientPort;
import io.zk4j.server.net.Complaints;
import io.zk4j.server.net.ConnectionLimits;
import io.zk4j.server.net.Connections;
import io.zk4j.server.net.FrontEnd;
import io.zk4j.server.net.word.FourLetterWords;
import io.zk4j.server.net.word.WordSources;
import io.zk4j.server.op.OperationSettings;
import io.zk4j.server.op.Operations;
import io.zk4j.server.session.SessionIds;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.RecoveryReport;
import io.zk4j.server.storage.SnapshotSchedule;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.txn.TxnRecord;
import io.zk4j.server.watch.WatchTable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start of a server: the one place where its objects are made and put together.
 *
 * <p>Used once, by one thread. Whatever has been started when something fails is stopped again.
 */
final class ServerStart {
    private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);

    /** The top byte of the session ids of a server that has no number; Apache's takes the same. */
    private static final int STANDALONE_ID = 1;

    /** How often a member of an ensemble is told of the time. */
    private static final int MEMBER_TICK_MILLIS = 20;

    private final ServerConfig config;
    private final ServerParts parts;
    private final Clock clock;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Inbox<Input> inbox = new Inbox<>();
    private final WriteGate gate = new WriteGate();
    private final Metrics metrics = new Metrics();
    private final ServerStats stats = new ServerStats(metrics);
    private final MemberView view;
    private final AclPolicy acls;
    private final Operations operations;

    ServerStart(ServerConfig config, ServerParts parts) {
        this.config = config;
        this.parts = parts;
        this.clock = parts.clock();
        this.acls = AclSetup.policy(config);
        this.view = new MemberView(clock, config.serverId());
        this.operations = new Operations(new OperationSettings(
                acls,
                config.extendedTypesEnabled(),
                config.enforceQuota(),
                config.ensemble().reconfigEnabled(),
                config.ensemble().participantsMin(),
                view,
                metrics));
    }

    ZkServer run() throws StartupException {
        LOG.info("Starting zk4j {} (Java {})", ServerVersion.own(), System.getProperty("java.version"));
        config.warnings().forEach(LOG::warn);
        boolean started = false;
        try {
            requireSupported(config);
            var server = start();
            started = true;
            return server;
        } catch (IOException e) {
            throw new StartupException(oneLine(e), e);
        } finally {
            if (!started) {
                lifecycle.stop();
            }
        }
    }

    static void requireSupported(ServerConfig config) throws StartupException {
        if (config.clientPort() == ServerConfig.NO_PORT) {
            throw new StartupException("clientPort is not set, so nobody could reach this server. Set it, for example"
                    + " clientPort=2181");
        }
    }

    private ZkServer start() throws IOException, StartupException {
        var directory = openDirectory();
        lifecycle.started("the data directory", directory::close);
        LOG.info("Data in {}, transaction log in {}", config.dataDir(), config.dataLogDir());

        var tree = new DataTree(config.digestEnabled());
        var state = new CoreState(
                tree,
                new SessionTable(config.tickMillis()),
                new WatchTable(acls, metrics),
                new DigestHistory(),
                metrics);
        var recovered = recover(directory, state);

        var snapshots = new Snapshots(directory::writeSnapshot, inbox, clock, metrics);
        lifecycle.started("the snapshots", snapshots::stop);
        if (recovered.report.snapshot() == null) {
            if (recovered.report.isTrusted()) {
                snapshots.writeNow(state); // logs are of no use without one below them
            }
        } else if (recovered.report.replayed() > 0) {
            inbox.put(new Input.SnapshotDue()); // so that the next start has less to replay
        }
        var housekeeping = Housekeeping.start(directory, config, gate);
        lifecycle.started("the housekeeping", housekeeping::stop);

        var core = startCore(directory, state, recovered, snapshots, housekeeping);
        return serve(directory, state, core);
    }

    private DataDirectory openDirectory() throws StartupException {
        try {
            return DataDirectory.open(StorageSetup.options(config));
        } catch (IOException e) {
            throw new StartupException(
                    config.origin(DataKeys.DATA_DIR) + ": dataDir=" + config.dataDir() + ": " + oneLine(e), e);
        }
    }

    private Recovered recover(DataDirectory directory, CoreState state) throws IOException, StartupException {
        long begunMillis = clock.millis();
        var recovery = new Recovery(
                state.tree(),
                state.sessions(),
                clock,
                metrics,
                config.isEnsemble() ? config.ensemble().commitLogCount() : 0);
        var report = directory.recover(recovery);
        recovery.ended();
        recovery.adoptOrphans(config.minSessionTimeoutMillis());
        if (!report.isTrusted() && !config.isEnsemble()) {
            throw new StartupException("dataDir " + config.dataDir() + " is empty, and db.autocreate=false says that it"
                    + " must not be. Restore the data, or put a file named " + DataDirectory.INITIALIZE_MARKER
                    + " next to version-2 if this is a new server");
        }
        LOG.info(
                "Recovered zxid 0x{}, {} znodes and {} sessions in {} ms ({}, {} transactions replayed)",
                Long.toHexString(report.lastZxid()),
                state.tree().nodeCount(),
                state.sessions().size(),
                clock.millis() - begunMillis,
                report.snapshot() == null
                        ? "no snapshot"
                        : report.snapshot().path().getFileName(),
                report.replayed());
        return new Recovered(report, recovery.recent());
    }

    private ServerCore startCore(
            DataDirectory directory,
            CoreState state,
            Recovered recovered,
            Snapshots snapshots,
            Housekeeping housekeeping)
            throws IOException, StartupException {
        var journal = new TxnJournal(
                directory.openLog(recovered.report.lastZxid()),
                new SnapshotSchedule(config.snapCount(), config.snapSizeLimitBytes(), new Random()),
                housekeeping::logGrew,
                config.forceSync(),
                stats);
        lifecycle.started("the transaction log", journal::close);
        var logThread = new LogThread(journal, inbox, config.maxBatchSize(), clock, metrics);
        logThread.start();
        lifecycle.started("the log thread", logThread::stop);

        var timeouts = new SessionTimeouts(config.minSessionTimeoutMillis(), config.maxSessionTimeoutMillis());
        SessionSettings sessions;
        Replication.Kind replication;
        if (config.isEnsemble()) {
            sessions = config.ensemble().sessions(timeouts, clock.wallMillis());
            replication = new MemberStart(config, parts, directory, inbox, view, state.tree(), lifecycle::fail)
                    .join(recovered.report.lastZxid(), recovered.recent, journal, logThread);
        } else {
            sessions = SessionSettings.alone(
                    new SessionIds(STANDALONE_ID, clock.wallMillis()), timeouts, config.tickMillis());
            replication = StandaloneReplication.over(logThread);
        }
        var core = new ServerCore(
                inbox,
                state,
                operations,
                sessions,
                replication,
                snapshots,
                gate,
                new Reaper.Settings(
                        config.containerCheckMillis(),
                        config.containerMaxPerMinute(),
                        config.containerMaxNeverUsedMillis()),
                clock,
                lifecycle::fail);
        core.start();
        lifecycle.started("the core", core::stop);

        var ticker = new Ticker(inbox, clock);
        ticker.start(config.isEnsemble() ? Math.min(MEMBER_TICK_MILLIS, config.tickMillis()) : config.tickMillis());
        lifecycle.started("the ticker", ticker::stop);
        return core;
    }

    private ZkServer serve(DataDirectory directory, CoreState state, ServerCore core) throws StartupException {
        var clientPort = new AtomicInteger();
        var connections = new Connections();
        var admission = new Admission(
                config.isEnsemble() ? config.ensemble().outstandingLimit() : config.globalOutstandingLimit());
        var words = new FourLetterWords(new WordSources(
                config,
                clientPort::get,
                stats,
                admission,
                connections,
                core,
                clock,
                clock.millis(),
                new DirectorySizes(directory),
                view,
                ServerVersion.line()));
        var frontEnd = new FrontEnd(
                inbox,
                admission,
                new LoopReads(state.tree(), operations),
                new Authentication(acls),
                words,
                connections,
                new ConnectionLimits(config.maxClientCnxns(), config.maxCnxns()),
                stats,
                clock,
                config.frameLimits(),
                new Complaints(LoggerFactory.getLogger(ClientPort.class), clock),
                config.sessionlessConnectionMillis());
        var port = listen(frontEnd);
        clientPort.set(port.address().getPort());
        lifecycle.started("the client port", port::close);
        LOG.info("Serving clients at {}", port.address());
        return new ZkServer(lifecycle, port, new ServerInsight(core, view, connections));
    }

    private ClientPort listen(FrontEnd frontEnd) throws StartupException {
        var address = config.clientBindAddress();
        try {
            return ClientPort.open(
                    frontEnd,
                    address,
                    config.clientPortListenBacklog(),
                    config.clientTcpKeepAlive(),
                    parts.connections());
        } catch (IOException e) {
            throw new StartupException(
                    config.origin(ClientKeys.CLIENT_PORT) + ": clientPort=" + config.clientPort()
                            + ": cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                            + oneLine(e)
                            + "). Stop whatever uses that port, or choose another clientPort; one below 1024 takes a"
                            + " special right",
                    e);
        }
    }

    static String oneLine(Throwable e) {
        boolean isOnlyAFile = e instanceof FileSystemException failure && failure.getReason() == null;
        var message = e.getMessage() == null || isOnlyAFile ? e.toString() : e.getMessage();
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * What was on the disk.
     *
     * @param recent the newest logged transactions
     */
    private record Recovered(RecoveryReport report, List<TxnRecord> recent) {}
}
