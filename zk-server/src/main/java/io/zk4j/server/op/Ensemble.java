/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.server.quorum.membership.Membership;
import org.jspecify.annotations.Nullable;

/** The ensemble as {@code reconfig} needs to know it. Asked on the core thread of the leader. */
public interface Ensemble {
    /** Of a server that runs alone. */
    Ensemble NONE = new Ensemble() {
        @Override
        public @Nullable Membership lastSeen() {
            return null;
        }

        @Override
        public boolean isChanging() {
            return false;
        }

        @Override
        public boolean isReady(Membership next) {
            return false;
        }
    };

    /** The newest membership, decided or not; null for a server that runs alone. */
    @Nullable
    Membership lastSeen();

    /** Whether a change is being decided on. */
    boolean isChanging();

    /**
     * Whether a quorum of that membership is connected, has what the leader has, and can acknowledge the change. One that observes
     * cannot, even if the change is to give it a vote.
     */
    boolean isReady(Membership next);
}
