/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import io.zk4j.client.BadVersionException;
import io.zk4j.client.CallTimedOutException;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.NotConnectedException;
import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.history.Call;
import io.zk4j.testing.history.Call.Freshness;
import io.zk4j.testing.history.History;
import io.zk4j.testing.history.Outcome;
import io.zk4j.testing.history.Outcome.Why;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One client of a {@link RegisterLoad}. Its own thread runs it; the test's thread reads it when that has ended. */
final class RegisterClient {
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);
    private static final int SESSIONS_PER_CLIENT_MAX = 1_000_000;
    private static final int LAST_READS_MAX = 20;

    private final RegisterLoad.Setup setup;
    private final int number;
    private final Random random;
    private final History history;
    private final Map<String, Integer> versions = new HashMap<>(); // by key: the last one seen
    private ZkClient client;
    private int sessions;
    private int values;
    private @Nullable String ephemeral; // known to have been made by the present session

    RegisterClient(RegisterLoad.Setup setup, int number, long seed, History history) {
        this.setup = setup;
        this.number = number;
        this.random = new Random(seed);
        this.history = history;
        this.client = setup.open();
    }

    /** Calls until it is not wanted any more. */
    @Nullable
    Void run(BooleanSupplier isWanted) {
        makeEphemeral();
        while (isWanted.getAsBoolean()) {
            renewIfEnded();
            callOnce();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(setup.pauseMillisMax() + 1)));
        }
        renewIfEnded();
        return null;
    }

    void readUntilAnswered(String key) {
        for (int tries = 0; tries < LAST_READS_MAX; tries++) {
            renewIfEnded();
            if (call(key, new Call.Read(Freshness.LATEST))) {
                return;
            }
        }
        throw new IllegalStateException("no answer for " + key + " in " + LAST_READS_MAX + " tries");
    }

    Map<String, Long> ephemeral() {
        var path = ephemeral;
        return path == null
                ? Map.of()
                : livingSession().map(session -> Map.of(path, session)).orElse(Map.of());
    }

    Optional<Long> livingSession() {
        var state = client.state();
        return state.kind().isFinal() ? Optional.empty() : Optional.of(state.sessionId());
    }

    int expiredSessions() {
        return sessions;
    }

    void close() {
        client.close();
    }

    static String barrierOf(int client) {
        return RegisterLoad.BARRIERS + "/c" + client;
    }

    private void renewIfEnded() {
        if (client.state().kind().isFinal()) {
            client.close();
            client = setup.open();
            sessions++;
            makeEphemeral();
        }
    }

    private void makeEphemeral() {
        ephemeral = null;
        var path = RegisterLoad.ALIVE + "/c" + number + "-" + sessions;
        try {
            Calls.await(client.within(CALL_DEADLINE).create(path, Bytes.EMPTY, CreateOptions.EPHEMERAL));
            ephemeral = path;
        } catch (ZkException e) {
            return; // It may be there or not; only what is known is asked for in the end.
        }
    }

    private void callOnce() {
        var key = setup.register(random.nextInt(setup.registers()));
        int dice = random.nextInt(100);
        if (dice < 30) {
            call(key, new Call.Read(Freshness.OF_THE_SESSION));
        } else if (dice < 45) {
            call(key, new Call.Read(Freshness.LATEST));
        } else if (dice < 60) {
            call(key, new Call.SetData(newValue(), Call.ANY_VERSION));
        } else if (dice < 85) {
            call(key, new Call.SetData(newValue(), versions.getOrDefault(key, 0)));
        } else if (dice < 97) {
            call(key, new Call.Create(newValue()));
        } else {
            call(key, new Call.Delete(random.nextBoolean() ? Call.ANY_VERSION : versions.getOrDefault(key, 0)));
        }
    }

    private String newValue() {
        return "c" + number + "-" + ++values;
    }

    /** Makes the call; whether there was an answer. */
    private boolean call(String key, Call call) {
        long session = (long) number * SESSIONS_PER_CLIENT_MAX + sessions;
        var pending = history.begin(number, session, key, call);
        try {
            pending.end(outcome(key, call));
            return true;
        } catch (NoNodeException e) {
            pending.end(call instanceof Call.Read ? new Outcome.SawNothing() : new Outcome.Refused(Why.NO_NODE));
            return true;
        } catch (NodeExistsException e) {
            pending.end(new Outcome.Refused(Why.NODE_EXISTS));
            return true;
        } catch (BadVersionException e) {
            versions.remove(key);
            pending.end(new Outcome.Refused(Why.BAD_VERSION));
            return true;
        } catch (NotConnectedException | CallTimedOutException e) {
            pending.forget(); // it has changed nothing
        } catch (ZkException e) {
            if (call instanceof Call.Read) {
                pending.forget();
            } else {
                pending.end(new Outcome.Unknown());
            }
        }
        return false;
    }

    private Outcome outcome(String key, Call call) {
        var brief = client.within(CALL_DEADLINE);
        if (call instanceof Call.Create create) {
            var stat =
                    Calls.await(brief.create(key, Bytes.ofUtf8(create.value()))).stat();
            versions.put(key, 0);
            return new Outcome.Wrote(0, stat.czxid());
        }
        if (call instanceof Call.SetData set) {
            var stat = Calls.await(brief.set(key, Bytes.ofUtf8(set.value()), set.expectedVersion()));
            versions.put(key, stat.version());
            return new Outcome.Wrote(stat.version(), stat.mzxid());
        }
        if (call instanceof Call.Delete delete) {
            Calls.await(brief.delete(key, delete.expectedVersion()));
            return new Outcome.Deleted();
        }
        return saw(key, read(brief, key, ((Call.Read) call).freshness()));
    }

    /**
     * A server answers a read from what it has. It certainly has whatever was acknowledged before, to anybody, once it has answered a write
     * that this session made since then. (A {@code sync} promises less: a leader that does not know yet that it was replaced answers it.)
     */
    private Node read(ZkClient brief, String key, Freshness freshness) {
        if (freshness == Freshness.LATEST) {
            Calls.await(brief.set(barrierOf(number), Bytes.EMPTY));
        }
        return Calls.await(brief.get(key));
    }

    private Outcome saw(String key, Node node) {
        versions.put(key, node.stat().version());
        return new Outcome.Saw(node.text(), node.stat().version(), node.stat().mzxid());
    }
}
