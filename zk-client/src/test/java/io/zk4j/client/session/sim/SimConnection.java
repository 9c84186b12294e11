/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.client.session.sim.SimServer.Mood;
import io.zk4j.protocol.AddWatchMode;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.AddWatchResponse;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.SyncResponse;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireWriter;
import io.zk4j.protocol.Xid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One connection as its server lives it: messages arrive in order after a delay, replies and events leave in order. */
final class SimConnection {
    /** Reading this path gives a reply beyond the client's limit. */
    static final String HUGE = "/huge";

    /** A way to lose the connection that takes with it what is on its way. */
    static final String RESET = "reset";

    /** The client's end. */
    interface ClientEnd {
        void frame(ByteBuf frame);

        void oversized(ReplyHeader header);

        void cut(String why);
    }

    private static final int SLOWNESS_MILLIS = 3_000;

    private final SimServer server;
    private final SimEnsemble ensemble;
    private final ClientEnd client;
    private final Set<String> dataWatches = new HashSet<>();
    private final Set<String> persistentWatches = new HashSet<>();
    private final Set<String> recursiveWatches = new HashSet<>();
    private SimEnsemble.Session session;
    private long lastArrival;
    private long lastDelivery;
    private boolean open = true;
    /** Whether the client has gone. What it had sent may still arrive. */
    private boolean abandoned;
    /** Whether a message has met a stalled server: everything behind it is stuck as well. */
    private boolean stuck;
    /** Whether what was on its way to the client is lost. */
    private boolean reset;

    SimConnection(SimServer server, ClientEnd client) {
        this.server = server;
        this.ensemble = server.ensemble;
        this.client = client;
        server.connections.add(this);
    }

    // ---- the client's side

    void sendHandshake(ConnectRequest request) {
        arrive(() -> handshake(request));
    }

    void send(int xid, Request request) {
        arrive(() -> serve(xid, request));
    }

    void closedByClient() {
        abandoned = true;
        server.connections.remove(this);
    }

    private void arrive(Runnable message) {
        lastArrival = Math.max(lastArrival, ensemble.timeline.now() + delay());
        ensemble.timeline.at(lastArrival, () -> {
            stuck |= server.mood == Mood.STALLED;
            if (open && !stuck) {
                message.run();
            }
        });
    }

    private int delay() {
        return ensemble.random.nextInt(server.mood == Mood.SLOW ? SLOWNESS_MILLIS : 10);
    }

    // ---- the server's side

    /** Both ends lose the connection. */
    void cut(String why) {
        if (open) {
            open = false;
            server.connections.remove(this);
            reset = why.equals(RESET);
            if (reset) {
                lastDelivery = ensemble.timeline.now();
            }
            lastDelivery = Math.max(lastDelivery, ensemble.timeline.now());
            ensemble.timeline.at(lastDelivery, () -> client.cut(why));
        }
    }

