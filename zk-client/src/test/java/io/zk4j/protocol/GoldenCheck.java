/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Decodes one line of a transcript, compares the fields, encodes it again, compares the bytes, and says what the line was. */
final class GoldenCheck {
    /** What a line turned out to be. */
    enum Kind {
        CONNECT_REQUEST,
        CONNECT_RESPONSE,
        REQUEST,
        REPLY,
        ERROR_REPLY,
        NOTIFICATION,
        /** As a request, except that we write an empty ACL list for the recorded null one, which means the same. */
        REQUEST_WITH_NULL_LIST,
        /** As a request, except that we do not write the trailing bytes, which are to be ignored. */
        REQUEST_WITH_TRAILING_BYTES,
        /** Answered by -6: only the header is understood and written again; what may follow it is nobody's business. */
        UNKNOWN_REQUEST,
        /** Answered by -5: the decoder refuses the body, so that there is nothing to encode. */
        MALFORMED_REQUEST,
        /** Answered by closing the connection: the length is illegal, or the request header is not complete. */
        MALFORMED_FRAME,
        /** A reply header where a connect response belongs, or the other way round: checked as what it is. */
        OUT_OF_PLACE,
        /** The end of a direction, or a remark of the recorder: no bytes, so nothing for a decoder to do. */
        NO_BYTES
    }

    private final GoldenTranscript transcript;
    private final GoldenLine line;

    GoldenCheck(GoldenTranscript transcript, GoldenLine line) {
        this.transcript = transcript;
        this.line = line;
    }

    Kind check() {
        if (!line.hasBytes()) {
            assertThat(line.name()).isIn("EOF", "RESET", "note");
            return Kind.NO_BYTES;
        } else if (line.name().equals("partial frame") || line.name().startsWith("bad frame length")) {
            assertMalformed(() -> RequestHeader.decode(new WireReader(line.frame())));
            return Kind.MALFORMED_FRAME;
        } else if (line.name().startsWith("ConnectRequest")) {
            var request = ConnectRequest.decode(new WireReader(line.frame()));
            assertSame(RecordedFields.of(request), request::encode);
            return Kind.CONNECT_REQUEST;
        } else if (line.name().startsWith("ConnectResponse")) {
            var response = ConnectResponse.decode(new WireReader(line.frame()));
            assertSame(RecordedFields.of(response), response::encode);
            return Kind.CONNECT_RESPONSE;
        }
        return line.isFromClient() ? checkRequest() : checkFromServer();
    }

    private Kind checkRequest() {
        var in = new WireReader(line.frame());
        var header = RequestHeader.decode(in);
        assertThat(line.name()).isEqualTo(OpNames.of(header.type()) + " request");
        var err = transcript.errOfReplyTo(line);
        if (Objects.equals(err, ErrorCode.MARSHALLING_ERROR.code())) {
            assertMalformed(() -> Requests.decode(header.type(), in));
            return Kind.MALFORMED_REQUEST;
        }

        var request = Requests.decode(header.type(), in);
        if (request instanceof UnknownRequest) {
            assertThat(request.headerType()).isEqualTo(line.fields().get("type").asInt());
            assertBytesFollowedBy(encoded(out -> writeRequest(header, request, out)), line.bytes().length - 12);
            return Kind.UNKNOWN_REQUEST;
        }
        if (line.fields().path("trailingBytes").asInt() > 0) {
            var fields = RecordedFields.of(header, request).put("trailingBytes", in.remaining());
            assertThat(fields).isEqualTo(RecordedFields.withoutRemarks(line.fields()));
            assertBytesFollowedBy(encoded(out -> writeRequest(header, request, out)), in.remaining());
            return Kind.REQUEST_WITH_TRAILING_BYTES;
        }
        assertThat(in.remaining()).isZero();
        if (line.fields().path("acl").isNull()) {
            return checkWithNullAcl(header, request);
        }
        assertSame(RecordedFields.of(header, request), out -> writeRequest(header, request, out));
        return Kind.REQUEST;
    }

