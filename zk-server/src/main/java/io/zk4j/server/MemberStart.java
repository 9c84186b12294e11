/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.core.EnsembleReplication;
import io.zk4j.server.core.FollowedMembership;
import io.zk4j.server.core.Inbox;
import io.zk4j.server.core.Input;
import io.zk4j.server.core.LogThread;
import io.zk4j.server.core.MemberParts;
import io.zk4j.server.core.MemberSettings;
import io.zk4j.server.core.Replication;
import io.zk4j.server.core.TxnJournal;
import io.zk4j.server.peer.PeerNetwork;
import io.zk4j.server.quorum.ZabPeer;
import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.DynamicConfigFiles;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is made and put together for a member of an ensemble beside what every server has. Used once, by one thread. */
final class MemberStart {
    private static final Logger LOG = LoggerFactory.getLogger(MemberStart.class);

    private final ServerConfig config;
    private final EnsembleConfig ensemble;
    private final DataDirectory directory;
    private final Inbox<Input> inbox;
    private final MemberView view;
    private final DataTree tree;
    private final ServerParts parts;
    private final Consumer<Throwable> onFailure;

    /**
     * A member that is to be put together.
     *
     * @param view is told who the peer is
     * @param onFailure told when the server cannot go on
     */
    MemberStart(
            ServerConfig config,
            ServerParts parts,
            DataDirectory directory,
            Inbox<Input> inbox,
            MemberView view,
            DataTree tree,
            Consumer<Throwable> onFailure) {
        this.view = view;
        this.tree = tree;
        this.parts = parts;
        this.onFailure = onFailure;
        this.config = config;
        this.ensemble = config.ensemble();
        this.directory = directory;
        this.inbox = inbox;
    }

    /**
     * The replication of a member that has recovered what is on its disk, and its connections to the others, which the core
     * closes.
     *
     * @param recent the newest logged transactions
     */
    Replication.Kind join(long lastZxid, List<TxnRecord> recent, TxnJournal journal, LogThread log)
            throws IOException, StartupException {
        var members = ensemble.members();
        var epochs = directory.epochs().load(lastZxid);
        LOG.info(
                "Server {} of {}: last transaction 0x{}, accepted epoch {}, current epoch {}",
                ensemble.self(),
                members.ids(),
                Long.toHexString(lastZxid),
                epochs.accepted(),
                epochs.current());
        warnOfOtherRole();
        var files = dynamicFiles();
        var lastSeen = files == null ? null : lastSeen(files, members);
        view.of(new ZabPeer(
                ensemble.peer(),
                ensemble.electionTimes(),
                members,
                lastSeen,
                new Durable(lastZxid, epochs.accepted(), epochs.current(), recent)));
        var links = openNetwork(lastSeen);
        return EnsembleReplication.of(new MemberParts(
                view::step,
                links,
                log,
                journal,
                directory,
                inbox,
                new MembershipKeeper(
                        new FollowedMembership(links, members, lastSeen),
                        tree,
                        files,
                        members,
                        ensemble.self(),
                        config.clientPort(),
                        parts.clock(),
                        onFailure),
                view.syncs(),
                new MemberSettings(
                        ensemble.leaderServes(),
                        config.frameLimits().fieldBytesMax(),
                        ensemble.commitLogCount(),
                        config.minSessionTimeoutMillis())));
    }

    private @Nullable DynamicConfigFiles dynamicFiles() {
        var source = config.source();
        return source == null || !ensemble.reconfigEnabled() ? null : new DynamicConfigFiles(source);
    }

    /** A change that was being decided on when the server stopped. */
    private static @Nullable Membership lastSeen(DynamicConfigFiles files, Membership members) throws IOException {
        var text = files.proposed();
        if (text.isEmpty()) {
            return null;
        }
        try {
            var proposed = Membership.parse(text.get());
            return proposed.version() > members.version() ? proposed : null;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    files.next()
                            + ": this change of the members, which was being decided on when the server stopped, cannot"
                            + " be read (" + e.getMessage() + "). Remove the file if no other server has one like it",
                    e);
        }
    }

    private PeerNetwork openNetwork(@Nullable Membership lastSeen) throws StartupException {
        var what = ownLine();
        try {
            return PeerNetwork.open(
                    ensemble.network(), ensemble.members(), lastSeen, inbox, directory, parts.connections());
        } catch (IOException e) {
            throw new StartupException(
                    what + ": cannot listen for the other servers: " + ServerStart.oneLine(e)
                            + ". Correct the line if that is not an address of this machine, or "
                            + config.dataDir().resolve("myid") + " if this is another server; stop whatever uses the"
                            + " port, if something does",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException(what + ": interrupted while the election port was opened", e);
        }
    }

    /** Where this server's line is, and what it says. */
    private String ownLine() {
        var own = ensemble.members().member(ensemble.self());
        var file = config.find(EnsembleKeys.DYNAMIC_FILE).orElse(config.source());
        return (file == null ? "" : file + ": ") + "server." + ensemble.self() + "=" + (own == null ? "" : own.text());
    }

    /** The server list decides; a {@code peerType} that says something else is a mistake in one of the two. */
    private void warnOfOtherRole() {
        boolean observer = !ensemble.members().isParticipant(ensemble.self());
        if (ensemble.saysObserver() != observer
                && !config.origin(EnsembleKeys.PEER_TYPE).equals(ServerConfig.Origin.DEFAULT)) {
            LOG.warn(
                    "peerType says that this server is {}, but line server.{} says that it is {}, which counts; correct one"
                            + " of them",
                    ensemble.saysObserver() ? "an observer" : "a participant",
                    ensemble.self(),
                    observer ? "an observer" : "a participant");
        }
    }
}
