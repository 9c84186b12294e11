/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServersTest {
    private static final List<InetSocketAddress> THREE =
            List.of(unresolved("127.0.0.1", 1), unresolved("127.0.0.1", 2), unresolved("127.0.0.1", 3));

    @Test
    void aConnectStringNamesServersAndAChroot() {
        var parsed = new ConnectStringParser("a:1,b/x/y");
        assertThat(parsed.getServerAddresses()).containsExactly(unresolved("a", 1), unresolved("b", 2181));
        assertThat(parsed.getChrootPath()).isEqualTo("/x/y");
        assertThat(new ConnectStringParser("a:1").getChrootPath()).isNull();
        assertThat(new ConnectStringParser("a:1/").getChrootPath()).isNull();
    }

    @Test
    void aBareNumberIsAnotherPortOfTheHostBeforeIt() {
        assertThat(new ConnectStringParser("localhost:2181,2182,2183").getServerAddresses())
                .containsExactly(
                        unresolved("localhost", 2181), unresolved("localhost", 2182), unresolved("localhost", 2183));
    }

    @Test
    void aHostProviderGoesRoundAllServers() {
        var provider = new StaticHostProvider(THREE);
        assertThat(provider.size()).isEqualTo(3);
        assertThat(provider.getServerAtCurrentIndex()).isNull();
        assertThat(portsOfARound(provider)).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(portsOfARound(provider)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aSeedDecidesTheOrder() {
        var one = new StaticHostProvider(THREE, 42);
        var other = new StaticHostProvider(THREE, 42);
        for (int i = 0; i < 6; i++) {
            assertThat(one.next(0)).isEqualTo(other.next(0));
        }
    }

    @Test
    void namesAreLookedUpEachTimeByTheCallersResolver() {
        var provider = new StaticHostProvider(List.of(unresolved("zk.example", 7)), name ->
                new InetAddress[] {InetAddress.getByAddress(name, new byte[] {10, 0, 0, 1})});
        assertThat(provider.next(0).getAddress().getHostAddress()).isEqualTo("10.0.0.1");
        assertThat(provider.getServerAtCurrentIndex()).isEqualTo(unresolved("zk.example", 7));
    }

    @Test
    void aNameThatIsUnknownStaysUnresolved() {
        var provider = new StaticHostProvider(List.of(unresolved("zk.example", 7)), name -> {
            throw new UnknownHostException(name);
        });
        assertThat(provider.next(0).isUnresolved()).isTrue();
    }

    @Test
    void whoIsOnARemovedServerMoves() {
        var provider = new StaticHostProvider(THREE);
        assertThat(provider.updateServerList(THREE.subList(0, 2), THREE.get(2))).isTrue();
        assertThat(portsOfARound(provider)).containsExactlyInAnyOrder(1, 2);
        assertThat(provider.updateServerList(THREE.subList(0, 2), THREE.get(0))).isFalse();
    }

    @Test
    void aHostProviderNeedsAServer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StaticHostProvider(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StaticHostProvider(THREE).updateServerList(Set.of(), null));
    }

    @Test
    void aServerIsAskedWithAWord() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> answerOnce(server, "imok"));
            assertThat(FourLetterWordMain.send4LetterWord("127.0.0.1", server.getLocalPort(), "ruok"))
                    .isEqualTo("imok");
            assertThat(asked.join()).isEqualTo("ruok");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() ->
                            FourLetterWordMain.send4LetterWord("127.0.0.1", silent.getLocalPort(), "ruok", false, 50))
                    .withMessageContaining("127.0.0.1:" + silent.getLocalPort())
                    .withMessageContaining("ruok");
        }
    }

    private static String answerOnce(ServerSocket server, String answer) {
        try (var socket = server.accept()) {
            String word = new String(socket.getInputStream().readNBytes(4), UTF_8);
            socket.getOutputStream().write(answer.getBytes(UTF_8));
            return word;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Integer> portsOfARound(HostProvider provider) {
        var ports = new HashSet<Integer>();
        for (int i = 0; i < provider.size(); i++) {
            ports.add(provider.next(0).getPort());
        }
        return ports;
    }

    private static InetSocketAddress unresolved(String host, int port) {
        return InetSocketAddress.createUnresolved(host, port);
    }
}
