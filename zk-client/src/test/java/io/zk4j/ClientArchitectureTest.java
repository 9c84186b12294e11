/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.zk4j.arch.ClientRules;
import io.zk4j.arch.SharedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture's rules hold for the client module, and each of them notices a class that breaks it. */
class ClientArchitectureTest {
    /** The classes that may have a {@code synchronized} or {@code volatile}, each with its reason. */
    private static final Map<String, String> SHARED_STATE = Map.ofEntries(
            Map.entry("SessionDriver", "the event loop publishes the status that any thread asks for, and its own end"),
            Map.entry("Inbox", "any thread hands over to the event loop, which takes all that has come"),
            Map.entry("ClientRuntime", "the threads shared by all sessions start with the first and end with the last"),
            Map.entry(
                    "SharedSession",
                    "the I/O thread publishes the state; requests about watches leave in the order of their count"),
            Map.entry("SerialExecutor", "the watchdog looks at the callback that another thread runs"),
            Map.entry(
                    "AwaitedAnswer",
                    "one thread waits for what another brings, and a latch for each call would be garbage"),
            Map.entry("Session", "the default watcher is set and asked for on any thread of the application"),
            Map.entry("StaticHostProvider", "several clients may share a provider, which has one place in its list"));

    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.zk4j");
    private static final String BROKEN_BASE = "io.zk4j.arch.broken";
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_BASE);

    private static final Path SOURCES = Path.of(System.getProperty("zk4j.root", ".."), "zk-client", "src");

    static Stream<Named<Function<ClientRules, ArchRule>>> rules() {
        return Stream.of(
                Named.of("the protocol stands on buffers alone", ClientRules::protocolStandsOnBuffersAlone),
                Named.of("the session machine is pure", ClientRules::sessionMachineIsPure),
                Named.of("nothing below the façade knows it", ClientRules::nothingBelowTheFacadeKnowsIt),
                Named.of("packages form no cycle", ClientRules::packagesFormNoCycle));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(Function<ClientRules, ArchRule> rule) {
        rule.apply(new ClientRules("io.zk4j", "org.apache.zookeeper")).check(CLIENT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsWhenBroken(Function<ClientRules, ArchRule> rule) {
        var result = rule.apply(new ClientRules(BROKEN_BASE, BROKEN_BASE + ".facade"))
                .evaluate(BROKEN);
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
        assertThat(SharedState.classesBelow(SOURCES.resolve("test/java/io/zk4j/arch")))
                .containsExactly("SharingDriver");
    }
}
