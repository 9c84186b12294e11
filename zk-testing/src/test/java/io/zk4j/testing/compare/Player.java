/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.Request;
import io.zk4j.testing.wire.RawSession;
import io.zk4j.testing.wire.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plays a script to one server and writes down, line by line, what each session was sent.
 *
 * <p>One session acts at a time. After each step every session pings and takes what came before the answer, so an event that is
 * late or missing shows at the step that caused it.
 */
public final class Player implements AutoCloseable {
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;

    private final int port;
    private final Zxids zxids = new Zxids();
    private final Wording wording = new Wording(zxids);
    private final List<RawSession> sessions = new ArrayList<>();
    private final List<Integer> generations = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int played;

    private Player(int port) {
        this.port = port;
    }

    /** Opens so many sessions. */
    public static Player connect(int port, int sessions) throws IOException {
        var player = new Player(port);
        for (int i = 0; i < sessions; i++) {
            player.generations.add(0);
            player.sessions.add(player.openSession(i));
        }
        return player;
    }

    /** Plays the steps and returns what was said, with the requests in between. */
    public List<String> play(List<Step> steps) throws IOException {
        lines.clear();
        for (var step : steps) {
            lines.add("step " + ++played + ", session " + step.session());
            play(step);
            int from = lines.size();
            for (int i = 0; i < sessions.size(); i++) {
                listen(i);
            }
            if (step instanceof Step.Renew) {
                sort(lines.subList(from, lines.size()));
            }
        }
        return List.copyOf(lines);
    }

    /** The whole tree, as somebody sees it who may see everything. */
    public List<String> tree() throws IOException {
        return TreeDump.of(port, wording);
    }

    /** Drops the connections without ending the sessions. */
    @Override
    public void close() throws IOException {
        for (var session : sessions) {
            session.close();
        }
    }

    private void play(Step step) throws IOException {
        int actor = step.session();
        var session = sessions.get(actor);
        if (step instanceof Step.Ask ask) {
            ask.requests().forEach(request -> lines.add("  asks " + describe(request)));
            session.send(ask.requests().stream().map(zxids::forServer).toList());
            receive(actor, ask.requests().size());
        } else if (step instanceof Step.AskWithBody ask) {
            lines.add("  asks " + ask.asked().opCode() + " with " + Wording.data(ask.body()));
            session.send(ask.asked(), ask.body().toArray());
            receive(actor, 1);
        } else if (step instanceof Step.Reattach) {
            reattach(actor);
        } else if (step instanceof Step.Renew) {
            session.send(new CloseSessionRequest());
            int from = lines.size();
            receive(actor, 1);
            sort(lines.subList(from, lines.size()));
            generations.set(actor, generations.get(actor) + 1);
            session.close();
            sessions.set(actor, openSession(actor));
        }
    }

    private void receive(int actor, int replies) throws IOException {
        var session = sessions.get(actor);
        for (int left = replies; left > 0; ) {
            var received = session.receive();
            lines.add("    " + actor + " gets " + wording.of(received));
            if (received instanceof Received.Closed) {
                reattach(actor);
                return;
            }
            if (received instanceof Received.Reply reply) {
                left--;
                if (reply.err() == ErrorCode.UNIMPLEMENTED.code()) {
                    reattach(actor); // Apache's server ends the connection here, ours does not
                    return;
                }
            }
        }
    }

    /** The ephemeral znodes of a session are a set, and are deleted in any order. */
    private static void sort(List<String> events) {
        events.sort(Comparator.naturalOrder());
    }

    private void listen(int listener) throws IOException {
        var session = sessions.get(listener);
        session.send(new PingRequest());
        var heard = new ArrayList<String>();
        while (true) {
            var received = session.receive();
            if (received instanceof Received.Event) {
                heard.add("    " + listener + " hears " + wording.of(received));
            } else if (received instanceof Received.Closed) {
                heard.add("    " + listener + " is closed");
                reattach(listener);
                break;
            } else if (received instanceof Received.Reply pong) {
                zxids.replied(pong.header());
                break;
            }
        }
        lines.addAll(heard);
    }

    private void reattach(int actor) throws IOException {
        var old = sessions.get(actor);
        old.close();
        var session = RawSession.attach(port, old.granted(), 0);
        lines.add("    " + actor + (session.isValid() ? " is attached again" : " has lost its session"));
        sessions.set(actor, session);
    }

    private RawSession openSession(int actor) throws IOException {
        var session = RawSession.open(port, SESSION_TIMEOUT_MILLIS);
        wording.name(session.sessionId(), "session " + actor + "." + generations.get(actor));
        return session;
    }

    private static String describe(Request request) {
        return Wording.printable(request.toString());
    }

    /** The first place where two recordings differ, with what led there; empty if they are equal. */
    public static String firstDifference(List<String> expected, List<String> actual, int linesBefore) {
        int same = 0;
        int shorter = Math.min(expected.size(), actual.size());
        while (same < shorter && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        if (same == expected.size() && same == actual.size()) {
            return "";
        }
        return "equal so far:\n"
                + join(expected.subList(Math.max(0, same - linesBefore), same))
                + "\nexpected to go on:\n"
                + join(expected.subList(same, Math.min(expected.size(), same + linesBefore)))
                + "\nbut went on:\n"
                + join(actual.subList(same, Math.min(actual.size(), same + linesBefore)));
    }

    private static String join(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
