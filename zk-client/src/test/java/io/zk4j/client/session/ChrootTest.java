/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChrootTest {
    private final Chroot chroot = Chroot.of("/app");

    @Test
    void putsThePrefixInFrontAndTakesItAway() {
        assertThat(chroot.toServer("/a")).isEqualTo("/app/a");
        assertThat(chroot.toServer("/")).isEqualTo("/app");
        assertThat(chroot.toClient("/app/a")).isEqualTo("/a");
        assertThat(chroot.toClient("/app")).isEqualTo("/");
    }

    @Test
    void leavesPathsOutsideAsTheyAre() {
        assertThat(chroot.toClient("/zookeeper/config")).isEqualTo("/zookeeper/config");
        assertThat(chroot.toClient("/application")).isEqualTo("/application");
    }

    @Test
    void theRootIsNoChroot() {
        assertThat(Chroot.of("/")).isSameAs(Chroot.NONE);
        assertThat(Chroot.NONE.toServer("/a")).isEqualTo("/a");
        assertThat(Chroot.NONE.toClient("/a")).isEqualTo("/a");
    }

    @Test
    void aPrefixOfTheRootStandsForNoNamesakeOfTheChroot() {
        assertThat(Chroot.of("/app").prefixToServer("/")).isEqualTo("/app/");
        assertThat(Chroot.of("/app").prefixToServer("/a")).isEqualTo("/app/a");
        assertThat(Chroot.NONE.prefixToServer("/")).isEqualTo("/");
    }
}
