/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** zk4j, Curator and kazoo share what they contend for, while one after the other is killed and comes back. */
@Tag("foreign")
class SharedWithOthersTest {
    private static final boolean SOAK = "soak".equals(System.getProperty("zk4j.dose", "build"));
    private static final Duration DOSE = Duration.ofSeconds(SOAK ? 60 : 5);
    private static final int SHARE_MIN = 5; // of each side, at the start and after each time it was killed
    private static final long SEED = Long.getLong("zk4j.seeds.first", 1);

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    private static CuratorProgram curator;

    /**
     * What is contended for.
     *
     * @param name what the programs call it
     */
    record Recipe(String name, Supplier<Judge> judge) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recipe> withCurator() {
        return Stream.of(
                new Recipe("mutex", Holds::one),
                new Recipe("semaphore-mutex", Holds::one),
                new Recipe("read-write-lock", Holds::readersOrOneWriter),
                new Recipe("semaphore", () -> Holds.atMost(2)),
                new Recipe("latch", Holds::one),
                new Recipe("selector", Holds::one));
    }

    static Stream<Recipe> withCuratorAndKazoo() {
        return Stream.of(new Recipe("mutex-with-kazoo", Holds::one), new Recipe("selector-with-kazoo", Holds::one));
    }

    @BeforeAll
    static void compile() throws Exception {
        curator = CuratorProgram.compile(classes);
    }

    @ParameterizedTest
    @MethodSource
    void withCurator(Recipe recipe) throws Exception {
        try (var contest = contest(recipe)) {
            contest.play(DOSE, SHARE_MIN);
            assertThat(contest.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void withCuratorAndKazoo(Recipe recipe) throws Exception {
        var program = CuratorProgram.programs().resolve("kazoo_contender.py");
        assertThat(Path.of("/usr/lib/python3/dist-packages/kazoo"))
                .as("kazoo, which zk-testing/src/test/programs/foreign/install.sh installs")
                .exists();
        try (var contest = contest(recipe)
                .with("kazoo", (folder, arguments) -> ContenderProcess.kazoo(folder, program, arguments))) {
            contest.play(DOSE, SHARE_MIN);
            assertThat(contest.violations()).isEmpty();
        }
    }

    @Test
    void aContenderThatTakesNoLockIsFound() throws Exception {
        try (var contest = contest(new Recipe("mutex", Holds::one)).with("cheat", (folder, arguments) -> {
            var cheating =
                    Stream.concat(Stream.of("no-lock"), arguments.stream().skip(1));
            return ContenderProcess.zk4j(folder, cheating.toList());
        })) {
            contest.play(Duration.ZERO, SHARE_MIN);
            assertThat(contest.violations()).isNotEmpty();
        }
    }

    private Contest contest(Recipe recipe) throws Exception {
        return new Contest(recipe.name(), recipe.judge().get(), folder, SEED)
                .with("zk4j", ContenderProcess::zk4j)
                .with("curator", curator::start);
    }
}
