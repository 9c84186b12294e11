/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.Xid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchResetTest {
    private static final int FRAME_BYTES_MAX = 0xfffff;

    private final WatchRegistry<String> registry = new WatchRegistry<>(false);

    private void add(Kind kind, String path) {
        registry.add(new WatchChange.Add<>(kind, path, "w"), kind == Kind.EXIST ? -101 : 0);
    }

    @Test
    void sendsNothingForNothing() {
        assertThat(WatchReset.of(registry, 7, FRAME_BYTES_MAX)).isEmpty();
    }

    @Test
    void usesTheOldFormUnlessThereArePersistentWatches() {
        add(Kind.DATA, "/d");
        add(Kind.EXIST, "/e");
        add(Kind.CHILD, "/c");

        assertThat(WatchReset.of(registry, 7, FRAME_BYTES_MAX))
                .containsExactly(new SetWatchesRequest(7, List.of("/d"), List.of("/e"), List.of("/c")));

        add(Kind.PERSISTENT, "/p");
        assertThat(WatchReset.of(registry, 7, FRAME_BYTES_MAX))
                .containsExactly(new SetWatches2Request(
                        7, List.of("/d"), List.of("/e"), List.of("/c"), List.of("/p"), List.of()));
    }

    @Test
    void splitsManyPathsIntoRequestsOfModestSizeAndLosesNone() {
        for (int i = 0; i < 20_000; i++) {
            add(i % 2 == 0 ? Kind.DATA : Kind.CHILD, "/some/path/that/is/not/short/" + i);
        }

        List<Request> requests = WatchReset.of(registry, 7, FRAME_BYTES_MAX);

        var paths = new ArrayList<String>();
        for (Request request : requests) {
            var reset = (SetWatchesRequest) request;
            paths.addAll(reset.dataWatches());
            paths.addAll(reset.childWatches());
            assertThat(frameBytes(request)).isLessThan(WatchReset.TEXT_BYTES_MAX + 100);
        }
        assertThat(paths).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(requests.size()).isBetween(2, 40);
    }

    private static int frameBytes(Request request) {
        var buffer = Unpooled.buffer();
        Frames.writeRequest(buffer, Xid.SET_WATCHES, request);
        return buffer.readableBytes();
    }
}
