/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four-letter words answer in the shape of Apache's server, as recorded: same lines, other numbers. */
class FourLetterWordsTest {
    @TempDir
    Path dataDir;

    private ServerFixture server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ServerFixture(
                dataDir, config -> config.tickMillis(1000).forceSync(false).set("4lw.commands.whitelist", "*"));
        client = server.client();
        client.call(new CreateRequest(OpCode.CREATE, "/a", Bytes.EMPTY, Acl.OPEN_UNSAFE, 0));
        client.call(new CreateRequest(OpCode.CREATE, "/info", Bytes.EMPTY, Acl.OPEN_UNSAFE, 1));
        client.call(new GetDataRequest("/info", true));
        client.call(new AddWatchRequest("/a", 0));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf", "crst", "dirs", "envi", "gtmk", "isro", "ruok", "srst", "srvr", "wchc", "wchp", "wchs", "stat",
                "cons", "dump"
            })
    void answersInTheRecordedShape(String word) {
        var recorded = recorded(word);
        var live = ask(word);
        assertThat(lineShapes(live)).isEqualTo(lineShapes(recorded));
        assertThat(live.endsWith("\n")).as("ends its last line").isEqualTo(recorded.endsWith("\n"));
        assertThat(live.endsWith("\n\n")).as("ends with an empty line").isEqualTo(recorded.endsWith("\n\n"));
    }

    @Test
    void monitoringFindsOnlyNamesThatItKnows() {
        var known = names(recorded("mntr"));
        var live = names(ask("mntr"));
        assertThat(known).containsAll(live);
        assertThat(live)
                .contains(
                        "zk_version",
                        "zk_server_state",
                        "zk_avg_latency",
                        "zk_max_latency",
                        "zk_min_latency",
                        "zk_packets_received",
                        "zk_packets_sent",
                        "zk_num_alive_connections",
                        "zk_outstanding_requests",
                        "zk_znode_count",
                        "zk_watch_count",
                        "zk_ephemerals_count",
                        "zk_approximate_data_size",
                        "zk_open_file_descriptor_count",
                        "zk_max_file_descriptor_count",
                        "zk_uptime",
                        "zk_global_sessions");
    }

    @Test
    void theTraceMaskIsReadBack() {
        assertThat(ask("stmk\0\0\0\0\0\0\1\2")).isEqualTo("258");
        assertThat(ask("gtmk")).isEqualTo("258");
    }

    @Test
    void aRefusedWordSaysWhatAllowsIt() throws Exception {
        try (var strict =
                new ServerFixture(dataDir.resolve("strict"), config -> config.set("4lw.commands.whitelist", "ruok"))) {
            assertThat(ask(strict, "wchp"))
                    .startsWith("wchp is not executed because it is not in the whitelist.\n")
                    .contains("4lw.commands.whitelist");
            assertThat(ask(strict, "ruok")).isEqualTo("imok");
            assertThat(ask(strict, "srvr")).contains("Mode: standalone");
        }
    }

    @Test
    void theAnswerReachesAClientThatHasShutItsOwnSideDown() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (var connection = new RawClient(server.port())) {
                connection.send("srvr\n".getBytes(US_ASCII));
                connection.socket().shutdownOutput();
                assertThat(new String(connection.readToEnd(), UTF_8)).contains("Mode: standalone");
            }
        }
    }

    private String ask(String word) {
        return ask(server, word);
    }

    private static String ask(ServerFixture asked, String word) {
        try (var connection = new RawClient(asked.port())) {
            connection.send(word.getBytes(US_ASCII));
            return new String(connection.readToEnd(), UTF_8);
        }
    }

    private static String recorded(String word) {
        try (var file = FourLetterWordsTest.class.getResourceAsStream("/golden/4lw/standalone-" + word + ".txt")) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(String metrics) {
        return metrics.lines()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .collect(Collectors.toSet());
    }

    /** The kinds of lines, with whatever differs between two servers left out. */
    private static Set<String> lineShapes(String text) {
        return Arrays.stream(text.split("\n"))
                .map(line -> line.replaceAll("^Zookeeper version: .*", "Zookeeper version: V")
                        .replaceAll("^([a-z.]+)=.*", "$1=V")
                        .replaceAll("expire at .*:", "expire at D:")
                        .replaceAll("Dir=.*", "Dir=D")
                        .replaceAll("0x[0-9a-f]+", "X")
                        .replaceAll("lop=[A-Z]+", "lop=OP")
                        .replaceAll("-?\\d+(\\.\\d+)*", "N"))
                .collect(Collectors.toSet());
    }
}
