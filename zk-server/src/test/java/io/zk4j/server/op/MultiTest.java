/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static io.zk4j.server.op.InMemoryServer.createRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.StatResponse;
import io.zk4j.server.txn.MultiTxn;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultiTest {
    private final InMemoryServer server = new InMemoryServer();
    private final Connection client = new Connection(7);

    private List<MultiResult> multi(Request... requests) {
        return server.call(client, new MultiRequest(List.of(requests)))
                .as(MultiResponse.class)
                .results();
    }

    private static Request create(String path) {
        return createRequest(path, CreateMode.PERSISTENT);
    }

    private static Request check(String path, int version) {
        return new CheckRequest(path, version);
    }

    private static MultiResult failed(ErrorCode code) {
        return new MultiResult.Failed(code.code());
    }

    @Test
    void eachPartSeesTheOnesBeforeIt() {
        var results = multi(
                create("/m"),
                create("/m/a"),
                new SetDataRequest("/m/a", Bytes.ofUtf8("xy"), 0),
                check("/m/a", 1),
                new DeleteRequest("/m/a", 1),
                createRequest("/m/s-", CreateMode.PERSISTENT_SEQUENTIAL));

        assertThat(results).hasSize(6);
        assertThat(((StatResponse) ((MultiResult.Done) results.get(2)).response())
                        .stat()
                        .version())
                .isEqualTo(1);
        assertThat(results.get(3)).isEqualTo(new MultiResult.Done(OpCode.CHECK, new EmptyResponse()));
        assertThat(((Create2Response) ((MultiResult.Done) results.get(5)).response()).path())
                .isEqualTo("/m/s-0000000001");
        assertThat(server.tree.get("/m/a")).isNull();
        assertThat(server.tree.lastZxid()).isEqualTo(1);
    }

    @Test
    void theStatOfAPartIsThatOfItsMoment() {
        var results = multi(create("/m"), create("/m/a"));
        var first = (Create2Response) ((MultiResult.Done) results.get(0)).response();

        assertThat(first.stat().numChildren()).isZero();
        assertThat(server.tree.get("/m").stat().numChildren()).isEqualTo(1);
    }

    @Test
    void oneFailureUndoesAllAndIsTheOnlyOneNamed() {
        server.create(client, "/there");
        var results = multi(create("/m"), create("/there"), create("/other"), new DeleteRequest("/x", -1));

        assertThat(results)
                .containsExactly(
                        failed(ErrorCode.OK),
                        failed(ErrorCode.NODE_EXISTS),
                        failed(ErrorCode.RUNTIME_INCONSISTENCY),
                        failed(ErrorCode.RUNTIME_INCONSISTENCY));
        assertThat(server.tree.get("/m")).isNull();
        assertThat(server.tree.lastZxid()).isEqualTo(2);
        assertThat(multi(create("/m"))).hasSize(1).allMatch(MultiResult.Done.class::isInstance);
    }

    @Test
    void aFailedMultiIsLoggedWithWhatItsFirstPartsWouldHaveDone() {
        var record =
                server.propose(client, new MultiRequest(List.of(create("/m"), check("/missing", 0), create("/n"))));

        assertThat(record.header().type()).isEqualTo(OpCode.MULTI.code());
        assertThat(((MultiTxn) record.txn()).parts())
                .extracting(MultiTxn.Part::type)
                .containsExactly(OpCode.CREATE2.code(), -1, -1);
        assertThat(record.digest()).isEqualTo(server.tree.digest());
    }

    @Test
    void anEmptyMultiSucceedsAndTakesAZxid() {
        assertThat(multi()).isEmpty();
        assertThat(server.tree.lastZxid()).isEqualTo(1);
    }

    @Test
    void allKindsOfCreatesMayBePart() {
        var results = multi(
                new CreateRequest(OpCode.CREATE, "/a", null, Acl.OPEN_UNSAFE, 1),
                new CreateRequest(OpCode.CREATE_CONTAINER, "/b", null, Acl.OPEN_UNSAFE, 4),
                new CreateTtlRequest("/c", null, Acl.OPEN_UNSAFE, 5, 1_000));

        assertThat(results).allMatch(MultiResult.Done.class::isInstance);
        assertThat(server.tree.get("/a").isEphemeral()).isTrue();
        assertThat(server.tree.reapable()).containsExactly("/b", "/c");
    }

    @Test
    void aCheckSaysWhatIsWrongFirst() {
        server.create(client, "/a");
        assertThat(multi(check("noslash", 0))).containsExactly(failed(ErrorCode.BAD_ARGUMENTS));
        assertThat(multi(check("/missing", 0))).containsExactly(failed(ErrorCode.NO_NODE));
        assertThat(multi(check("/a", 3))).containsExactly(failed(ErrorCode.BAD_VERSION));
        assertThat(multi(check("/a", -1))).hasSize(1);
    }

    @Test
    void aMultiBuildsOnWhatIsUnderWay() {
        server.propose(client, create("/p"));
        server.propose(client, new MultiRequest(List.of(create("/p/a"), check("/p", 0))));
        server.propose(client, new MultiRequest(List.of(create("/p/b"), create("/p/a"))));
        server.propose(client, create("/p/b"));

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.OK);
        assertThat(server.applyNext().as(MultiResponse.class).results()).allMatch(MultiResult.Done.class::isInstance);
        assertThat(server.applyNext().as(MultiResponse.class).results())
                .containsExactly(failed(ErrorCode.OK), failed(ErrorCode.NODE_EXISTS));
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.OK);
    }

    @Test
    void tenThousandPartsAreNoProblem() {
        var requests = new Request[10_000];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = create("/n" + i);
        }
        assertThat(multi(requests)).hasSize(10_000);
        requests[9_999] = create("/n0");
        assertThat(multi(requests).get(0)).isEqualTo(failed(ErrorCode.NODE_EXISTS));
    }

    @Test
    void readsSucceedOrFailEachForItself() {
        server.create(client, "/a");
        var results = server.call(
                        client,
                        new MultiReadRequest(List.of(
                                new GetDataRequest("/a", true),
                                new GetDataRequest("/missing", false),
                                new GetChildrenRequest("/a", false))))
                .as(MultiResponse.class)
                .results();

        assertThat(((GetDataResponse) ((MultiResult.Done) results.get(0)).response()).data())
                .isEqualTo(Bytes.ofUtf8("data"));
        assertThat(results.get(1)).isEqualTo(failed(ErrorCode.NO_NODE));
        assertThat(results.get(2))
                .isEqualTo(new MultiResult.Done(OpCode.GET_CHILDREN, new GetChildrenResponse(List.of())));
        assertThat(server.watches.watcherCount()).isZero();
    }
}
