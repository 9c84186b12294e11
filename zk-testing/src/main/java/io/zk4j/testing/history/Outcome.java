/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

/** What a client knows of the result of its call. A call that is known to have had no effect and no result is not part of a history. */
public sealed interface Outcome {
    /** A create or a set has succeeded: the version it made (0 for a create) and the transaction that did it. */
    record Wrote(int version, long zxid) implements Outcome {
        @Override
        public String toString() {
            return "made version " + version + " in 0x" + Long.toHexString(zxid);
        }
    }

    /** The znode is deleted. */
    record Deleted() implements Outcome {
        @Override
        public String toString() {
            return "deleted it";
        }
    }

    /** A read has found a value, with its version and the transaction that wrote it. */
    record Saw(String value, int version, long zxid) implements Outcome {
        @Override
        public String toString() {
            return "saw " + value + " version " + version + " of 0x" + Long.toHexString(zxid);
        }
    }

    /** A read has found no znode. */
    record SawNothing() implements Outcome {
        @Override
        public String toString() {
            return "saw no znode";
        }
    }

    /** The state of the znode did not allow it. */
    record Refused(Why why) implements Outcome {
        @Override
        public String toString() {
            return "refused: " + why;
        }
    }

    /** The write may have been carried out, may be carried out later, or never. */
    record Unknown() implements Outcome {
        @Override
        public String toString() {
            return "outcome unknown";
        }
    }

    /** Why a write was refused. */
    enum Why {
        NO_NODE,
        NODE_EXISTS,
        BAD_VERSION
    }
}
