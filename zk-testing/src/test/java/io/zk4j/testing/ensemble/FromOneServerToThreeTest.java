/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.ZkProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that ran alone becomes the first of three, as the operator's handbook tells it. */
@Timeout(300)
class FromOneServerToThreeTest {
    @TempDir
    Path folder;

    /** Two empty servers would be a majority by themselves, and the third would throw its data away for theirs. */
    @Test
    void theDataSurvivesIfItsServerBelongsToTheFirstMajority() throws Exception {
        try (var alone =
                ZkProcess.of(Ensembles.ours(), folder.resolve("server-1")).start()) {
            try (var client = Ensembles.client(alone)) {
                Ensembles.create(client, "/a", "from before");
            }
            assertThat(alone.mode()).isEqualTo("standalone");
            alone.stop();
        }
        try (var ensemble = described().prepare()) {
            ensemble.member(1).launchAgain();
            ensemble.start(2);
            assertThat(ensemble.modes()).isEqualTo(Map.of(1L, "leader", 2L, "follower", 3L, ""));

            ensemble.start(3);
            assertThat(ensemble.modes()).isEqualTo(Map.of(1L, "leader", 2L, "follower", 3L, "follower"));
            for (long sid : List.of(1L, 2L, 3L)) {
                try (var client = Ensembles.client(ensemble.member(sid))) {
                    assertThat(Ensembles.done(client.get("/a")).text()).isEqualTo("from before");
                }
            }
            Ensembles.assertTreesAreEqual(ensemble);
        }
    }

    private ZkEnsemble.Builder described() {
        return Ensembles.in(folder).members(Ensembles.ours(), 1, 2, 3);
    }
}
