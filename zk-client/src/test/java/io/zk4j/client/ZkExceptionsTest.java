/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.ZkException.Advice;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.Failure.Reason;
import io.zk4j.protocol.OpCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZkExceptionsTest {
    @ParameterizedTest
    @EnumSource(names = {"SESSION_ENDED", "AUTH_FAILED"})
    void aWriteThatWasSentBeforeTheSessionEndedIsToBeChecked(Reason end) {
        assertThat(afterTheEnd(end, OpCode.SET_DATA, true)).isEqualTo(Advice.CHECK);
        assertThat(afterTheEnd(end, OpCode.SET_DATA, false)).isEqualTo(Advice.GIVE_UP);
        assertThat(afterTheEnd(end, OpCode.GET_DATA, true)).isEqualTo(Advice.GIVE_UP);
    }

    private static Advice afterTheEnd(Reason end, OpCode operation, boolean sent) {
        return ZkExceptions.failed(operation, "/a", new Failure(end, "the session is over", sent))
                .advice();
    }
}
