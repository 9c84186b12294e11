/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is written from the table of settings, so that it cannot say anything else. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of(System.getProperty("zk4j.root", ".."), "docs", "configuration.md");

    private static final String HEAD = """
            # Configuration

            Every key that Apache ZooKeeper 3.9 knows, and what this server does with it. This page is written from the table
            in the code (`io.zk4j.server.ConfigKeys`); `mvn -pl zk-server -am test -Dtest=ConfigurationReferenceTest
            -Dsurefire.failIfNoSpecifiedTests=false -Dzk4j.docs.write=true` writes it anew.

            `bin/zkServer.sh --check-config conf/zoo.cfg` prints what is in force and where each value comes from.

            | standing | meaning |
            |---|---|
            | used | this server acts on it |
            | ensemble | means something between servers only |
            | no effect | accepted; a warning says that nothing comes of it, and why |
            | refused | any value but the default stops the start, because ignoring it would be dangerous |

            Keys with a free last part:

            | key | standing | effect |
            |---|---|---|
            | `server.N` | ensemble | member N: `host:port:electionPort[:participant or observer][;[host:]clientPort]` |
            | `group.N`, `weight.N` | ensemble | hierarchical quorums: the members of a group, with colons between; the weight of a member |
            | `authProvider.X` | refused | an additional authentication provider: the schemes are world, auth, digest, ip and super |
            | `superUser.X` | no effect | a SASL id that may do everything: this server has no SASL yet |
            | `metricsProvider.X` | no effect | handed to the metrics provider: this server has none yet |

            All others:

            | key | property | values | default | standing | effect |
            |---|---|---|---|---|---|
            """;

    @Test
    void saysWhatTheTableSays() throws IOException {
        var expected = HEAD
                + ConfigKeys.all().stream().map(ConfigurationReferenceTest::row).collect(Collectors.joining());
        if (Boolean.getBoolean("zk4j.docs.write")) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(expected);
    }

    private static <T> String row(ConfigKey<T> key) {
        var effect = key.reason().isEmpty() ? key.effect() : key.effect() + ": " + key.reason();
        return Stream.of(
                        "`" + key.name() + "`",
                        key.properties().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" ")),
                        key.type().allowed(),
                        key.fallback().map(key::print).orElse(""),
                        standing(key.standing()),
                        effect)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String standing(ConfigKey.Standing standing) {
        return switch (standing) {
            case USED -> "used";
            case ENSEMBLE -> "ensemble";
            case WITHOUT_EFFECT -> "no effect";
            case REFUSED -> "refused";
        };
    }
}
