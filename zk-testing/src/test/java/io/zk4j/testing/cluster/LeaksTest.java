/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.cluster;

import static io.zk4j.testing.cluster.Calls.result;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.WatchMode;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaksTest {
    @Test
    void aClientThatWasNotClosedIsToldWithWhatItHasAndWhereItWasOpened() {
        var cluster = ZkTestCluster.of(3);
        try (var client = cluster.client()) {
            result(client.create("/mine", Bytes.EMPTY, CreateOptions.EPHEMERAL));
            result(client.existsAndWatch("/watched", event -> {}));
            result(client.getAndWatch("/mine", event -> {}));
            result(client.childrenAndWatch("/", event -> {}));
            result(client.watch("/kept", WatchMode.NODE, event -> {}));
            result(client.watch("/tree", WatchMode.SUBTREE, event -> {}));

            assertThatThrownBy(cluster::close)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("session 0x" + Long.toHexString(Calls.session(client)))
                    .hasMessageContaining(
                            "data watches [/mine, /watched], child watches [/], persistent watches [/kept],"
                                    + " recursive watches [/tree], ephemerals [/mine]")
                    .hasMessageContaining("LeaksTest.aClientThatWasNotClosedIsToldWithWhatItHasAndWhereItWasOpened");
            assertThat(cluster.servers()).noneMatch(ZkTestServer::isRunning);
            assertThatCode(cluster::close).as("it is told once").doesNotThrowAnyException();
        }
    }

    @Test
    void aClientOfUnknownOriginIsToldWithItsAddress() {
        var server = ZkTestServer.standalone();
        try (var client = ZkClient.connect(server.connectString())) {
            result(client.get("/"));
            assertThatThrownBy(server::close)
                    .hasMessageContaining("from /127.0.0.1:")
                    .hasMessageContaining(", no watches, ephemerals []");
        }
    }

    @Test
    @SuppressWarnings("try") // an interruption is for the test to fail with
    void openClientsAreNoMistakeWhereThatIsSaid() throws Exception {
        var server = ZkTestServer.builder().allowOpenSessions().start();
        try (var client = server.zooKeeper()) {
            assertThat(client.getState().isConnected()).isTrue();
            assertThatCode(server::close).doesNotThrowAnyException();
        }
    }

    @Test
    void aClientIsMissedThoughItsServerDoesNotRunAnyMore() {
        var server = ZkTestServer.standalone();
        try (var client = server.client()) {
            server.stop();
            assertThatThrownBy(server::close)
                    .hasMessageContaining("0x" + Long.toHexString(Calls.session(client)))
                    .hasMessageContaining("LeaksTest.aClientIsMissedThoughItsServerDoesNotRunAnyMore");
        }
    }

    @Test
    void aClientThatIsClosedWhileTheNetworkIsSilentIsNotMissed() {
        var server = ZkTestServer.standalone();
        var client = server.client();
        server.clients().silence();
        var closed = client.closeAsync();
        assertThatCode(server::close).doesNotThrowAnyException();
        result(closed);

        var cluster = ZkTestCluster.of(1);
        var other = cluster.client();
        cluster.server(1).clients().silence();
        var otherClosed = other.closeAsync();
        assertThatCode(cluster::close).doesNotThrowAnyException();
        result(otherClosed);
    }

    @Test
    void whoeverListensAtAPortOfAServerThatHasEndedIsAMistake() throws Exception {
        var cluster = ZkTestCluster.of(3);
        cluster.server(2).stop();
        try (var listening = new ServerSocket(cluster.server(2).clientPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(cluster::close)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("server 2 at ")
                    .hasMessageContaining("listens at its ports [" + listening.getLocalPort() + "]");
        }
    }

    @Test
    void aPortIsFreeAndNoThreadIsLeftWhenTheServersAreClosed() throws Exception {
        int port;
        try (var cluster = ZkTestCluster.of(3)) {
            port = cluster.server(1).clientPort();
            assertThat(serverThreads()).isPositive();
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(LeaksTest::isOfPort);
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(LeaksTest::isOfPort)
                .count();
    }

    private static boolean isOfPort(Thread thread) {
        var group = thread.getThreadGroup();
        return group != null
                && group.getName().startsWith("zk4j-test-server-")
                && !thread.getName().startsWith("globalEventExecutor");
    }

    @Test
    void aTreeIsWipedWhoeverMayAccessIt() {
        try (var server = ZkTestServer.standalone();
                var client = server.client()) {
            client.addAuth("digest", Bytes.ofUtf8("me:secret"));
            result(client.create("/a", Bytes.EMPTY));
            result(client.create("/a/b", Bytes.EMPTY));
            result(client.setAcl("/a", Acl.CREATOR_ALL, -1));
            server.wipe();
            assertThat(result(client.children("/")).names()).containsExactly("zookeeper");
        }
    }

    @Test
    void whatIsDoneToTheNodesThatAlwaysExistIsUndoneByAWipe() {
        try (var server = ZkTestServer.standalone()) {
            var asNew = dataAndAcls(server);
            try (var client = server.client()) {
                result(client.create("/zookeeper/mine", Bytes.EMPTY));
                result(client.create("/zookeeper/mine/too", Bytes.EMPTY));
                result(client.create("/zookeeper/quota/a", Bytes.EMPTY));
                for (var path : List.of("/zookeeper/quota", "/zookeeper", "/")) {
                    result(client.set(path, Bytes.ofUtf8("data")));
                    result(client.setAcl(path, Acl.READ_UNSAFE, -1));
                }
            }
            server.wipe();
            assertThat(dataAndAcls(server)).isEqualTo(asNew);
            try (var next = server.client()) {
                result(next.create("/a", Bytes.EMPTY));
            }
        }
    }

    private static Map<String, List<String>> dataAndAcls(ZkTestServer server) {
        return server.tree().nodes().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        node -> List.of(node.getValue().data(), node.getValue().acls())));
    }
}
