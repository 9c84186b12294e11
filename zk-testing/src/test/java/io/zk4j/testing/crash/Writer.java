/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.Request;
import io.zk4j.testing.wire.RawSession;
import io.zk4j.testing.wire.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Writes as fast as the server takes it, several requests in flight, until the connection breaks. Runs on its own thread. */
final class Writer implements Callable<Writer.Testimony> {
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;
    private static final int IN_FLIGHT_MAX = 32;
    private static final int GROUP = 8;

    private final WriterPlan plan;
    private final int port;
    private final CountDownLatch ready;

    /**
     * What one writer knows when its connection has broken.
     *
     * @param session to continue it with
     * @param sent the last write that the server may have received
     * @param acknowledged the last write whose reply was received
     * @param zxids per acknowledged write
     * @param names of acknowledged sequential znodes, per write
     */
    record Testimony(
            WriterPlan plan,
            ConnectResponse session,
            int sent,
            int acknowledged,
            Map<Integer, Long> zxids,
            Map<Integer, String> names) {}

    /**
     * @param ready counted down once, when the load is about to begin
     */
    Writer(WriterPlan plan, int port, CountDownLatch ready) {
        this.plan = plan;
        this.port = port;
        this.ready = ready;
    }

    @Override
    public Testimony call() throws IOException {
        var zxids = new HashMap<Integer, Long>();
        var names = new HashMap<Integer, String>();
        int sent = 0;
        int acknowledged = 0;
        try (var session = RawSession.open(port, SESSION_TIMEOUT_MILLIS)) {
            for (var request : plan.preparation()) {
                requireOk(session.call(request));
            }
            ready.countDown();
            try {
                while (true) {
                    session.send(writes(sent + 1, sent + GROUP));
                    sent += GROUP;
                    while (sent - acknowledged > IN_FLIGHT_MAX - GROUP) {
                        var received = session.receive();
                        if (!(received instanceof Received.Reply reply)) {
                            return new Testimony(plan, session.granted(), sent, acknowledged, zxids, names);
                        }
                        requireOk(reply);
                        acknowledged++;
                        zxids.put(acknowledged, reply.header().zxid());
                        if (reply.response() instanceof CreateResponse created) {
                            names.put(acknowledged, created.path());
                        }
                    }
                }
            } catch (IOException broken) {
                // By now the server is gone; a group of which any byte was sent may have arrived.
                return new Testimony(plan, session.granted(), sent + GROUP, acknowledged, zxids, names);
            }
        }
    }

    private List<Request> writes(int from, int to) {
        var requests = new ArrayList<Request>();
        for (int write = from; write <= to; write++) {
            requests.add(plan.write(write));
        }
        return requests;
    }

    private static void requireOk(Received.Reply reply) {
        if (reply.err() != 0) {
            throw new IllegalStateException(reply.request() + " was answered with error " + reply.err());
        }
    }
}
