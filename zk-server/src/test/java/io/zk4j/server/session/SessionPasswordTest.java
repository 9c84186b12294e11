/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPasswordTest {
    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef, f7cd1b8b3f946c477425d41be3f667c6",
        "01000027c6cf000b, 89f66375345900e8cead6b6807ec5e6e",
    })
    void isWhatApacheServersCompute(String session, String password) {
        long id = HexFormat.fromHexDigitsToLong(session);
        assertThat(HexFormat.of().formatHex(SessionPassword.of(id))).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 0x1234, Long.MAX_VALUE, Long.MIN_VALUE, 0x7F00_0000_0000_0001L})
    void isTheOutputOfAWellKnownGenerator(long id) {
        var expected = new byte[SessionPassword.LENGTH];
        new Random(id ^ 0xB3415C00L).nextBytes(expected);

        assertThat(SessionPassword.of(id)).isEqualTo(expected);
    }

    @Test
    void opensOnlyItsOwnSession() {
        assertThat(SessionPassword.opens(5, SessionPassword.of(5))).isTrue();
        assertThat(SessionPassword.opens(5, SessionPassword.of(6))).isFalse();
        assertThat(SessionPassword.opens(5, new byte[SessionPassword.LENGTH])).isFalse();
        assertThat(SessionPassword.opens(5, new byte[0])).isFalse();
        assertThat(SessionPassword.opens(5, null)).isFalse();
    }

    @Test
    void noSessionIsNeverOpened() {
        assertThat(SessionPassword.opens(0, SessionPassword.of(0))).isFalse();
    }
}
