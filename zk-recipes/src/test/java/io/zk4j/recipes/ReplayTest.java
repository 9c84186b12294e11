/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A seed tells all that happens in a simulation, so that a failure can be looked at again. */
class ReplayTest {
    private static final long SEED = 4;

    @Test
    void theSameSeedTellsTheSameStory() {
        List<String> story = story();
        assertThat(story).hasSizeGreaterThan(100).anyMatch(line -> line.contains("SessionExpired"));
        assertThat(story()).isEqualTo(story);
    }

    private static List<String> story() {
        var scene = new Troubled(SEED, 3);
        var story = new ArrayList<String>();
        for (ZkFramework client : scene.clients()) {
            scene.repeat(20, () -> read(scene, client, story));
        }
        scene.settle();
        return story;
    }

    /** Whatever is cut off is tried again after a pause, which is up to chance. */
    private static void read(Troubled scene, ZkFramework client, List<String> story) {
        client.engine()
                .take(() -> client.operations(client.engine().session()).exists("/nothing"))
                .onOutcome((stat, failure) -> story.add(scene.world().nanoTime() + " " + stat + " " + failure));
    }
}
