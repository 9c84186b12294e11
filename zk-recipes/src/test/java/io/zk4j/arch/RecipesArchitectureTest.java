/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.zk4j.framework.Timers;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** The rules of this module; those that a test class breaks are shown to notice it. */
class RecipesArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.zk4j.framework", "io.zk4j.recipes");

    /** A recipe as none may be. */
    static final class Broken {
        private final ReentrantLock lock = new ReentrantLock();

        long notify(Object monitor) {
            lock.lock();
            monitor.notifyAll();
            return System.nanoTime();
        }
    }

    private static ArchRule recipesHaveNoClocksThreadsAndLocks() {
        return noClasses()
                .that()
                .resideInAnyPackage("io.zk4j.recipes..", "io.zk4j.arch..")
                .should()
                .accessTargetWhere(describe("it is a clock, a monitor or chance", RecipesArchitectureTest::isForbidden))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.locks\\..*|java\\.util\\.Timer.*|java\\.util\\.Random")
                .because("a step never waits, and a simulation must be able to replay it");
    }

    private static boolean isForbidden(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        boolean clock =
                owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis"));
        boolean monitor = owner.equals("java.lang.Object") && (name.equals("wait") || name.startsWith("notify"));
        boolean chance = owner.equals("java.util.UUID") && name.equals("randomUUID");
        boolean sleep = owner.equals("java.lang.Thread") && name.equals("sleep");
        return clock || monitor || chance || sleep;
    }

    @Test
    void recipesLeaveTimeAndWaitingToTheFramework() {
        recipesHaveNoClocksThreadsAndLocks().check(MAIN);
        assertThat(recipesHaveNoClocksThreadsAndLocks()
                        .evaluate(new ClassFileImporter().importClasses(Broken.class, Timers.class))
                        .getFailureReport()
                        .getDetails())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void familiesDoNotKnowEachOther() {
        slices().matching("io.zk4j.recipes.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "io.zk4j.recipes.primitive.."))
                .check(MAIN);
    }

    @Test
    void theFrameworkKnowsNoRecipes() {
        noClasses()
                .that()
                .resideInAPackage("io.zk4j.framework..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zk4j.recipes..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.zk4j.recipes.primitive..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.zk4j.recipes.primitive..",
                        "io.zk4j.framework..",
                        "io.zk4j.client",
                        "io.zk4j.protocol..",
                        "java..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(MAIN);
    }
}
