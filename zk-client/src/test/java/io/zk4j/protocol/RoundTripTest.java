/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Examples.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes beyond the transcripts: each message with its odd values, and each cut off at every byte. */
class RoundTripTest {
    @ParameterizedTest
    @FieldSource("io.zk4j.protocol.Examples#REQUESTS")
    void aRequestComesBackAsItWasWritten(Request request) {
        var in = new WireReader(bytesOf(request));
        assertThat(Requests.decode(request.headerType(), in)).isEqualTo(request);
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @FieldSource("io.zk4j.protocol.Examples#ANSWERS")
    void aResponseComesBackAsItWasWritten(Answer answer) {
        var in = new WireReader(bytesOf(answer.response()));
        assertThat(Responses.decode(answer.opCode(), in)).isEqualTo(answer.response());
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @FieldSource("io.zk4j.protocol.Examples#REQUESTS")
    void aRequestThatIsCutOffAnywhereIsMalformedAndNamed(Request request) {
        var whole = bytesOf(request);
        for (int length = 0; length < whole.readableBytes(); length++) {
            var in = new WireReader(whole.slice(0, length));
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> Requests.decode(request.headerType(), in))
                    .withMessageStartingWith("body of a " + request.opCode() + " request: read ");
        }
    }

    @ParameterizedTest
    @FieldSource("io.zk4j.protocol.Examples#ANSWERS")
    void aResponseThatIsCutOffAnywhereIsMalformedAndNamed(Answer answer) {
        var whole = bytesOf(answer.response());
        for (int length = 0; length < whole.readableBytes(); length++) {
            var in = new WireReader(whole.slice(0, length));
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> Responses.decode(answer.opCode(), in))
                    .withMessageStartingWith("body of a " + answer.opCode() + " reply: read ");
        }
    }

    @Test
    void noKindOfMessageIsWithoutAnExample() {
        var alone = Examples.REQUESTS.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(Request.class.getPermittedSubclasses())
                .allSatisfy(kind -> assertThat(alone.contains(kind) || kind == CheckRequest.class)
                        .as("%s", kind)
                        .isTrue());
        var answered = Examples.ANSWERS.stream()
                .map(answer -> answer.response().getClass())
                .collect(Collectors.toSet());
        assertThat(Set.<Object>of((Object[]) Response.class.getPermittedSubclasses()))
                .isEqualTo(answered);
        Set<OpCode> unanswered = EnumSet.allOf(OpCode.class);
        Examples.ANSWERS.forEach(answer -> unanswered.remove(answer.opCode()));
        assertThat(unanswered)
                .containsExactly(
                        OpCode.NOTIFICATION, OpCode.CHECK, OpCode.CREATE_SESSION, OpCode.ERROR, OpCode.UNKNOWN);
    }

    @Test
    void aMultiResultForAContainerOrATtlNodeIsThatOfACreate2() {
        var stat = new Create2Response("/c", new Stat(1, 1, 2, 2, 0, 0, 0, 0, 0, 0, 1));
        var sent = new MultiResponse(List.of(
                new MultiResult.Done(OpCode.CREATE_CONTAINER, stat), new MultiResult.Done(OpCode.CREATE_TTL, stat)));
        var create2 = new MultiResult.Done(OpCode.CREATE2, stat);
        assertThat(Responses.decode(OpCode.MULTI, new WireReader(bytesOf(sent))))
                .isEqualTo(new MultiResponse(List.of(create2, create2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET_DATA", "MULTI", "MULTI_READ", "SYNC", "SET_ACL", "EXISTS", "CLOSE_SESSION"})
    void aMultiTakesNothingButWrites(OpCode part) {
        var bytes = Unpooled.buffer();
        new MultiHeader(part.code(), false, -1).encode(new WireWriter(bytes));
        bytes.writeZero(100);
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> Requests.decode(OpCode.MULTI.code(), new WireReader(bytes)))
                .withMessage("body of a MULTI request: read an operation of type " + part.code()
                        + " at offset 0, expected one that may be part of this request");
    }

    @Test
    void aMultiMayHaveTenThousandParts() {
        Request check = new CheckRequest("/a", -1);
        var multi = new MultiRequest(Collections.nCopies(10_000, check));
        assertThat(Requests.decode(14, new WireReader(bytesOf(multi)))).isEqualTo(multi);
    }

    @Test
    void connectRecordsOfOldPeersHaveNoReadOnlyByte() {
        var request = new ConnectRequest(0, 5, 10_000, 0, null, false, false);
        var response = new ConnectResponse(0, 10_000, 7, Bytes.wrap(new byte[16]), false, false);
        var bytes = Unpooled.buffer();
        request.encode(new WireWriter(bytes));
        assertThat(bytes.readableBytes()).isEqualTo(28);
        assertThat(ConnectRequest.decode(new WireReader(bytes))).isEqualTo(request);
        response.encode(new WireWriter(bytes));
        assertThat(bytes.readableBytes()).isEqualTo(36);
        assertThat(ConnectResponse.decode(new WireReader(bytes))).isEqualTo(response);
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectRequest(0, 5, 10_000, 0, null, true, false));
    }

    @Test
    void aConnectResponseWithANullPasswordIsReadAsAnEmptyOne() {
        var bytes = Unpooled.wrappedBuffer(
                ByteBufUtil.decodeHexDump("00000000" + "00000000" + "00".repeat(8) + "ffffffff"));
        assertThat(ConnectResponse.decode(new WireReader(bytes)))
                .isEqualTo(new ConnectResponse(0, 0, 0, Bytes.EMPTY, false, false));
    }

    @Test
    void listsAreCopiedOnEntry() {
        var parts = new ArrayList<String>(Arrays.asList("/a"));
        var request = new SetWatchesRequest(0, parts, parts, parts);
        parts.clear();
        assertThat(request.dataWatches()).containsExactly("/a");
    }

    @Test
    void aCreateRequestIsOfOneOfItsThreeKinds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CreateRequest(OpCode.CREATE_TTL, "/a", null, List.of(), 5));
    }

    private static ByteBuf bytesOf(Request request) {
        var bytes = Unpooled.buffer();
        request.encode(new WireWriter(bytes));
        return bytes;
    }

    private static ByteBuf bytesOf(Response response) {
        var bytes = Unpooled.buffer();
        response.encode(new WireWriter(bytes));
        return bytes;
    }
}
