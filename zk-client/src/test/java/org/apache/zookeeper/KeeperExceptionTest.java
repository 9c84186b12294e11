/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zk4j.protocol.ErrorCode;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class KeeperExceptionTest {
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"OK", "UNKNOWNSESSION"})
    void everyErrorHasAnExceptionThatTellsItsCodeAndPath(Code code) {
        KeeperException exception = KeeperException.create(code, "/a");
        assertThat(exception.code()).isEqualTo(code);
        assertThat(exception.getPath()).isEqualTo("/a");
        assertThat(exception.getResults()).isNull();
        assertThat(exception.getClass()).isNotEqualTo(KeeperException.class);
        assertThat(Code.get(code.intValue())).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "NONODE, KeeperErrorCode = NoNode for /a",
        "NOTEMPTY, KeeperErrorCode = Directory not empty for /a",
        "SESSIONEXPIRED, KeeperErrorCode = Session expired for /a",
        "CONNECTIONLOSS, KeeperErrorCode = ConnectionLoss for /a",
        "NOTREADONLY, KeeperErrorCode = Not a read-only call for /a",
        "NOWATCHER, KeeperErrorCode = No such watcher for /a",
        "QUOTAEXCEEDED, KeeperErrorCode = Quota has exceeded for /a",
        "THROTTLEDOP, KeeperErrorCode = Op throttled due to high load for /a"
    })
    void messagesAreTheOnesThatLogSearchesKnow(Code code, String message) {
        assertThat(KeeperException.create(code, "/a")).hasMessage(message);
    }

    @Test
    void aMessageWithoutPathNamesNone() {
        assertThat(KeeperException.create(Code.NONODE)).hasMessage("KeeperErrorCode = NoNode");
        assertThat(KeeperException.create(Code.NONODE, null)).hasMessage("KeeperErrorCode = NoNode");
    }

    @Test
    void successIsNoException() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeeperException.create(Code.OK));
        assertThatIllegalArgumentException().isThrownBy(() -> Code.get(-4711)).withMessageContaining("-4711");
    }

    @Test
    void theCodesAreThoseOfTheProtocol() {
        assertThat(Code.values())
                .extracting(Code::intValue)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void theResultsOfAMultiCannotBeChangedFromOutside() {
        KeeperException exception = KeeperException.ofMulti(-103, "/a", List.of(new OpResult.ErrorResult(-103)));
        exception.getResults().clear();
        assertThat(exception.getResults()).containsExactly(new OpResult.ErrorResult(-103));
    }
}
