/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.secure;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kerberos login at Apache's server, with a key distribution centre of its own. Clients are processes: Kerberos is a JVM's. */
class KerberosTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static LoopbackPorts ports;
    private static JavaProcess centre;
    private static ZkProcess server;

    @BeforeAll
    static void start() throws Exception {
        ports = LoopbackPorts.claim(1);
        Path realm = Files.createDirectories(folder.resolve("realm"));
        Path program = Files.createDirectories(folder.resolve("program"));
        JavaSources.compile("KeyDistributionCentre.java", Foreign.kerby(), program);
        var classPath = new ArrayList<>(Foreign.kerby());
        classPath.add(program);
        centre = JavaProcess.start(
                folder,
                "centre",
                classPath,
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                List.of(
                        "KeyDistributionCentre",
                        realm.toString(),
                        Integer.toString(ports.get(0)),
                        "zookeeper/localhost",
                        "app"));
        await().atMost(PATIENCE).until(() -> centre.output().contains("ready"));
        server = ZkProcess.of(Foreign.apacheServer(), folder.resolve("server"))
                .set("authProvider.sasl", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .jvm(kerberos("Server", "zookeeper", "zookeeper/localhost"))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        centre.close();
        ports.close();
    }

    private static String[] kerberos(String section, String keytab, String principal) throws IOException {
        Path jaas = Files.writeString(Files.createTempFile(folder, section, ".jaas"), """
                %s {
                    com.sun.security.auth.module.Krb5LoginModule required
                    useKeyTab=true keyTab="%s" storeKey=true useTicketCache=false principal="%s@EXAMPLE.ORG";
                };
                """.formatted(
                        section, folder.resolve("realm").resolve(keytab + ".keytab"), principal));
        return new String[] {
            "-Djava.security.krb5.conf=" + folder.resolve("realm").resolve("krb5.conf"),
            "-Djava.security.auth.login.config=" + jaas
        };
    }

    private static String whoAmI(String keytab, String... more) throws IOException {
        var jvm = new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"));
        jvm.addAll(List.of(kerberos("Client", keytab, "app")));
        jvm.addAll(List.of(more));
        try (var shell = JavaProcess.start(
                folder,
                "shell",
                ZkDistribution.zk4j().classPath(),
                jvm,
                List.of("io.zk4j.cli.ShellMain", "-server", "localhost:" + server.clientPort(), "whoami"))) {
            shell.awaitExit(PATIENCE);
            return shell.output();
        }
    }

    @Test
    void aKeytabLogsIn() throws IOException {
        assertThat(whoAmI("app")).contains("state:SaslAuthenticated").contains("sasl: app@EXAMPLE.ORG");
    }

    @Test
    void aServerThatTheRealmDoesNotKnowIsNamed() throws IOException {
        assertThat(whoAmI("app", "-Dzookeeper.server.principal=zookeeper/elsewhere"))
                .contains("state:AuthFailed")
                .contains("GSSAPI with the server zookeeper/elsewhere", "Server not found in Kerberos database")
                .doesNotContain("sasl: ");
    }

    @Test
    void withoutItsKeytabTheClientTellsSoAndGoesOn() throws IOException {
        assertThat(whoAmI("nowhere"))
                .contains("state:AuthFailed", "state:SyncConnected", "ip: 127.0.0.1")
                .doesNotContain("sasl: ");
    }
}