    private void handshake(ConnectRequest request) {
        if (server.mood == Mood.NOT_SERVING || request.lastZxidSeen() > server.applied) {
            cut("closed by the server");
            return;
        }
        if (request.sessionId() == 0) {
            session = ensemble.open(Math.max(2_000, Math.min(20_000, request.timeoutMillis())));
        } else {
            var known = ensemble.sessions.get(request.sessionId());
            session = known != null && known.isAlive(ensemble.timeline.now()) ? known : null;
        }
        if (session == null) {
            deliver(out -> new ConnectResponse(0, 0, 0, Bytes.wrap(new byte[16]), false, true).encode(out));
            cut("closed by the server");
            return;
        }
        if (abandoned) {
            return;
        }
        session.heardMillis = ensemble.timeline.now();
        session.owner = this;
        var password = Bytes.copyOf(new byte[] {(byte) session.id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        deliver(out -> new ConnectResponse(0, session.timeoutMillis, session.id, password, false, true).encode(out));
    }

    private void serve(int xid, Request request) {
        if (session == null || session.owner != this || !session.isAlive(ensemble.timeline.now())) {
            cut("the session is over");
            return;
        }
        session.heardMillis = ensemble.timeline.now();
        if (server.mood == Mood.TALKS_NONSENSE && ensemble.random.nextInt(8) == 0) {
            talkNonsense();
            return;
        }
        if (request instanceof PingRequest) {
            reply(Xid.PING, 0, new EmptyResponse());
        } else if (request instanceof AuthRequest) {
            reply(Xid.AUTH, 0, null);
        } else if (request instanceof SetWatchesRequest || request instanceof SetWatches2Request) {
            setWatches(request);
            reply(xid, 0, null);
        } else {
            execute(xid, request);
        }
    }

    private void execute(int xid, Request request) {
        ensemble.executions.merge(request, 1, Integer::sum);
        long before = ensemble.lastZxid();
        int error = write(request);
        if (ensemble.lastZxid() > before || request instanceof SyncRequest) {
            server.applyUpTo(ensemble.lastZxid());
        }
        if (server.mood == Mood.ANSWERS_BY_HALF && ensemble.random.nextInt(5) == 0) {
            cut(RESET);
            return;
        }
        answer(xid, request, error);
    }

    private int write(Request request) {
        if (request instanceof CreateRequest create) {
            if (ensemble.exists(create.path())) {
                return ErrorCode.NODE_EXISTS.code();
            }
            ensemble.commit(EventType.NODE_CREATED, create.path());
        } else if (request instanceof DeleteRequest delete) {
            if (!ensemble.exists(delete.path())) {
                return ErrorCode.NO_NODE.code();
            }
            ensemble.commit(EventType.NODE_DELETED, delete.path());
        } else if (request instanceof SetDataRequest set) {
            if (!ensemble.exists(set.path())) {
                return ErrorCode.NO_NODE.code();
            }
            ensemble.commit(EventType.NODE_DATA_CHANGED, set.path());
        }
        return 0;
    }

    private void answer(int xid, Request request, int error) {
        if (request instanceof CreateRequest create) {
            reply(xid, error, new CreateResponse(create.path()));
        } else if (request instanceof SetDataRequest set) {
            reply(xid, error, new StatResponse(stat(set.path())));
        } else if (request instanceof GetDataRequest get) {
            read(xid, get);
        } else if (request instanceof ExistsRequest exists) {
            if (exists.watch()) {
                dataWatches.add(exists.path());
            }
            boolean present = server.mzxids.containsKey(exists.path());
            reply(xid, present ? 0 : ErrorCode.NO_NODE.code(), new StatResponse(stat(exists.path())));
        } else if (request instanceof AddWatchRequest add) {
            (add.mode() == AddWatchMode.PERSISTENT.code() ? persistentWatches : recursiveWatches).add(add.path());
            reply(xid, 0, new AddWatchResponse(0));
        } else if (request instanceof SyncRequest sync) {
            reply(xid, 0, new SyncResponse(sync.path()));
        } else if (request instanceof CloseSessionRequest) {
            session.closed = true;
            reply(xid, 0, null);
            cut("closed by the server");
        } else {
            reply(xid, error, null);
        }
    }

    private void read(int xid, GetDataRequest get) {
        if (get.path().equals(HUGE)) {
            var header = new ReplyHeader(xid, server.applied, 0);
            deliverLater(() -> client.oversized(header));
        } else if (server.mzxids.containsKey(get.path())) {
            if (get.watch()) {
                dataWatches.add(get.path());
            }
            reply(xid, 0, new GetDataResponse(Bytes.EMPTY, stat(get.path())));
        } else {
            reply(xid, ErrorCode.NO_NODE.code(), null);
        }
    }

    private Stat stat(String path) {
        return new Stat(0, server.mzxids.getOrDefault(path, 0L), 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private void talkNonsense() {
        if (ensemble.random.nextBoolean()) {
            deliver(out -> out.writeInt(42)); // Too short for a header.
        } else {
            deliver(out -> new ReplyHeader(1_000_000_000, server.applied, 0).encode(out)); // Nobody's reply.
        }
    }

    private void setWatches(Request request) {
        if (request instanceof SetWatchesRequest one) {
            setWatches(one.relativeZxid(), one.dataWatches(), one.existWatches());
        } else if (request instanceof SetWatches2Request two) {
            setWatches(two.relativeZxid(), two.dataWatches(), two.existWatches());
            persistentWatches.addAll(two.persistentWatches());
            recursiveWatches.addAll(two.persistentRecursiveWatches());
        }
    }

    private void setWatches(long relativeZxid, List<String> data, List<String> exist) {
        for (String path : data) {
            Long mzxid = server.mzxids.get(path);
            if (mzxid == null) {
                event(-1, EventType.NODE_DELETED, path);
            } else if (mzxid > relativeZxid) {
                event(-1, EventType.NODE_DATA_CHANGED, path);
            } else {
                dataWatches.add(path);
            }
        }
        for (String path : exist) {
            if (server.mzxids.containsKey(path)) {
                event(-1, EventType.NODE_CREATED, path);
            } else {
                dataWatches.add(path);
            }
        }
    }

    void fire(SimEnsemble.Change change) {
        boolean watched = dataWatches.remove(change.path());
        boolean kept = persistentWatches.contains(change.path())
                || recursiveWatches.contains(change.path())
                || recursiveWatches.contains("/");
        if (watched || kept) {
            event(change.zxid(), change.type(), change.path());
            if (server.mood == Mood.ANSWERS_BY_HALF && ensemble.random.nextInt(8) == 0) {
                cut("closed by the server"); // Perhaps in the middle of the events of one transaction.
            }
        }
    }

    private void event(long zxid, EventType type, String path) {
        deliver(out -> {
            new ReplyHeader(Xid.NOTIFICATION, zxid, 0).encode(out);
            new WatcherEvent(type.code(), KeeperState.SYNC_CONNECTED.code(), path).encode(out);
        });
    }

    private void reply(int xid, int error, Response body) {
        long zxid = xid > 0 ? server.applied : 0;
        deliver(out -> {
            new ReplyHeader(xid, zxid, error).encode(out);
            if (error == 0 && body != null) {
                body.encode(out);
            }
        });
    }

    private void deliver(Consumer<WireWriter> body) {
        ByteBuf frame = Unpooled.buffer();
        body.accept(new WireWriter(frame));
        deliverLater(() -> client.frame(frame));
    }

    private void deliverLater(Runnable delivery) {
        lastDelivery = Math.max(lastDelivery, ensemble.timeline.now() + delay());
        ensemble.timeline.at(lastDelivery, () -> {
            if (!reset && !abandoned) {
                delivery.run();
            }
        });
    }
}
