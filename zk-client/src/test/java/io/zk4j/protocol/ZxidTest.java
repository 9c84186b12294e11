/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZxidTest {
    @Test
    void epochAndCounterAreTheTwoHalves() {
        var zxid = Zxid.of(3, 7);
        assertThat(zxid.value()).isEqualTo(0x3_0000_0007L);
        assertThat(zxid.epoch()).isEqualTo(3);
        assertThat(zxid.counter()).isEqualTo(7);
        assertThat(zxid).hasToString("0x300000007");
    }

    @Test
    void aCounterWithItsHighestBitSetDoesNotSpillIntoTheEpoch() {
        var zxid = Zxid.of(1, -1);
        assertThat(zxid.value()).isEqualTo(0x1_ffff_ffffL);
        assertThat(zxid.epoch()).isEqualTo(1);
        assertThat(zxid.next()).isEqualTo(Zxid.of(2, 0));
    }

    @Test
    void theOrderIsFirstThatOfTheEpochs() {
        var old = Zxid.of(1, 900);
        var young = Zxid.of(2, 0);
        assertThat(young.isAfter(old)).isTrue();
        assertThat(old.isAfter(young)).isFalse();
        assertThat(old.isAfter(old)).isFalse();
        assertThat(Zxid.max(old, young)).isSameAs(young);
        assertThat(Zxid.max(young, old)).isSameAs(young);
        assertThat(old).isLessThan(young);
        assertThat(old.next()).isEqualTo(Zxid.of(1, 901));
    }

    @Test
    void noneIsBeforeEveryTransaction() {
        assertThat(Zxid.NONE).isEqualTo(new Zxid(0)).isLessThan(Zxid.of(0, 1)).hasToString("0x0");
    }
}
