/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which flags Apache's server takes for a malformed multi, found by asking it. */
class MultiRequestTest {
    @ParameterizedTest
    @CsvSource({
        "CREATE, -1",
        "CREATE, 5",
        "CREATE, 6",
        "CREATE, 7",
        "CREATE2, 5",
        "CREATE_CONTAINER, 6",
        "CREATE_CONTAINER, 7"
    })
    void aCreateWhoseFlagsAreUnknownOrNeedATimeToLiveIsMalformed(OpCode opCode, int flags) {
        var multi = new MultiRequest(List.of(new CreateRequest(opCode, "/a", null, Acl.OPEN_UNSAFE, flags)));
        assertThatThrownBy(() -> encodeAndDecode(multi))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("flags of " + flags);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7})
    void aCreateWithATimeToLiveIsLeftToTheServerToJudge(int flags) {
        var multi = new MultiRequest(List.of(new CreateTtlRequest("/a", null, Acl.OPEN_UNSAFE, flags, 1000)));
        assertThat(encodeAndDecode(multi)).isEqualTo(multi);
    }

    private static Request encodeAndDecode(MultiRequest multi) {
        var buffer = Unpooled.buffer();
        multi.encode(new WireWriter(buffer));
        return Requests.decode(OpCode.MULTI.code(), new WireReader(buffer));
    }
}
