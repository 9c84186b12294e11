/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectStringTest {
    private static List<String> servers(String text) {
        return ConnectString.parse(text).servers().stream()
                .map(HostPort::toString)
                .toList();
    }

    @Test
    void namesServersWithTheirPorts() {
        assertThat(servers("zk1:2182,zk2:2183")).containsExactly("zk1:2182", "zk2:2183");
    }

    @Test
    void takesTheDefaultPort() {
        assertThat(servers("zk1, zk2 ,")).containsExactly("zk1:2181", "zk2:2181");
    }

    @Test
    void readsABareNumberAsAnotherPortOfTheSameHost() {
        assertThat(servers("localhost:2181,2182,2183"))
                .containsExactly("localhost:2181", "localhost:2182", "localhost:2183");
    }

    @Test
    void readsIpv6WithAndWithoutBrackets() {
        assertThat(servers("[::1]:2182,[fe80::1],2001:db8::1"))
                .containsExactly("[::1]:2182", "[fe80::1]:2181", "[2001:db8::1]:2181");
    }

    @Test
    void splitsOffTheChroot() {
        ConnectString parsed = ConnectString.parse("zk1:2182,zk2/app/a");

        assertThat(parsed.servers()).hasSize(2);
        assertThat(parsed.chroot().path()).isEqualTo("/app/a");
        assertThat(ConnectString.parse("zk1/").chroot().isNone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | names no server",
                "/app | names no server",
                "zk1:port | 'port' is not a port",
                "zk1: | '' is not a port",
                "zk1:0 | not within 1..65535",
                "zk1:65536 | not within 1..65535",
                ":2181 | a server has no host",
                "[::1 | is not closed",
                "[::1]2181 | expected ':' and a port",
                "zk1/app/ | not a valid path",
                "zk1/a//b | not a valid path"
            })
    void saysWhatIsWrong(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectString.parse(text))
                .withMessageContaining("connect string '" + text + "'")
                .withMessageContaining(problem);
    }
}
