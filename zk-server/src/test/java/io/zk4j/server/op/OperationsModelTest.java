/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.StatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random writes of several sessions, several under way at a time, against a model that takes them one by one. */
class OperationsModelTest {
    private static final int ROUNDS = 400;
    private static final int UNDER_WAY_MAX = 8;

    static LongStream seeds() {
        return LongStream.rangeClosed(
                1, System.getProperty("zk4j.dose", "build").equals("soak") ? 500 : 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsUnderWayCountsAsIfItWereDone(long seed) {
        var random = new Random(seed);
        var requests = new RandomRequests(random);
        var server = new InMemoryServer();
        server.timeMillis = 0;
        var model = new SimpleModel();
        var sessions = new ArrayList<>(List.of(new Connection(1), new Connection(2), new Connection(3)));
        long nextSession = 4;

        for (int round = 0; round < ROUNDS; round++) {
            var expected = new ArrayList<List<String>>();
            var asked = new ArrayList<Request>();
            for (int i = random.nextInt(UNDER_WAY_MAX); i >= 0; i--) {
                int who = random.nextInt(sessions.size());
                var session = sessions.get(who);
                var request = requests.next();
                asked.add(request);
                server.propose(session, request);
                expected.add(model.serve(request, session.sessionId(), server.lastProposed));
                if (request instanceof CloseSessionRequest) {
                    sessions.set(who, new Connection(nextSession++));
                }
            }
            for (int i = 0; i < expected.size(); i++) {
                assertThat(answer(server.applyNext())).as("%s", asked.get(i)).isEqualTo(expected.get(i));
            }
            assertThat(server.pending.isEmpty()).isTrue();
            compareTrees(server, model);
        }
    }

    private static void compareTrees(InMemoryServer server, SimpleModel model) {
        var paths = new ArrayList<String>();
        server.tree.walk(node -> paths.add(node.path()));
        assertThat(paths).containsExactlyInAnyOrderElementsOf(model.nodes.keySet());
        for (String path : paths) {
            if (path.startsWith("/zookeeper")) {
                continue;
            }
            var node = server.tree.get(path);
            assertThat(node.stat()).as(path).isEqualTo(model.stat(path));
            assertThat(server.tree.view().children(node))
                    .hasSize(model.childrenOf(path).size());
            assertThat(server.tree.reapable().contains(path))
                    .isEqualTo(model.nodes.get(path).container());
        }
    }

    private static List<String> answer(InMemoryServer.Reply reply) {
        if (reply.err() != ErrorCode.OK) {
            return List.of("!" + reply.err());
        }
        if (reply.response() instanceof MultiResponse multi) {
            return multi.results().stream().map(OperationsModelTest::answer).toList();
        }
        return List.of(answer(reply.response()));
    }

    private static String answer(MultiResult result) {
        return result instanceof MultiResult.Failed failed
                ? "!" + ErrorCode.of(failed.err())
                : answer(((MultiResult.Done) result).response());
    }

    private static String answer(Response response) {
        if (response instanceof Create2Response created) {
            return created.path() + " " + created.stat();
        }
        if (response instanceof StatResponse stat) {
            return stat.stat().toString();
        }
        assertThat(response).isInstanceOf(EmptyResponse.class);
        return "done";
    }
}
