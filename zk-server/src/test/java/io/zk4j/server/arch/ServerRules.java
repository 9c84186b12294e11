/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of docs/architecture.md as code. {@code base} is the package they hold for, so that a test can break them elsewhere. */
final class ServerRules {
    private final String base;

    ServerRules(String base) {
        this.base = base;
    }

    /** Decisions have no clock, thread, socket, file or random source of their own. */
    ArchRule pureCodeTouchesNothingOutside() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        in("tree"), in("op"), in("watch"), in("acl"), in("session"), in("txn"), in("quorum"))
                .should()
                .dependOnClassesThat(nameMatching("io\\.netty\\..*"))
                .orShould()
                .dependOnClassesThat(
                        nameMatching("java\\.nio\\.(channels|file)\\..*|java\\.io\\.File.*|java\\.net\\..*"))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.lang\\.Thread|java\\.util\\.Timer"
                        + "|java\\.util\\.concurrent\\.(Executor|ThreadPool|ForkJoin|Scheduled|ThreadLocalRandom).*"))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.time\\.(Clock|InstantSource)|java\\.security\\.SecureRandom"))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class);
    }

    /** Only storage touches files; the configuration file itself is read where it is parsed. */
    ArchRule filesAreTouchedOnlyByStorage() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackages(in("storage"), in("tools"))
                .and(isNot("ConfigFile"))
                .should()
                .dependOnClassesThat(nameMatching("java\\.nio\\.file\\.Files|java\\.nio\\.channels\\.FileChannel"
                        + "|java\\.io\\.(File(Input|Output)Stream|RandomAccessFile|FileReader|FileWriter)"));
    }

    /** Netty carries bytes at the edge: the front end, the links between servers, who stands before both, the wiring. */
    ArchRule nettyStaysAtTheEdge() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackages(in("net"), in("peer"), in("guard"), in("storage"), in("tools"), base)
                .should()
                .dependOnClassesThat(nameMatching("io\\.netty\\..*"));
    }

    /** Of the client module the server sees the wire protocol and nothing else. */
    ArchRule ofTheClientOnlyTheProtocol() {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .dependOnClassesThat(
                        nameMatching("io\\.zk4j\\.(?!server\\.|protocol\\.).*|org\\.apache\\.zookeeper\\..*"));
    }

    /** The consensus code knows transactions and zxids, not trees, files or sockets. */
    ArchRule quorumDependsOnTransactionsOnly() {
        return noClasses()
                .that()
                .resideInAPackage(in("quorum"))
                .should()
                .dependOnClassesThat(nameMatching(base.replace(".", "\\.")
                        + "\\.(core|op|tree|watch|session|acl|storage|net|peer|admin|auth|metrics)\\..*"));
    }

    ArchRule packagesFormNoCycle() {
        return slices().matching(base + ".(*)..").should().beFreeOfCycles();
    }

    private String in(String name) {
        return base + "." + name + "..";
    }

    private static DescribedPredicate<JavaClass> isNot(String simpleName) {
        return DescribedPredicate.describe(
                "are not " + simpleName, c -> !c.getSimpleName().equals(simpleName));
    }
}
