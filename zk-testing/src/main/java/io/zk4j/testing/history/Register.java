/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import io.zk4j.testing.history.Outcome.Why;
import org.jspecify.annotations.Nullable;

/**
 * A znode as its operations see it: a value with a version, or nothing.
 *
 * @param value null if there is no znode
 */
record Register(@Nullable String value, int version) {
    static final Register NOTHING = new Register(null, -1);

    /** The state after the operation if that takes place now; null if it cannot, because its outcome would have been another. */
    @Nullable
    Register after(Operation operation) {
        var outcome = operation.outcome();
        if (outcome instanceof Outcome.Refused refused) {
            return refuses(operation.call()) == refused.why() ? this : null;
        }
        if (outcome instanceof Outcome.Saw saw) {
            return saw.value().equals(value) && saw.version() == version ? this : null;
        }
        if (outcome instanceof Outcome.SawNothing) {
            return value == null ? this : null;
        }
        if (refuses(operation.call()) != null) {
            return null;
        }
        var next = carryOut(operation.call());
        return outcome instanceof Outcome.Wrote wrote && wrote.version() != next.version() ? null : next;
    }

    private Register carryOut(Call call) {
        if (call instanceof Call.Create create) {
            return new Register(create.value(), 0);
        }
        if (call instanceof Call.SetData set) {
            return new Register(set.value(), version + 1);
        }
        return call instanceof Call.Delete ? NOTHING : this;
    }

    private @Nullable Why refuses(Call call) {
        if (call instanceof Call.Create) {
            return value == null ? null : Why.NODE_EXISTS;
        }
        if (call instanceof Call.SetData set) {
            return refuses(set.expectedVersion());
        }
        return call instanceof Call.Delete delete ? refuses(delete.expectedVersion()) : null;
    }

    private @Nullable Why refuses(int expectedVersion) {
        if (value == null) {
            return Why.NO_NODE;
        }
        return expectedVersion == Call.ANY_VERSION || expectedVersion == version ? null : Why.BAD_VERSION;
    }

    @Override
    public String toString() {
        return value == null ? "there is no znode" : "the znode holds " + value + " version " + version;
    }
}
