/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import io.zk4j.framework.Connection;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.primitive.Acquisition;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs for leader until it is withdrawn: in each session anew, and after each loss. State of the turn. */
final class Candidacy {
    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final ZkFramework zk;
    private final Engine engine;
    private final Consumer<Lease> onElected;
    private final Registration connection;
    private Line line;
    private @Nullable Pending<Lease> running;
    private @Nullable Lease lease;
    private boolean wanted;
    private boolean withdrawn;

    /**
     * A candidate who does not run yet.
     *
     * @param onElected called on the turn
     */
    Candidacy(ZkFramework zk, Line line, Consumer<Lease> onElected) {
        this.zk = zk;
        this.engine = zk.engine();
        this.line = line;
        this.onElected = onElected;
        this.connection = engine.onConnection(this::onConnection);
    }

    /** Runs in another line from the next time on. */
    void follow(Line other) {
        line = other;
    }

    /** Runs, unless it does already or leads. */
    void run() {
        wanted = true;
        if (withdrawn || running != null || lease != null || engine.isClosed()) {
            return;
        }
        Pending<Lease> mine = Acquisition.begin(zk, line, GrantRule.first(1), Acquisition.WITHOUT_END);
        running = mine;
        mine.onOutcome((elected, failure) -> {
            running = null;
            if (failure != null) {
                onFailure(Failures.cause(failure));
            } else if (withdrawn) {
                Objects.requireNonNull(elected).close();
            } else {
                lease = Objects.requireNonNull(elected);
                onElected.accept(lease);
            }
        });
    }

    /** Leads no more, and does not run again until told to. */
    CompletionStage<Void> stepDown() {
        wanted = false;
        Lease old = lease;
        lease = null;
        return old == null ? Stages.done() : old.release();
    }

    /** The leadership was lost: runs again. */
    void onLoss(Lease lost) {
        if (lease == lost) {
            lease = null;
            lost.close();
            run();
        }
    }

    /** Ends it for good. */
    CompletionStage<Void> withdraw() {
        withdrawn = true;
        connection.close();
        if (running != null) {
            running.cancel(true);
        }
        return stepDown();
    }

    private void onConnection(Connection now) {
        if (now.state().isConnected() && wanted) {
            run();
        }
    }

    private void onFailure(Throwable failure) {
        if (withdrawn || engine.isClosed()) {
            return;
        }
        LOG.debug("running for {} again, as it came to nothing", line.path(), failure);
        engine.turn().after(PAUSE_AFTER_FAILURE, () -> {
            if (wanted) {
                run();
            }
        });
    }
}
