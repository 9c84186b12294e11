/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final String PATH = "/shared";
    private static final int BYTES_BEFORE_ITEM =
            9; // version, code and length; one more byte comes behind a single item
    private static final int MEMBERS = 4; // of a double barrier: all workers of two sides
    private static final long SEED = Long.getLong("zk4j.seeds.first", 1);

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    private static CuratorProgram curator;

    /** Looks at what is left in the end. */
    private interface Ending {
        void check(Playground playground, Judge judge) throws InterruptedException;
    }

    /**
     * What is contended for.
     *
     * @param name what the programs call it
     * @param seed what is in the znode in the beginning; nothing if it is made by those who contend
     */
    record Recipe(String name, Bytes seed, Supplier<Judge> judge, Ending ending) {
        Recipe(String name, Supplier<Judge> judge) {
            this(name, Bytes.EMPTY, judge, (playground, sole) -> {});
        }

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
                new Recipe("selector", Holds::one),
                new Recipe("barrier", Gates::new),
                new Recipe("double-barrier", () -> new Meetings(MEMBERS)),
                new Recipe(
                        "counter",
                        Bytes.EMPTY,
                        Numbers::new,
                        (playground, judge) ->
                                ((Numbers) judge).isLeftWith(data(playground).getLong())),
                new Recipe(
                        "queue",
                        Bytes.EMPTY,
                        () -> new Items(true),
                        (playground, judge) -> isLeftWithWhatIsIn(PATH, playground, judge)),
                consumed("id-queue"),
                consumed("priority-queue"),
                consumed("delay-queue"),
                new Recipe("group", Views::new),
                new Recipe("discovery", Views::new));
    }

    /** A queue with a consumer. */
    private static Recipe consumed(String name) {
        return new Recipe(name, Bytes.EMPTY, () -> new Items(false), (playground, judge) -> {
            var left = new ArrayList<String>();
            for (var znode : playground.children(PATH)) {
                byte[] data = playground.bytes(PATH + "/" + znode).toArray();
                left.add(new String(data, BYTES_BEFORE_ITEM, data.length - BYTES_BEFORE_ITEM - 1, UTF_8));
            }
            ((Items) judge).isLeftWith(left);
        });
    }

    static Stream<Recipe> withCuratorAndKazoo() {
        return Stream.of(
                new Recipe("mutex-with-kazoo", Holds::one),
                new Recipe("selector-with-kazoo", Holds::one),
                new Recipe(
                        "shared-count-with-kazoo",
                        Bytes.wrap(new byte[Integer.BYTES]),
                        Numbers::new,
                        (playground, judge) ->
                                ((Numbers) judge).isLeftWith(data(playground).getInt())));
    }

    static Stream<Recipe> withKazoo() {
        return Stream.of(new Recipe(
                "locking-queue",
                Bytes.EMPTY,
                () -> new Items(false),
                (playground, judge) -> isLeftWithWhatIsIn(PATH + "/entries", playground, judge)));
    }

    @BeforeAll
    static void compile() throws Exception {
        curator = CuratorProgram.compile(classes);
    }

    @ParameterizedTest
    @MethodSource
    void withCurator(Recipe recipe) throws Exception {
        try (var contest = contest(recipe).with("curator", curator::start)) {
            judge(recipe, contest);
        }
    }

    @ParameterizedTest
    @MethodSource
    void withCuratorAndKazoo(Recipe recipe) throws Exception {
        try (var contest = contest(recipe).with("curator", curator::start).with("kazoo", kazoo())) {
            judge(recipe, contest);
        }
    }

    @ParameterizedTest
    @MethodSource
    void withKazoo(Recipe recipe) throws Exception {
        try (var contest = contest(recipe).with("kazoo", kazoo())) {
            judge(recipe, contest);
        }
    }

    @Test
    void aContenderThatTakesNoLockIsFound() throws Exception {
        Contest.Program cheat = (folder, arguments) -> {
            var cheating =
                    Stream.concat(Stream.of("no-lock"), arguments.stream().skip(1));
            return ContenderProcess.zk4j(folder, cheating.toList());
        };
        try (var contest = contest(new Recipe("mutex", Holds::one))
                .with("curator", curator::start)
                .with("cheat", cheat)) {
            contest.play(Duration.ZERO, SHARE_MIN);
            assertThat(contest.violations()).isNotEmpty();
        }
    }

    private static void judge(Recipe recipe, Contest contest) throws InterruptedException {
        if (!recipe.seed().isEmpty()) {
            contest.playground().create(PATH, recipe.seed());
        }
        contest.play(DOSE, SHARE_MIN);
        recipe.ending().check(contest.playground(), contest.judge());
        assertThat(contest.violations()).isEmpty();
    }

    private static Contest.Program kazoo() {
        var program = CuratorProgram.programs().resolve("kazoo_contender.py");
        assertThat(Path.of("/usr/lib/python3/dist-packages/kazoo"))
                .as("kazoo, which zk-testing/src/test/programs/foreign/install.sh installs")
                .exists();
        return (folder, arguments) -> ContenderProcess.kazoo(folder, program, arguments);
    }

    private static void isLeftWithWhatIsIn(String path, Playground playground, Judge judge)
            throws InterruptedException {
        var left = new ArrayList<String>();
        for (var name : playground.children(path)) {
            left.add(playground.data(path + "/" + name));
        }
        ((Items) judge).isLeftWith(left);
    }

    private static ByteBuffer data(Playground playground) throws InterruptedException {
        return ByteBuffer.wrap(playground.bytes(PATH).toArray());
    }

    private Contest contest(Recipe recipe) throws Exception {
        return new Contest(recipe.name(), recipe.judge().get(), folder, SEED).with("zk4j", ContenderProcess::zk4j);
    }
}
