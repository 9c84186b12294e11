/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.ConnectRequest;
import io.zk4j.server.quorum.broadcast.ZabInput;

/** Something that the core thread is told. Each kind knows which method of the core it is for. */
public sealed interface Input
        permits ClientRequest,
                Input.Asked,
                Input.ConnectionLost,
                Input.FromPeers,
                Input.HandshakeAsked,
                Input.LogFailed,
                Input.LogSynced,
                Input.SnapshotDue,
                Input.SnapshotEnded,
                Input.StopAsked,
                Input.Tick {
    /** Called on the core thread. */
    void deliverTo(ServerCore core);

    /** A connection sent its first frame. */
    record HandshakeAsked(ClientConnection connection, ConnectRequest request) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onHandshake(connection, request);
        }
    }

    /** A connection is gone, whoever closed it. */
    record ConnectionLost(ClientConnection connection) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onConnectionLost(connection);
        }
    }

    /** Something came from the other servers, or is about the links to them. */
    record FromPeers(ZabInput input, Runnable taken) implements Input {
        /** Something whose sender has no need to know that it was taken. */
        public FromPeers(ZabInput input) {
            this(input, () -> {});
        }

        @Override
        public void deliverTo(ServerCore core) {
            taken.run();
            core.onPeers(input);
        }
    }

    /** Every transaction up to this zxid is on disk. */
    record LogSynced(long zxid) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onLogSynced(zxid);
        }
    }

    /** The log could not be written. What was not reported as synced before must never be acknowledged. */
    record LogFailed(Throwable cause) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onLogFailed(cause);
        }
    }

    /**
     * Time has passed on the monotonic clock.
     *
     * @param taken to be told that the core has come to it, so that the next one may be sent
     */
    record Tick(long nowMillis, Runnable taken) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            taken.run();
            core.onTick(nowMillis);
        }
    }

    /** Enough has been logged since the last snapshot. */
    record SnapshotDue() implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onSnapshotDue();
        }
    }

    /** The snapshot thread is done, well or not. */
    record SnapshotEnded(long number) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onSnapshotEnded(number);
        }
    }

    /** Somebody wants to look at what only the core may look at. */
    record Asked(Runnable question) implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            question.run();
        }
    }

    /** The last input that is looked at. */
    record StopAsked() implements Input {
        @Override
        public void deliverTo(ServerCore core) {
            core.onStopAsked();
        }
    }
}
