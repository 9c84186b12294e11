/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

/** What a client asked of one znode. Values must be unique in a history: they tell which write a read has seen. */
public sealed interface Call {
    /** Matches every version. */
    int ANY_VERSION = -1;

    /** Creates the znode. */
    record Create(String value) implements Call {
        @Override
        public String toString() {
            return "create " + value;
        }
    }

    /** Sets the data, if the version is as expected. */
    record SetData(String value, int expectedVersion) implements Call {
        @Override
        public String toString() {
            return "set " + value + ifVersion(expectedVersion);
        }
    }

    /** Deletes the znode, if the version is as expected. */
    record Delete(int expectedVersion) implements Call {
        @Override
        public String toString() {
            return "delete" + ifVersion(expectedVersion);
        }
    }

    /** Reads the data. */
    record Read(Freshness freshness) implements Call {
        @Override
        public String toString() {
            return freshness == Freshness.LATEST ? "read the latest" : "read";
        }
    }

    /** What a read may return. */
    enum Freshness {
        /** What the session's server has: never older than what the session has seen, but perhaps than what others have written. */
        OF_THE_SESSION,
        /** At least all that was acknowledged to anybody before the read began. */
        LATEST
    }

    private static String ifVersion(int expected) {
        return expected == ANY_VERSION ? "" : " if version " + expected;
    }
}
