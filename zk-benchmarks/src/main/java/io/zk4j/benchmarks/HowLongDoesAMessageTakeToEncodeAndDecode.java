/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.RequestHeader;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.WireReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The messages that a busy server sees most, in both directions, without a network. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class HowLongDoesAMessageTakeToEncodeAndDecode {
    private static final int CHILDREN = 1_000;

    private final Request get = new GetDataRequest("/some/path", false);
    private final Request create =
            new CreateRequest(OpCode.CREATE, "/some/path", Bytes.wrap(new byte[100]), Acl.OPEN_UNSAFE, 0);
    private final Response data =
            new GetDataResponse(Bytes.wrap(new byte[100]), new Stat(1, 2, 3, 4, 5, 6, 7, 0, 100, 0, 1));
    private final Response children = new GetChildrenResponse(names());
    private final ByteBuf encodedGet = encoded(get);
    private final ByteBuf encodedCreate = encoded(create);
    private final ByteBuf out = Unpooled.directBuffer(1 << 16);

    @Benchmark
    public int encodeGet() {
        Frames.writeRequest(out.clear(), 1, get);
        return out.writerIndex();
    }

    @Benchmark
    public int encodeCreate() {
        Frames.writeRequest(out.clear(), 1, create);
        return out.writerIndex();
    }

    @Benchmark
    public Request decodeGet() {
        return decode(encodedGet);
    }

    @Benchmark
    public Request decodeCreate() {
        return decode(encodedCreate);
    }

    @Benchmark
    public int encodeReplyWithData() {
        return encode(data);
    }

    @Benchmark
    public int encodeReplyWithAThousandChildren() {
        return encode(children);
    }

    @TearDown
    public void release() {
        encodedGet.release();
        encodedCreate.release();
        out.release();
    }

    private int encode(Response response) {
        Frames.writeReply(out.clear(), new ReplyHeader(1, 2, 0), response);
        return out.writerIndex();
    }

    private static Request decode(ByteBuf frame) {
        var in = new WireReader(frame.duplicate());
        var header = RequestHeader.decode(in);
        return Requests.decode(header.type(), in);
    }

    private static ByteBuf encoded(Request request) {
        var frame = Unpooled.directBuffer();
        Frames.writeRequest(frame, 1, request);
        return frame.skipBytes(Frames.PREFIX_BYTES);
    }

    private static List<String> names() {
        return IntStream.range(0, CHILDREN).mapToObj(i -> "child-" + i).toList();
    }
}
