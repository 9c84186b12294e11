/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/** One message of each kind at least, with the odd values that its fields may have. */
final class Examples {
    private static final Stat STAT =
            new Stat(0x1_0000_0001L, 0x1_0000_0002L, 1795339963941L, 1795339964018L, 1, -2, 3, -1L, 5, 6, 7L);

    private static final List<Acl> ACLS = List.of(new Acl(Perms.ALL, "world", "anyone"), new Acl(1, "ip", "::1/64"));

    static final List<Request> REQUESTS = List.of(
            new CreateRequest(OpCode.CREATE, "/a", Bytes.ofUtf8("x"), ACLS, 0),
            new CreateRequest(OpCode.CREATE2, "/zoö/日本/🐘", null, List.of(), 99),
            new CreateRequest(OpCode.CREATE_CONTAINER, "/", Bytes.EMPTY, Acl.CREATOR_ALL, 4),
            new CreateTtlRequest("/t", Bytes.ofUtf8("t"), Acl.READ_UNSAFE, 5, -1L),
            new DeleteRequest("/a", -1),
            new ExistsRequest("/a", true),
            new GetDataRequest("/a", false),
            new SetDataRequest("/a", null, 4),
            new GetAclRequest("/a"),
            new SetAclRequest("/a", ACLS, 2),
            new GetChildrenRequest("", true),
            new GetChildren2Request("/a/" + "b/".repeat(2000), true),
            new SyncRequest("/a"),
            new PingRequest(),
            new MultiRequest(List.of()),
            new MultiRequest(List.of(
                    new CreateRequest(OpCode.CREATE, "/a", Bytes.ofUtf8("x"), ACLS, 2),
                    new CreateRequest(OpCode.CREATE2, "/b", null, ACLS, 1),
                    new CreateRequest(OpCode.CREATE_CONTAINER, "/c", null, ACLS, 4),
                    new CreateTtlRequest("/t", null, ACLS, 5, 1000),
                    new DeleteRequest("/a", 0),
                    new SetDataRequest("/b", Bytes.EMPTY, 1),
                    new CheckRequest("/c", -1))),
            new MultiReadRequest(List.of(new GetDataRequest("/a", false), new GetChildrenRequest("/b", true))),
            new ReconfigRequest(null, "2,3", null, -1L),
            new ReconfigRequest("server.4=h:1:2;3", null, "", 0x1_0000_0000L),
            new CheckWatchesRequest("/a", 3),
            new RemoveWatchesRequest("/a", 5),
            new DeleteContainerRequest("/c"),
            new AuthRequest(0, "digest", Bytes.ofUtf8("alice:pw")),
            new AuthRequest(7, "", null),
            new SetWatchesRequest(0x1_0000_0000L, List.of("/a"), List.of(), List.of("/b", "/c")),
            new SetWatches2Request(5, List.of(), List.of("/x"), List.of(), List.of("/p"), List.of("/r", "/s")),
            new SaslRequest(null),
            new SaslRequest(Bytes.ofUtf8("token")),
            new GetEphemeralsRequest(null),
            new GetEphemeralsRequest("/a"),
            new GetAllChildrenNumberRequest("/"),
            new AddWatchRequest("/a", 1),
            new WhoAmIRequest(),
            new CloseSessionRequest(),
            new UnknownRequest(0),
            new UnknownRequest(13),
            new UnknownRequest(-10),
            new UnknownRequest(Integer.MIN_VALUE));

    /** An answer, and the operation that is answered so. */
    record Answer(OpCode opCode, Response response) {}

    static final List<Answer> ANSWERS = List.of(
            new Answer(OpCode.CREATE, new CreateResponse("/a0000000001")),
            new Answer(OpCode.CREATE2, new Create2Response("/a", STAT)),
            new Answer(OpCode.CREATE_CONTAINER, new Create2Response("/c", STAT)),
            new Answer(OpCode.CREATE_TTL, new Create2Response("/t", STAT)),
            new Answer(OpCode.DELETE, new EmptyResponse()),
            new Answer(OpCode.EXISTS, new StatResponse(STAT)),
            new Answer(OpCode.GET_DATA, new GetDataResponse(null, STAT)),
            new Answer(OpCode.SET_DATA, new StatResponse(STAT)),
            new Answer(OpCode.GET_ACL, new GetAclResponse(ACLS, STAT)),
            new Answer(OpCode.SET_ACL, new StatResponse(STAT)),
            new Answer(OpCode.GET_CHILDREN, new GetChildrenResponse(List.of("a", "zoö"))),
            new Answer(OpCode.SYNC, new SyncResponse("")),
            new Answer(OpCode.PING, new EmptyResponse()),
            new Answer(OpCode.GET_CHILDREN2, new GetChildren2Response(List.of(), STAT)),
            new Answer(OpCode.MULTI, new MultiResponse(List.of())),
            new Answer(
                    OpCode.MULTI,
                    new MultiResponse(List.of(
                            new MultiResult.Done(OpCode.CREATE, new CreateResponse("/a")),
                            new MultiResult.Done(OpCode.CREATE2, new Create2Response("/b", STAT)),
                            new MultiResult.Done(OpCode.DELETE, new EmptyResponse()),
                            new MultiResult.Done(OpCode.SET_DATA, new StatResponse(STAT)),
                            new MultiResult.Done(OpCode.CHECK, new EmptyResponse())))),
            new Answer(
                    OpCode.MULTI_READ,
                    new MultiResponse(List.of(
                            new MultiResult.Done(OpCode.GET_DATA, new GetDataResponse(Bytes.EMPTY, STAT)),
                            new MultiResult.Failed(-101),
                            new MultiResult.Done(OpCode.GET_CHILDREN, new GetChildrenResponse(List.of("x")))))),
            new Answer(OpCode.RECONFIG, new ReconfigResponse(Bytes.ofUtf8("server.1=…"), STAT)),
            new Answer(OpCode.CHECK_WATCHES, new EmptyResponse()),
            new Answer(OpCode.REMOVE_WATCHES, new EmptyResponse()),
            new Answer(OpCode.DELETE_CONTAINER, new EmptyResponse()),
            new Answer(OpCode.AUTH, new EmptyResponse()),
            new Answer(OpCode.SET_WATCHES, new EmptyResponse()),
            new Answer(OpCode.SASL, new SaslResponse(Bytes.ofUtf8("rspauth"))),
            new Answer(OpCode.GET_EPHEMERALS, new GetEphemeralsResponse(List.of("/a/e"))),
            new Answer(OpCode.GET_ALL_CHILDREN_NUMBER, new GetAllChildrenNumberResponse(14)),
            new Answer(OpCode.SET_WATCHES2, new EmptyResponse()),
            new Answer(OpCode.ADD_WATCH, new AddWatchResponse(0)),
            new Answer(OpCode.WHO_AM_I, new WhoAmIResponse(List.of(new ClientInfo("ip", "127.0.0.1")))),
            new Answer(OpCode.CLOSE_SESSION, new EmptyResponse()));

    private Examples() {}
}
