/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zk4j.server.storage.GoldenData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotToolkitTest {
    private final Path snapshot = new GoldenData("all-types").file("snapshot.2c");

    @Test
    void showsZnodesAndSessions() {
        var run = run(snapshot);

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("ZNode Details (count=")
                .contains("/container/kid\n  cZxid = 0x00000000000012\n  ctime = 20")
                .contains("  ephemeralOwner = 0x8000000000000000")
                .contains("  dataLength = 21")
                .contains("Session Details (sid, timeout, ephemeralCount):\n0x100001a5df90000, 20000, 1\n")
                .contains("Last zxid: 0x2c")
                .doesNotContain("data = ");
    }

    @Test
    void showsDataOnRequest() {
        assertThat(run("-d", snapshot).out()).contains("data = b3duZXIgc3RheXMgY29ubmVjdGVk");
    }

    @Test
    void readsCompressedFiles() {
        assertThat(run(new GoldenData("snap-gz").file("snapshot.2a.gz")).status())
                .isZero();
        assertThat(run(new GoldenData("snap-snappy").file("snapshot.41.snappy")).status())
                .isZero();
    }

    @Test
    void printsTheTreeAsJson() throws IOException {
        var json = new ObjectMapper().readTree(run("-json", snapshot).out());

        assertThat(json.get(0).asInt()).isEqualTo(1);
        var names = new ArrayList<String>();
        collect(json.get(3), "", names);
        assertThat(names).contains("/", "/container/kid", "/zookeeper/quota", "/ünicöde-例", "/plain/seq-0000000002");
        assertThat(names).hasSize(countOf(run(snapshot).out())).doesNotHaveDuplicates();
    }

    @Test
    void aDamagedFileIsRefused(@TempDir Path temp) throws IOException {
        var bytes = Files.readAllBytes(snapshot);
        bytes[500] ^= 1;
        var damaged = Files.write(temp.resolve("snapshot.2c"), bytes);

        var run = run(damaged);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(damaged + ", offset ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anotherNameIsAMistake() {
        var run = run(snapshot.resolveSibling("log.1"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("is not named snapshot.ZXID");
    }

    private static int countOf(String text) {
        return Integer.parseInt(text.substring(text.indexOf('=') + 1, text.indexOf(')')));
    }

    private static void collect(JsonNode node, String parent, List<String> names) {
        var self = node.isArray() ? node.get(0) : node;
        var name = self.get("name").asText();
        var path = name.equals("/") ? "" : parent + "/" + name;
        names.add(path.isEmpty() ? "/" : path);
        for (int i = 1; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), path, names);
        }
    }

    private static ToolRun run(Object... arguments) {
        return ToolRun.of(new SnapshotToolkit(), arguments);
    }
}
