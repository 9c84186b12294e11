/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Troubled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept znodes whose sessions end, that others delete, and that are closed and opened at any moment. */
class NodeSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";

    /** Deletes something as an operator might. */
    private static void deleteOne(Troubled scene, String path) {
        List<String> there = scene.ensemble().children(path);
        if (!there.isEmpty()) {
            var outside = scene.outside();
            String victim = path + "/" + there.get(scene.world().upTo(there.size()));
            outside.engine().turn().execute(() -> outside.operations().remove(victim));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aKeptNodeIsThereAgainAfterItsSessionAndGoneAfterItsClose(long seed) {
        var scene = new Troubled(seed, 3);
        var open = new ArrayList<PersistentNode>();
        scene.repeat(400, () -> {
            ZkFramework client = scene.clients().get(scene.world().upTo(3));
            open.add(PersistentNode.openProtected(
                    client, CreateOptions.EPHEMERAL.sequential(), "/n/n-", Bytes.ofUtf8("x")));
            if (scene.world().chance(0.7)) {
                open.remove(scene.world().upTo(open.size())).close();
            }
        });
        scene.repeat(1_000, () -> deleteOne(scene, "/n"));
        scene.settle();
        assertThat(scene.ensemble().children("/n"))
                .containsExactlyInAnyOrderElementsOf(open.stream()
                        .map(node -> node.actualPath().orElseThrow().substring("/n/".length()))
                        .toList());
        open.forEach(PersistentNode::close);
        scene.leavesNothingIn("/n");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void membersOfAGroupAgreeInTheEnd(long seed) {
        var scene = new Troubled(seed, 3);
        var members = new ArrayList<GroupMember>();
        for (int i = 0; i < 3; i++) {
            members.add(GroupMember.join(scene.clients().get(i), "/g", "m" + i, Bytes.ofUtf8("" + i)));
        }
        scene.repeat(500, () -> {
            var unused = members.get(scene.world().upTo(3))
                    .setThisData(Bytes.ofUtf8("" + scene.world().upTo(1_000)));
        });
        scene.repeat(1_500, () -> deleteOne(scene, "/g"));
        scene.settle();
        assertThat(scene.ensemble().children("/g")).containsExactlyInAnyOrder("m0", "m1", "m2");
        members.forEach(member ->
                assertThat(member.members()).isEqualTo(members.get(0).members()).hasSize(3));
        members.forEach(GroupMember::close);
        scene.leavesNothingIn("/g");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void guestsOfAPartyAreInUntilTheyLeave(long seed) {
        var scene = new Troubled(seed, 3);
        var guests = new ArrayList<Party>();
        scene.repeat(600, () -> {
            guests.add(Party.join(scene.clients().get(scene.world().upTo(3)), "/p", "same"));
            if (scene.world().chance(0.5)) {
                guests.remove(scene.world().upTo(guests.size())).close();
            }
        });
        scene.settle();
        assertThat(scene.ensemble().children("/p")).hasSameSizeAs(guests);
        guests.forEach(Party::close);
        scene.leavesNothingIn("/p");
    }
}
