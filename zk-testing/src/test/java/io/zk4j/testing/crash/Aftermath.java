/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.Request;
import io.zk4j.testing.crash.WriterPlan.Kind;
import io.zk4j.testing.wire.RawSession;
import io.zk4j.testing.wire.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the tree with what the writers of one round know. */
final class Aftermath {
    private static final int READS_IN_FLIGHT = 100;

    private final RawSession reader;
    private final List<Writer.Testimony> records;

    Aftermath(RawSession reader, List<Writer.Testimony> records) {
        this.reader = reader;
        this.records = records;
    }

    /** Checks all of the round, as often as wanted: what is there once stays. */
    void check() throws IOException {
        var numbers = readChildren(records.get(0).plan().sharedParent());
        assertNumbersRiseWithTheTransactions(numbers);
        for (var record : records) {
            check(record, numbers);
        }
    }

    /** Checks that a session of a writer has survived with its ephemeral znode, and ends it. */
    void checkAndEndSessions(int port) throws IOException {
        for (var record : records) {
            var alive = record.plan().alive();
            var owner = read(alive).stat().ephemeralOwner();
            assertThat(owner).as("owner of " + alive).isEqualTo(record.session().sessionId());
            var session = RawSession.attach(port, record.session(), 0);
            assertThat(session.isValid())
                    .as("the session of " + alive + " goes on")
                    .isTrue();
            session.closeSession();
            assertThat(reader.call(new ExistsRequest(alive, false)).err())
                    .as(alive + " after the end of its session")
                    .isEqualTo(-101);
        }
    }

    private void check(Writer.Testimony record, Map<String, GetDataResponse> numbers) throws IOException {
        var plan = record.plan();
        var children = readChildren(plan.parent());
        var tickets = numbers.entrySet().stream()
                .collect(Collectors.toMap(entry -> dataOf(entry.getValue()), Map.Entry::getKey));
        int last = lastApplied(record, children, tickets);

        assertThat(last).as("last write of " + plan + " that is there").isBetween(record.acknowledged(), record.sent());
        for (int write = 1; write <= record.sent(); write++) {
            boolean there = switch (WriterPlan.kind(write)) {
                case TAKE_NUMBER -> tickets.containsKey(plan.ticket(write));
                case CREATE, ALL_OR_NOTHING -> children.containsKey(plan.child(write));
                case COUNT -> write <= last; // is seen by the counter below
            };
            assertThat(there)
                    .as("write %d of %s, of which %d is the last", write, plan, last)
                    .isEqualTo(write <= last);
        }
        assertCounter(children, plan.counter(), Kind.COUNT, last);
        assertCounter(children, plan.left(), Kind.ALL_OR_NOTHING, last);
        assertCounter(children, plan.right(), Kind.ALL_OR_NOTHING, last);
        record.zxids().forEach((write, zxid) -> assertZxid(record, write, zxid, children, numbers));
    }

    /** Writes of one session are applied in order, so the last one tells which others must be there. */
    private static int lastApplied(
            Writer.Testimony record, Map<String, GetDataResponse> children, Map<Bytes, String> tickets) {
        var plan = record.plan();
        int last = Integer.parseInt(dataOf(children.get(plan.counter())).utf8());
        for (int write = record.sent(); write > last; write--) {
            if (tickets.containsKey(plan.ticket(write)) || children.containsKey(plan.child(write))) {
                return write;
            }
        }
        return last;
    }

    private static void assertCounter(Map<String, GetDataResponse> children, String path, Kind kind, int last) {
        var counter = children.get(path);
        assertThat(dataOf(counter)).as(path).isEqualTo(WriterPlan.number(WriterPlan.last(kind, last)));
        assertThat(counter.stat().version()).as("version of " + path).isEqualTo(WriterPlan.countOf(kind, last));
    }

    private static void assertZxid(
            Writer.Testimony record,
            int write,
            long zxid,
            Map<String, GetDataResponse> children,
            Map<String, GetDataResponse> numbers) {
        var plan = record.plan();
        var name = record.names().get(write);
        var created = WriterPlan.kind(write) == Kind.TAKE_NUMBER ? numbers.get(name) : children.get(plan.child(write));
        if (created != null) {
            assertThat(created.stat().czxid())
                    .as("zxid of write %d of %s", write, plan)
                    .isEqualTo(zxid);
        }
        if (WriterPlan.kind(write) == Kind.TAKE_NUMBER) {
            assertThat(created).as(name).isNotNull();
            assertThat(dataOf(created)).as("data of " + name).isEqualTo(plan.ticket(write));
        }
    }

    private static void assertNumbersRiseWithTheTransactions(Map<String, GetDataResponse> numbers) {
        var zxids = new TreeMap<>(numbers)
                .values().stream().map(found -> found.stat().czxid()).toList();
        assertThat(zxids).as("zxids in the order of the numbers").isSorted().doesNotHaveDuplicates();
    }

    private static Bytes dataOf(GetDataResponse found) {
        var data = found.data();
        return data == null ? Bytes.EMPTY : data;
    }

    private GetDataResponse read(String path) throws IOException {
        return answer(reader.call(new GetDataRequest(path, false)), GetDataResponse.class);
    }

    private Map<String, GetDataResponse> readChildren(String parent) throws IOException {
        var names = answer(reader.call(new GetChildrenRequest(parent, false)), GetChildrenResponse.class)
                .children();
        var found = new HashMap<String, GetDataResponse>();
        for (int from = 0; from < names.size(); from += READS_IN_FLIGHT) {
            var paths = names.subList(from, Math.min(names.size(), from + READS_IN_FLIGHT)).stream()
                    .map(name -> parent + "/" + name)
                    .toList();
            var requests = new ArrayList<Request>();
            paths.forEach(path -> requests.add(new GetDataRequest(path, false)));
            reader.send(requests);
            for (var path : paths) {
                found.put(path, answer((Received.Reply) reader.receive(), GetDataResponse.class));
            }
        }
        return found;
    }

    private static <T> T answer(Received.Reply reply, Class<T> type) {
        assertThat(reply.err()).as("error of " + reply.request()).isZero();
        return type.cast(reply.response());
    }
}
