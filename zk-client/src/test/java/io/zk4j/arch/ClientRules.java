/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;

/**
 * The rules of the client module as code. {@code base} is the package they hold below and {@code facade} that of Apache's names, so
 * that a test can break them elsewhere.
 */
public final class ClientRules {
    private static final String SOCKETS_AND_FILES = "java\\.net\\..*|java\\.nio\\.(channels|file)\\..*"
            + "|java\\.io\\.(File|RandomAccess|Reader|Writer|InputStream|OutputStream|PrintStream|Console).*";

    private static final String THREADS = "java\\.lang\\.Thread(Local|Group)?|java\\.util\\.Timer.*"
            + "|java\\.util\\.concurrent\\.(Executor|ThreadPool|ThreadLocal|ForkJoin|Scheduled|locks\\.).*";

    private static final String CLOCKS_AND_CHANCE =
            "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Date|Calendar)|java\\.security\\.SecureRandom";

    private final String base;
    private final String facade;

    public ClientRules(String base, String facade) {
        this.base = base;
        this.facade = facade;
    }

    /** The protocol is used by client and server alike, so it stands on next to nothing: of Netty it knows the buffers. */
    public ArchRule protocolStandsOnBuffersAlone() {
        return classes()
                .that()
                .resideInAPackage(in("protocol"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        in("protocol"),
                        "java.lang..",
                        "java.util..",
                        "java.nio.charset",
                        "io.netty.buffer",
                        "org.jspecify.."))
                .andShould()
                .onlyDependOnClassesThat(
                        DescribedPredicate.not(nameMatching("java\\.util\\.concurrent\\..*|" + THREADS)));
    }

    /** The session machine is told what happens and what time it is; it has no outside of its own. */
    public ArchRule sessionMachineIsPure() {
        return noClasses()
                .that()
                .resideInAPackage(in("client.session"))
                .should()
                .dependOnClassesThat(nameMatching("io\\.netty\\..*|" + SOCKETS_AND_FILES))
                .orShould()
                .dependOnClassesThat(nameMatching(THREADS + "|" + CLOCKS_AND_CHANCE))
                .orShould()
                .accessTargetWhere(readsAClock())
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class);
    }

    /** The API with Apache's names stands on ours, never the other way round. */
    public ArchRule nothingBelowTheFacadeKnowsIt() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("protocol"), in("client"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(facade + ".."));
    }

    public ArchRule packagesFormNoCycle() {
        return slices().matching(base + ".(**)").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaAccess<?>> readsAClock() {
        return describe("it is a clock", access -> {
            var owner = access.getTargetOwner().getName();
            var name = access.getName();
            return (owner.equals("java.lang.System") && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                    || (owner.startsWith("java.time.") && name.equals("now"));
        });
    }

    private String in(String name) {
        return base + "." + name + "..";
    }
}
