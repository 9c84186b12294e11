/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.ZkServer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Apache's server answered when the transcripts were recorded, this one answers too, step by step. */
class GoldenTranscriptTest {
    private static final Set<Integer> NONE = Set.of();
    private static final Bytes X = Bytes.ofUtf8("x");

    @TempDir
    Path dataDir;

    @Test
    void answersLikeTheRecordedServer() throws Exception {
        var config = ServerConfig.builder(dataDir)
                .clientPort(0)
                .tickMillis(1000)
                .preAllocKib(64)
                .set("enforceQuota", "true")
                .set("znode.container.checkIntervalMs", "2000")
                .set("DigestAuthenticationProvider.superDigest", "super:" + superDigest())
                .build();
        try (var server = ZkServer.start(config);
                var replay = new TranscriptReplay(server.clientPort())) {
            // 45: a wrong password does not cost the holder its connection; 59 to 61: too long a frame is skipped.
            replay.play(Transcript.load("01-connect"), Set.of(45, 59), NONE, NONE, Map.of());
            replay.play(Transcript.load("02-operations"), NONE, NONE, NONE, Map.of());
            // 86, 94, 130: unknown opcodes do not cost the session; 23, 118 to 122: what cannot be read takes no zxid;
            // 28: create makes no containers; 101 to 105: deleteContainer is not for clients.
            replay.play(
                    Transcript.load("03-errors"),
                    Set.of(86, 94, 130),
                    Set.of(104, 129),
                    Set.of(23, 118, 120, 122),
                    Map.of(
                            28, new CreateRequest(OpCode.CREATE, "/e/c4", X, Acl.OPEN_UNSAFE, 0),
                            101, new DeleteRequest("/e/c0", -1),
                            105, new DeleteRequest("/e/tb", -1)));
            replay.play(Transcript.load("04-multi"), NONE, NONE, NONE, Map.of());
            replay.play(Transcript.load("05-watches"), NONE, NONE, NONE, Map.of());
            replay.play(Transcript.load("06-auth"), NONE, NONE, NONE, Map.of());
            replay.play(Transcript.load("08-quota"), NONE, NONE, NONE, Map.of());
        }
    }

    private static String superDigest() throws Exception {
        var hash = MessageDigest.getInstance("SHA1").digest("super:secret".getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }
}
