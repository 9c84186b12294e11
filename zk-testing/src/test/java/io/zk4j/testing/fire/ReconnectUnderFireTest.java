/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Dose;
import io.zk4j.testing.e2e.Foreign;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Twenty clients with watches and pipelined writes whose connections are cut, refused, stalled, swallowed, half closed and delayed, and
 * whose server is killed, round after round.
 */
class ReconnectUnderFireTest {
    private static final int CLIENTS = 20;
    /** By default one by which even the few rounds of a build have sessions that expire, and a server that restarts. */
    private static final long SEED = Long.getLong("zk4j.seed", 4);

    @TempDir
    Path folder;

    /** What Netty says of buffers that were garbage before they were released; it looks at each in this build. */
    private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();

    private final Logger leakDetector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

    @BeforeEach
    void listenForLeaks() {
        leaks.start();
        leakDetector.addAppender(leaks);
    }

    @AfterEach
    void hearOfNone() {
        leakDetector.detachAppender(leaks);
        assertThat(leaks.list).isEmpty();
    }

    @Test
    void ourClientKeepsItsPromisesWithOurServer() throws Exception {
        assertPromisesAreKept(ZkDistribution.zk4j());
    }

    @Test
    void ourClientKeepsItsPromisesWithApachesServer() throws Exception {
        assertPromisesAreKept(Foreign.apacheServer());
    }

    private void assertPromisesAreKept(ZkDistribution distribution) throws Exception {
        try (var server = ZkProcess.of(distribution, folder)
                .set("tickTime", "250")
                .set("maxClientCnxns", "0")
                .jvm("-Dzookeeper.forceSync=no")
                .start()) {
            try (var trial = Trial.begin(server, CLIENTS, SEED)) {
                for (int round = 1; round <= Dose.of(3, 200); round++) {
                    trial.disturb();
                    trial.rest();
                    assertThat(trial.violations())
                            .as("seed %d, round %d", SEED, round)
                            .isEmpty();
                }
                trial.end();
                assertThat(trial.violations()).as("seed %d, at the end", SEED).isEmpty();
                assertThat(trial.tally().connections()).as("it was under fire").isGreaterThan(3 * CLIENTS);
                assertThat(trial.tally().failures()).as("it was under fire").isGreaterThan(CLIENTS);
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(server.ask("mntr"))
                                .contains("zk_watch_count\t0\n", "zk_ephemerals_count\t0\n"));
            }
        }
    }
}
