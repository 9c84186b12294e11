/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** An intact frame without its length, and what is to read it: all recorded frames, and the examples of each message. */
record FuzzSubject(String name, Bytes bytes, Function<WireReader, Decoded> decoder) {
    /** What a frame was understood to be, and how to write that. */
    record Decoded(Object message, Consumer<WireWriter> encoder) {}

    static List<FuzzSubject> all() {
        var subjects = new ArrayList<FuzzSubject>();
        for (Request request : Examples.REQUESTS) {
            var name = request.opCode() + " request";
            subjects.add(new FuzzSubject(
                    name,
                    bytes(out -> {
                        new RequestHeader(1, request.headerType()).encode(out);
                        request.encode(out);
                    }),
                    FuzzSubject::request));
        }
        for (Examples.Answer answer : Examples.ANSWERS) {
            var name = answer.opCode() + " reply";
            subjects.add(new FuzzSubject(
                    name,
                    bytes(out -> {
                        new ReplyHeader(1, 2, 0).encode(out);
                        answer.response().encode(out);
                    }),
                    in -> reply(answer.opCode(), in)));
        }
        for (String file : GoldenTranscript.FILES) {
            addRecorded(GoldenTranscript.load(file), subjects);
        }
        return subjects;
    }

    private static void addRecorded(GoldenTranscript transcript, List<FuzzSubject> subjects) {
        for (GoldenLine line : transcript.lines()) {
            if (line.hasBytes() && line.bytes().length > Frames.PREFIX_BYTES) {
                subjects.add(new FuzzSubject(
                        line.toString(),
                        Bytes.wrap(ByteBufUtil.getBytes(line.frame())),
                        recordedDecoder(transcript, line)));
            }
        }
    }

    private static Function<WireReader, Decoded> recordedDecoder(GoldenTranscript transcript, GoldenLine line) {
        if (line.name().startsWith("ConnectRequest")) {
            return FuzzSubject::connectRequest;
        } else if (line.isFromClient()) {
            return FuzzSubject::request;
        } else if (line.name().equals("notification")) {
            return FuzzSubject::notification;
        }
        var request = transcript.requestOf(line);
        var opCode = request == null ? null : OpCode.of(request.frame().getInt(Integer.BYTES));
        return opCode == null || opCode == OpCode.CHECK ? FuzzSubject::connectResponse : in -> reply(opCode, in);
    }

    private static Decoded connectRequest(WireReader in) {
        var request = ConnectRequest.decode(in);
        return new Decoded(request, request::encode);
    }

    private static Decoded connectResponse(WireReader in) {
        var response = ConnectResponse.decode(in);
        return new Decoded(response, response::encode);
    }

    private static Decoded request(WireReader in) {
        var header = RequestHeader.decode(in);
        var request = Requests.decode(header.type(), in);
        return new Decoded(List.of(header, request), out -> {
            header.encode(out);
            request.encode(out);
        });
    }

    private static Decoded reply(OpCode opCode, WireReader in) {
        var header = ReplyHeader.decode(in);
        if (header.err() != 0) {
            return new Decoded(header, header::encode);
        }
        var response = Responses.decode(opCode, in);
        return new Decoded(List.of(header, response), out -> {
            header.encode(out);
            response.encode(out);
        });
    }

    private static Decoded notification(WireReader in) {
        var header = ReplyHeader.decode(in);
        var event = WatcherEvent.decode(in);
        return new Decoded(List.of(header, event), out -> {
            header.encode(out);
            event.encode(out);
        });
    }

    private static Bytes bytes(Consumer<WireWriter> encoder) {
        var out = Unpooled.buffer();
        encoder.accept(new WireWriter(out));
        return Bytes.wrap(ByteBufUtil.getBytes(out));
    }
}