    private Kind checkWithNullAcl(RequestHeader header, Request request) {
        var fields = RecordedFields.of(header, request);
        assertThat(fields.withArray("acl")).isEmpty();
        assertThat(fields.putNull("acl")).isEqualTo(RecordedFields.withoutRemarks(line.fields()));
        var hex = ByteBufUtil.hexDump(encoded(out -> writeRequest(header, request, out)));
        assertThat(hex.replace("7800000000", "78ffffffff"))
                .isNotEqualTo(hex)
                .isEqualTo(ByteBufUtil.hexDump(line.bytes()));
        return Kind.REQUEST_WITH_NULL_LIST;
    }

    private Kind checkFromServer() {
        var in = new WireReader(line.frame());
        var header = ReplyHeader.decode(in);
        if (header.xid() == Xid.NOTIFICATION) {
            var event = WatcherEvent.decode(in);
            assertThat(in.remaining()).isZero();
            assertSame(RecordedFields.of(header, event), out -> {
                header.encode(out);
                event.encode(out);
            });
            return Kind.NOTIFICATION;
        } else if (line.name().startsWith("ReplyHeader instead of a ConnectResponse")) {
            assertThat(in.remaining()).isZero();
            assertSame(RecordedFields.of(header), header::encode);
            return Kind.OUT_OF_PLACE;
        }
        if (line.theCase().equals("client sends opcode createSession (-10)")) {
            return checkConnectResponseAsReply();
        }
        var request = transcript.requestOf(line);
        assertThat(request).as("the request of %s", line).isNotNull();
        int type = RequestHeader.decode(new WireReader(request.frame())).type();
        return header.err() == 0 ? checkReply(header, OpCode.of(type), in) : checkErrorReply(header, type, in);
    }

    private Kind checkReply(ReplyHeader header, OpCode opCode, WireReader in) {
        assertThat(line.name()).isIn(OpNames.of(opCode.code()) + " reply", "reply");
        var response = Responses.decode(opCode, in);
        assertThat(in.remaining()).isZero();
        assertSame(RecordedFields.of(header, response), out -> {
            header.encode(out);
            response.encode(out);
        });
        return Kind.REPLY;
    }

    private Kind checkErrorReply(ReplyHeader header, int type, WireReader in) {
        assertThat(line.name()).isEqualTo(OpNames.of(type) + " reply (error " + header.err() + ")");
        if (type == OpCode.SASL.code()) {
            var response = SaslResponse.decode(in);
            assertSame(RecordedFields.of(header, response), out -> {
                header.encode(out);
                response.encode(out);
            });
        } else {
            assertSame(RecordedFields.of(header), header::encode);
        }
        assertThat(in.remaining()).isZero();
        return Kind.ERROR_REPLY;
    }

    /** The recorded server answers a client that asks for {@code createSession} as if it had just connected. */
    private Kind checkConnectResponseAsReply() {
        var response = ConnectResponse.decode(new WireReader(line.frame()));
        assertThat(response.timeoutMillis()).isEqualTo(10_000);
        assertBytesFollowedBy(encoded(response::encode), 0);
        return Kind.OUT_OF_PLACE;
    }

    private static void writeRequest(RequestHeader header, Request request, WireWriter out) {
        assertThat(request.headerType()).isEqualTo(header.type());
        header.encode(out);
        request.encode(out);
    }

    private void assertSame(ObjectNode fields, Consumer<WireWriter> encoder) {
        assertThat(fields).isEqualTo(RecordedFields.withoutRemarks(line.fields()));
        assertBytesFollowedBy(encoded(encoder), 0);
    }

    /** Compares with the recorded bytes but for the length, if some of them are not written again. */
    private void assertBytesFollowedBy(byte[] encoded, int bytesLeftOut) {
        var recorded = Unpooled.wrappedBuffer(line.bytes());
        recorded.setInt(0, recorded.getInt(0) - bytesLeftOut).writerIndex(recorded.writerIndex() - bytesLeftOut);
        assertThat(ByteBufUtil.hexDump(encoded)).isEqualTo(ByteBufUtil.hexDump(recorded));
    }

    private static byte[] encoded(Consumer<WireWriter> encoder) {
        var out = Unpooled.buffer();
        Frames.write(out, encoder);
        return ByteBufUtil.getBytes(out);
    }

    private void assertMalformed(ThrowingCallable decoding) {
        assertThatExceptionOfType(MalformedFrameException.class)
                .as(line.toString())
                .isThrownBy(decoding)
                .withMessageMatching(".*read .+ at offset \\d+, expected .+");
    }
}
