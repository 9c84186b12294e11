/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture's rules hold for the server, and each of them notices a class that breaks it. */
class ServerArchitectureTest {
    /** The classes that may have a {@code synchronized} or {@code volatile}, each with its reason. */
    private static final Map<String, String> SHARED_STATE = Map.of(
            "ConnectionLimits",
            "connections come and go on every event loop; a few operations for each, none of them waits",
            "Housekeeping",
            "the log thread looks at the disk while the log grows, the timer otherwise; one system call for each disk",
            "ClientConnection",
            "its event loop tells the core when it was heard and who asks; a field takes 16 bytes less than an atomic",
            "Outbox",
            "the core fills what the event loop empties; a field takes 16 bytes less than an atomic, for each of many");

    private static final Path SOURCES = Path.of(System.getProperty("zk4j.root", ".."), "zk-server", "src");
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.zk4j.server");
    private static final String BROKEN_BASE = "io.zk4j.server.arch.broken";
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_BASE);

    static Stream<Named<Function<ServerRules, ArchRule>>> rules() {
        return Stream.of(
                Named.of("pure code touches nothing outside", ServerRules::pureCodeTouchesNothingOutside),
                Named.of("files are touched only by storage", ServerRules::filesAreTouchedOnlyByStorage),
                Named.of("Netty stays at the edge", ServerRules::nettyStaysAtTheEdge),
                Named.of("of the client only the protocol", ServerRules::ofTheClientOnlyTheProtocol),
                Named.of("quorum depends on transactions only", ServerRules::quorumDependsOnTransactionsOnly),
                Named.of("packages form no cycle", ServerRules::packagesFormNoCycle));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Function<ServerRules, ArchRule> rule) {
        rule.apply(new ServerRules("io.zk4j.server")).allowEmptyShould(true).check(SERVER);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsWhenBroken(Function<ServerRules, ArchRule> rule) {
        var result = rule.apply(new ServerRules(BROKEN_BASE)).evaluate(BROKEN);

        assertThat(result.hasViolation())
                .as(result.getFailureReport().toString())
                .isTrue();
    }

    @Test
    void stateIsSharedBetweenThreadsOnlyWithAReason() throws IOException {
        assertThat(SharedState.classesBelow(SOURCES.resolve("main/java"))).isSubsetOf(SHARED_STATE.keySet());
    }

    @Test
    void sharedStateIsFoundAlsoInABlock() throws IOException {
        assertThat(SharedState.classesBelow(SOURCES.resolve("test/java/io/zk4j/server/arch/broken")))
                .containsExactly("SharingCore");
    }
}
