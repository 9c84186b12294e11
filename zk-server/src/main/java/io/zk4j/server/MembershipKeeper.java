/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.core.Clock;
import io.zk4j.server.core.MembershipListener;
import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.storage.DynamicConfigFiles;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.SystemNodes;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this server knows of the membership where others look for it: in {@code /zookeeper/config} for clients, and in
 * files for the next start if the members can change. Owned by the core thread.
 *
 * <p>A file that cannot be written stops the server: it would come back as a member of an ensemble that is no more.
 */
final class MembershipKeeper implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipKeeper.class);

    private final MembershipListener next;
    private final DataTree tree;
    private final @Nullable DynamicConfigFiles files;
    private final long self;
    private final int clientPort;
    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private Membership committed;

    /**
     * A keeper.
     *
     * @param next is told as well
     * @param files null if the members cannot change
     * @param clientPort where this server serves clients as long as it runs
     */
    MembershipKeeper(
            MembershipListener next,
            DataTree tree,
            @Nullable DynamicConfigFiles files,
            Membership committed,
            long self,
            int clientPort,
            Clock clock,
            Consumer<Throwable> onFailure) {
        this.next = next;
        this.tree = tree;
        this.files = files;
        this.committed = committed;
        this.self = self;
        this.clientPort = clientPort;
        this.clock = clock;
        this.onFailure = onFailure;
    }

    @Override
    public void started() {
        show();
        next.started();
    }

    @Override
    public void reloaded() {
        show();
        next.reloaded();
    }

    @Override
    public void proposed(Membership membership) {
        if (files != null) {
            write(() -> files.propose(membership.text()));
        }
        next.proposed(membership);
    }

    @Override
    public void activated(Membership membership) {
        var before = committed;
        committed = membership;
        show();
        var own = membership.member(self);
        if (files != null) {
            write(() -> files.activate(membership.lines(), membership.version(), own != null && own.client() != null));
        }
        next.activated(membership);
        if (own == null) {
            warnOfStandingOutside(before);
        } else {
            warnOfWhatWaitsForARestart(own);
        }
    }

    /** In an applied reconfiguration the znode says it already, with the time that all servers agree on. */
    private void show() {
        var node = tree.view().get(SystemNodes.CONFIG);
        var text = Bytes.ofUtf8(committed.text());
        if (node == null || !Objects.equals(node.data(), text)) {
            tree.showConfiguration(text, committed.version(), clock.wallMillis());
        }
    }

    /** Once for each time that it is outside; the list with version 0 is what its own operator has written. */
    private void warnOfStandingOutside(Membership before) {
        if (before.member(self) == null) {
            return;
        }
        if (before.version() == 0) {
            LOG.warn(
                    "Server {} is not a member yet, according to the list of the others: it follows without a vote. Make it"
                            + " one with reconfig -add",
                    self);
        } else {
            LOG.warn(
                    "Server {} is no member any more: it follows without a vote, or not at all. Stop it when its clients know"
                            + " the other servers",
                    self);
        }
    }

    private void warnOfWhatWaitsForARestart(Member own) {
        if (own.client() != null && own.client().port() != clientPort) {
            LOG.warn(
                    "Server {} is to serve clients at port {} from its next start on; until then it stays at {}",
                    self,
                    own.client().port(),
                    clientPort);
        }
    }

    private void write(FileChange change) {
        try {
            change.run();
        } catch (IOException e) {
            LOG.error("The server stops: the new server list could not be kept for its next start", e);
            onFailure.accept(e);
        }
    }

    /** A change of the files. */
    @FunctionalInterface
    private interface FileChange {
        void run() throws IOException;
    }
}
