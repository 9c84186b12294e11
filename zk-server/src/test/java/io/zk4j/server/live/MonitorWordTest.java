/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mntr} has Apache's names, and the numbers behind them move when they should. */
class MonitorWordTest {
    /** Names that Apache's standalone server has and we do not, each with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            ".*_(read|write)_per_namespace",
            "one set of metrics for each topmost znode: a look-up in every single request, and no bound on their number");

    @TempDir
    Path dataDir;

    private ServerFixture server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ServerFixture(
                dataDir,
                config -> config.tickMillis(100).maxSessionTimeoutMillis(60_000).set("4lw.commands.whitelist", "*"));
        client = server.client();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void hasTheNamesOfApachesStandaloneServerAndNoOthers() {
        create("/q", "");
        limit("count=1,bytes=10");
        create("/q/a", "123456789012");

        var missing = new TreeSet<>(recorded().keySet());
        missing.removeAll(metrics().keySet());
        missing.removeIf(name -> LEFT_OUT.keySet().stream().anyMatch(name::matches));
        assertThat(missing).as("names that Apache has and we do not").isEmpty();

        var additional = new TreeSet<>(metrics().keySet());
        additional.removeAll(recorded().keySet());
        assertThat(additional).as("names that Apache does not have").isEmpty();
    }

    @Test
    void writesNumbersAsApacheDoes() {
        create("/a", "");
        var recorded = recorded();
        metrics().forEach((name, value) -> {
            if (!name.equals("zk_version") && !name.equals("zk_server_state")) {
                assertThat(value.contains("."))
                        .as("%s is %s, with Apache %s", name, value, recorded.get(name))
                        .isEqualTo(recorded.get(name).contains("."));
            }
        });
    }

    @Test
    void requestsAreCountedAndTheirLatenciesMeasured() {
        create("/a", "");
        client.call(new GetDataRequest("/a", false));
        client.call(new GetDataRequest("/missing", false));

        var metrics = metrics();
        assertThat(number(metrics, "zk_cnt_updatelatency")).isEqualTo(1);
        assertThat(number(metrics, "zk_cnt_readlatency")).isEqualTo(2);
        assertThat(number(metrics, "zk_max_updatelatency")).isEqualTo(number(metrics, "zk_p999_updatelatency"));
        assertThat(number(metrics, "zk_bytes_received_count")).isGreaterThan(100);
        assertThat(number(metrics, "zk_response_bytes")).isGreaterThan(100);
        assertThat(number(metrics, "zk_last_client_response_size")).isEqualTo(16); // an error has no body
        assertThat(number(metrics, "zk_min_client_response_size")).isEqualTo(16);
        assertThat(number(metrics, "zk_max_client_response_size")).isGreaterThan(16 + 68);
        assertThat(number(metrics, "zk_prep_processor_request_queued")).isEqualTo(1); // reads need no core
        assertThat(number(metrics, "zk_cnt_prep_processor_queue_time_ms")).isEqualTo(1);
    }

    @Test
    void transactionsAreFollowedThroughTheLog() {
        for (int i = 0; i < 20; i++) {
            create("/a" + i, "");
        }
        var metrics = metrics();
        int transactions = 21; // the session is one, too
        assertThat(number(metrics, "zk_outstanding_changes_queued")).isEqualTo(transactions);
        assertThat(number(metrics, "zk_outstanding_changes_removed")).isEqualTo(transactions);
        assertThat(number(metrics, "zk_sync_processor_request_queued")).isEqualTo(transactions);
        assertThat(number(metrics, "zk_sum_sync_processor_batch_size")).isEqualTo(transactions);
        assertThat(number(metrics, "zk_cnt_propagation_latency")).isEqualTo(transactions);
        assertThat(number(metrics, "zk_cnt_fsynctime")).isEqualTo(number(metrics, "zk_cnt_sync_processor_batch_size"));
    }

    @Test
    void firedWatchesAreCountedByKind() {
        create("/a", "");
        create("/a/b", "");
        var watching = server.client();
        watching.call(new GetDataRequest("/a", true));
        watching.call(new GetDataRequest("/a/b", true));
        watching.call(new GetChildrenRequest("/a", true));
        client.call(new SetDataRequest("/a", Bytes.EMPTY, -1));
        client.call(new DeleteRequest("/a/b", -1));
        await().atMost(1, MINUTES)
                .untilAsserted(
                        () -> assertThat(number(metrics(), "zk_watch_bytes")).isGreaterThan(0));
        watching.close();

        var metrics = metrics();
        assertThat(number(metrics, "zk_sum_node_changed_watch_count")).isEqualTo(1);
        assertThat(number(metrics, "zk_sum_node_children_watch_count")).isEqualTo(1);
        assertThat(number(metrics, "zk_sum_node_deleted_watch_count")).isEqualTo(1);
        assertThat(number(metrics, "zk_cnt_node_created_watch_count")).isZero();
    }

    @Test
    void connectionsThatCameAndWentAreCounted() {
        server.client().close(); // the connection, not the session
        assertThat(number(metrics(), "zk_connection_request_count")).isEqualTo(2);
        await().atMost(1, MINUTES)
                .untilAsserted(() -> assertThat(number(metrics(), "zk_connection_drop_count"))
                        .isEqualTo(1));
    }

    @Test
    void aFailedAuthenticationIsCounted() {
        client.call(new AuthRequest(0, "nonsense", Bytes.EMPTY));
        assertThat(number(metrics(), "zk_auth_failed_count")).isEqualTo(1);
    }

    @Test
    void quotasAndTheirUseAreShown() {
        create("/q", "");
        limit("count=2,bytes=10");
        create("/q/a", "123456789012");

        var metrics = metrics();
        assertThat(number(metrics, "zk_q_quota_count_limit_per_namespace")).isEqualTo(2);
        assertThat(number(metrics, "zk_q_quota_bytes_limit_per_namespace")).isEqualTo(10);
        assertThat(number(metrics, "zk_q_quota_count_usage_per_namespace")).isEqualTo(2);
        assertThat(number(metrics, "zk_q_quota_bytes_usage_per_namespace")).isEqualTo(12);
        assertThat(number(metrics, "zk_q_quota_exceeded_error_per_namespace")).isEqualTo(1);
    }

    @Test
    void theStartIsMeasured() throws Exception {
        assertThat(number(metrics(), "zk_cnt_startup_txns_loaded")).isZero();
        create("/a", "");
        client.close();
        server.restart();

        var metrics = metrics();
        assertThat(number(metrics, "zk_cnt_dbinittime")).isEqualTo(1);
        assertThat(number(metrics, "zk_cnt_startup_snap_load_time")).isEqualTo(1);
        assertThat(number(metrics, "zk_sum_startup_txns_loaded")).isGreaterThanOrEqualTo(2);
        await().atMost(1, MINUTES)
                .untilAsserted(() ->
                        assertThat(number(metrics(), "zk_cnt_snapshottime")).isEqualTo(1));
        client = server.client(); // for the end
    }

    @Test
    void countingStartsAnewWhenItIsAskedTo() {
        create("/a", "");
        assertThat(ask("srst")).isEqualTo("Server stats reset.\n");

        var metrics = metrics();
        assertThat(number(metrics, "zk_cnt_updatelatency")).isZero();
        assertThat(number(metrics, "zk_p99_updatelatency")).isZero();
        assertThat(number(metrics, "zk_max_client_response_size")).isEqualTo(-1);
        assertThat(number(metrics, "zk_znode_count")).isGreaterThan(1);
    }

    private void create(String path, String data) {
        client.call(new CreateRequest(OpCode.CREATE, path, Bytes.ofUtf8(data), Acl.OPEN_UNSAFE, 0));
    }

    private void limit(String limits) {
        create("/zookeeper/quota/q", "");
        create("/zookeeper/quota/q/zookeeper_limits", limits);
        create("/zookeeper/quota/q/zookeeper_stats", "");
    }

    private Map<String, String> metrics() {
        return parse(ask("mntr"));
    }

    private String ask(String word) {
        try (var connection = new RawClient(server.port())) {
            connection.send(word.getBytes(US_ASCII));
            return new String(connection.readToEnd(), UTF_8);
        }
    }

    private static Map<String, String> recorded() {
        try (var file = MonitorWordTest.class.getResourceAsStream("/golden/4lw/standalone-mntr.txt")) {
            return parse(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> parse(String text) {
        var metrics = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            metrics.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return metrics;
    }

    private static long number(Map<String, String> metrics, String name) {
        return Long.parseLong(metrics.get(name));
    }
}
