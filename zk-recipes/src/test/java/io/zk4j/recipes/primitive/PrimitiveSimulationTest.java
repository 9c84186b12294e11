/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.BadVersionException;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views and kept nodes under cut connections, lost replies, and expired and killed sessions. */
class PrimitiveSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";
    private static final long TROUBLED_MILLIS = 10_000;
    private static final long SETTLED_MILLIS = 25_000;
    /** What is let go is confirmed after two trips, which may both be slow. */
    private static final long CLOSED_MILLIS = 5_000;

    private static final String ROOT = "/tree";

    private SimWorld world;
    private SimEnsemble ensemble;
    private ZkFramework client;

    private void begin(long seed) {
        world = new SimWorld(seed);
        ensemble = new SimEnsemble(world);
        ensemble.create(ROOT);
        client = ensemble.newClient();
        world.in(world.upTo(500), this::trouble);
    }

    private void trouble() {
        if (world.nowMillis() < TROUBLED_MILLIS) {
            if (world.chance(0.15)) {
                ensemble.killSession(client);
            } else {
                ensemble.cut(client, 1 + world.upTo(world.chance(0.3) ? 6_000 : 400));
            }
            world.in(world.upTo(1_000), this::trouble);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aViewConvergesAndEachOfItsChangesFollowsFromTheOneBefore(long seed) {
        begin(seed);
        var told = new HashMap<String, Entry>();
        var violations = new ArrayList<String>();
        var listener = new WatchedView.Listener() {
            @Override
            public void onChange(Change change) {
                Optional<Entry> known = Optional.ofNullable(told.get(change.path()));
                boolean follows = known.map(Entry::data).equals(change.before().map(Entry::data))
                        && !change.before().equals(change.after());
                boolean forward = change.before().isEmpty()
                        || change.after().isEmpty()
                        || change.before().get().stat().mzxid()
                                < change.after().get().stat().mzxid();
                if (!follows || !forward) {
                    violations.add(known + " was known before " + change);
                }
                change.after()
                        .ifPresentOrElse(entry -> told.put(entry.path(), entry), () -> told.remove(change.path()));
            }

            @Override
            public void onComplete() {}
        };
        var views = new ArrayList<WatchedView>();
        client.engine()
                .turn()
                .execute(() ->
                        views.add(WatchedView.open(client, ROOT, WatchedView.Scope.SUBTREE, path -> true, listener)));
        world.in(1, this::write);
        world.runUntilMillis(SETTLED_MILLIS);

        assertThat(violations).isEmpty();
        assertThat(views.get(0).staleSince()).isEmpty();
        assertThat(texts(told)).isEqualTo(ensemble.texts(ROOT));
        assertThat(texts(views.get(0).entries())).isEqualTo(ensemble.texts(ROOT));
        client.engine().turn().execute(views.get(0)::close);
        world.runUntilMillis(SETTLED_MILLIS + CLOSED_MILLIS);
        assertThat(ensemble.watches()).isZero();
    }

    private static Map<String, String> texts(Map<String, Entry> entries) {
        var texts = new HashMap<String, String>();
        entries.forEach((path, entry) -> texts.put(path, entry.data().utf8()));
        return texts;
    }

    /** Somebody who is never cut off creates, changes and deletes at random. */
    private void write() {
        String path = ROOT + "/" + world.upTo(4) + (world.chance(0.5) ? "/" + world.upTo(3) : "");
        var data = Bytes.ofUtf8(Long.toString(world.nowMillis()));
        int kind = world.upTo(3);
        ensemble.tryApply(
                kind == 0
                        ? Op.create(path, data, CreateOptions.PERSISTENT)
                        : kind == 1 ? Op.set(path, data, Op.ANY_VERSION) : Op.delete(path, Op.ANY_VERSION));
        if (world.nowMillis() < TROUBLED_MILLIS + 2_000) {
            world.in(world.upTo(60), this::write);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aKeptNodeIsThereOnceInTheEndAndGoesWhenClosed(long seed) {
        begin(seed);
        boolean guarded = world.chance(0.5);
        var spec = CreateSpec.of(ROOT + "/kept", Bytes.ofUtf8("0"), CreateOptions.EPHEMERAL)
                .parents(Parents.CONTAINERS);
        var created = new ArrayList<String>();
        var node = KeptNode.open(client, guarded ? spec.guid(world.guid()) : spec, created::add);
        world.in(world.upTo((int) TROUBLED_MILLIS), () -> {
            var unused = node.setData(Bytes.ofUtf8("1"));
        });
        world.in(
                world.upTo((int) TROUBLED_MILLIS),
                () -> ensemble.children(ROOT)
                        .forEach(name -> ensemble.tryApply(Op.delete(ROOT + "/" + name, Op.ANY_VERSION))));
        world.runUntilMillis(SETTLED_MILLIS);

        assertThat(created).isNotEmpty();
        assertThat(ensemble.children(ROOT)).hasSize(1);
        assertThat(node.actualPath())
                .contains(ROOT + "/" + ensemble.children(ROOT).get(0));
        assertThat(ensemble.texts(ROOT).get(node.actualPath().orElseThrow())).isEqualTo("1");
        node.close();
        world.runUntilMillis(SETTLED_MILLIS + 5_000);
        assertThat(ensemble.children(ROOT)).isEmpty();
        assertThat(ensemble.watches()).isZero();
    }

    /** Nobody else deletes anything, so what is gone was deleted by this call. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aDeleteThatIsRepeatedDoesNotMissWhatItHasDeletedNorDeletesAnotherVersion(long seed) {
        begin(seed);
        var outcomes = new ArrayList<String>();
        var violations = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            String name = "deleted" + i;
            ensemble.create(ROOT + "/" + name);
            boolean asItIs = world.chance(0.7);
            world.in(
                    world.upTo((int) TROUBLED_MILLIS),
                    () -> client.deleteIdempotent(ROOT + "/" + name, asItIs ? 0 : 7)
                            .onOutcome((done, failure) -> {
                                boolean there = ensemble.children(ROOT).contains(name);
                                boolean wrong = failure == null ? there : failure instanceof NoNodeException;
                                if (wrong
                                        || (!asItIs && !there)
                                        || (asItIs && failure instanceof BadVersionException)) {
                                    violations.add(name + " there " + there + ", as it is " + asItIs + ": " + failure);
                                }
                                outcomes.add(name);
                            }));
        }
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(violations).isEmpty();
        assertThat(outcomes).hasSize(40).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aKeptNodeThatIsClosedWhileItsCreateIsInDoubtLeavesNothing(long seed) {
        begin(seed);
        for (int i = 0; i < 40; i++) {
            var spec = CreateSpec.of(ROOT + "/kept" + i, Bytes.EMPTY, CreateOptions.EPHEMERAL);
            long opened = world.upTo((int) TROUBLED_MILLIS);
            world.in(opened, () -> {
                var node = KeptNode.open(client, spec, path -> {});
                world.in(world.upTo(1_000), node::close);
            });
        }
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(ensemble.children(ROOT)).isEmpty();
        assertThat(ensemble.watches()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aKeptNodeThatOutlivesSessionsIsThereOnceAndGoesHoweverManySessionsItsCloseTakes(long seed) {
        begin(seed);
        var open = new TreeMap<String, KeptNode>();
        for (int i = 0; i < 30; i++) {
            var mode = world.chance(0.5) ? CreateOptions.PERSISTENT : CreateOptions.PERSISTENT.sequential();
            var spec = CreateSpec.of(ROOT + "/kept" + i + "-", Bytes.EMPTY, mode);
            boolean guarded = mode.mode().isSequential() || world.chance(0.5);
            var key = "kept" + i + "-";
            world.in(world.upTo((int) TROUBLED_MILLIS), () -> {
                open.put(key, KeptNode.open(client, guarded ? spec.guid(world.guid()) : spec, path -> {}));
                if (world.chance(0.7)) {
                    world.in(world.upTo(2_000), () -> open.remove(key).close());
                }
            });
        }
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(ensemble.children(ROOT))
                .containsExactlyInAnyOrderElementsOf(open.values().stream()
                        .map(node -> node.actualPath().orElseThrow().substring(ROOT.length() + 1))
                        .toList());
        open.values().forEach(KeptNode::close);
        world.runUntilMillis(SETTLED_MILLIS + 5_000);
        assertThat(ensemble.children(ROOT)).isEmpty();
        assertThat(ensemble.watches()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aKeptNodeHasTheLatestDataHoweverOftenItWasReplacedAndDeleted(long seed) {
        begin(seed);
        var spec = CreateSpec.of(ROOT + "/kept", Bytes.EMPTY, CreateOptions.EPHEMERAL);
        var node = KeptNode.open(client, spec, path -> {});
        for (int i = 0; i < 40; i++) {
            var data = Bytes.ofUtf8("" + i);
            world.in(world.upTo((int) TROUBLED_MILLIS), () -> {
                var unused = node.setData(data);
            });
            world.in(
                    world.upTo((int) TROUBLED_MILLIS), () -> ensemble.tryApply(Op.delete(spec.path(), Op.ANY_VERSION)));
        }
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(ensemble.texts(ROOT)).containsEntry(spec.path(), node.data().utf8());
        node.close();
        world.runUntilMillis(SETTLED_MILLIS + 5_000);
        assertThat(ensemble.children(ROOT)).isEmpty();
        assertThat(ensemble.watches()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void noIncrementIsCountedTwiceOrForgotten(long seed) {
        begin(seed);
        var value = new VersionedValue(client, ROOT + "/count");
        var counts = new int[2]; // certain, and those whose outcome is unknown
        for (int i = 0; i < 40; i++) {
            world.in(
                    world.upTo((int) TROUBLED_MILLIS),
                    () -> value.update(
                                    old -> Optional.of(Bytes.ofUtf8(
                                            Integer.toString(old.map(bytes -> Integer.parseInt(bytes.utf8()))
                                                            .orElse(0)
                                                    + 1))),
                                    Integer.MAX_VALUE)
                            .onOutcome((change, failure) -> counts[failure == null ? 0 : 1]++));
        }
        world.runUntilMillis(SETTLED_MILLIS);

        assertThat(counts[0] + counts[1]).isEqualTo(40);
        int counted = Integer.parseInt(ensemble.texts(ROOT).getOrDefault(ROOT + "/count", "0"));
        assertThat(counted).isBetween(counts[0], counts[0] + counts[1]);
    }
}
