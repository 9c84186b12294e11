/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.e2e.JavaSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka broker in ZooKeeper mode whose ZooKeeper client is ours, though it was compiled against Apache's. */
@Tag("foreign")
class KafkaTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    static Path program;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        JavaSources.compile("KafkaTour.java", Foreign.kafka(), program);
    }

    @Test
    void aBrokerServesOnOurClientAndOurServer() throws IOException {
        assertBrokerServes(ZkDistribution.zk4j());
    }

    @Test
    void aBrokerServesOnOurClientAndApachesServer() throws IOException {
        assertBrokerServes(Foreign.apacheServer());
    }

    private void assertBrokerServes(ZkDistribution distribution) throws IOException {
        try (var server =
                        ZkProcess.of(distribution, folder.resolve("zookeeper")).start();
                var ports = LoopbackPorts.claim(1);
                var broker = startBroker(server, ports.get(0))) {
            await().atMost(PATIENCE).until(() -> broker.output().contains("started (kafka.server.KafkaServer)"));
            assertTourSucceeds(broker, ports.get(0), "first");

            server.kill();
            server.startAgain();
            assertTourSucceeds(broker, ports.get(0), "after-the-restart");

            broker.terminate();
            assertThat(broker.awaitExit(PATIENCE)).as("status after SIGTERM").isIn(0, 143);
            assertThat(broker.output())
                    .contains("shut down completed (kafka.server.KafkaServer)")
                    .doesNotContain("NoSuchMethodError", "NoSuchFieldError", "NoClassDefFoundError");
        }
    }

    private JavaProcess startBroker(ZkProcess server, int port) throws IOException {
        var home = Files.createDirectories(folder.resolve("broker"));
        var settings = Files.write(
                home.resolve("server.properties"),
                List.of(
                        "broker.id=7",
                        "listeners=PLAINTEXT://127.0.0.1:" + port,
                        "zookeeper.connect=" + server.connectString() + "/kafka",
                        "log.dirs=" + home.resolve("logs"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0"));
        var logging = Files.write(
                home.resolve("log4j.properties"),
                List.of(
                        "log4j.rootLogger=INFO, out",
                        "log4j.appender.out=org.apache.log4j.ConsoleAppender",
                        "log4j.appender.out.layout=org.apache.log4j.PatternLayout",
                        "log4j.appender.out.layout.ConversionPattern=[%d] %p %m (%c)%n"));
        // Ours comes first, as a user would put it; Apache's is not there at all.
        var classPath = concat(Clients.ourJarAndItsNeeds(), Foreign.kafka());
        var jvm = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dlog4j.configuration=" + logging.toUri());
        return JavaProcess.start(home, "broker", classPath, jvm, List.of("kafka.Kafka", settings.toString()));
    }

    private void assertTourSucceeds(JavaProcess broker, int port, String topic) {
        var classPath = concat(List.of(program), Foreign.kafka());
        var jvm = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");
        var main = List.of("KafkaTour", "127.0.0.1:" + port, topic);
        try (var tour = JavaProcess.start(folder, "tour", classPath, jvm, main)) {
            int status = tour.awaitExit(PATIENCE);
            assertThat(tour.output())
                    .as(() -> "the tour of a broker that said: " + broker.output())
                    .contains("tour done");
            assertThat(status).isZero();
        }
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
