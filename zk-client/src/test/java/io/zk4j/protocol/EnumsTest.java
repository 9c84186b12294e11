/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class EnumsTest {
    @Test
    void everyNumberLeadsBackToItsConstant() {
        for (OpCode each : EnumSet.complementOf(EnumSet.of(OpCode.UNKNOWN))) {
            assertThat(OpCode.of(each.code())).isEqualTo(each);
        }
        assertThat(ErrorCode.values())
                .allSatisfy(each -> assertThat(ErrorCode.of(each.code())).isEqualTo(each));
        assertThat(CreateMode.values())
                .allSatisfy(each -> assertThat(CreateMode.ofFlag(each.flag())).isEqualTo(each));
        assertThat(EventType.values())
                .allSatisfy(each -> assertThat(EventType.of(each.code())).isEqualTo(each));
        assertThat(KeeperState.values())
                .allSatisfy(each -> assertThat(KeeperState.of(each.code())).isEqualTo(each));
        assertThat(AddWatchMode.values())
                .allSatisfy(each -> assertThat(AddWatchMode.of(each.code())).isEqualTo(each));
        assertThat(WatcherType.values())
                .allSatisfy(each -> assertThat(WatcherType.of(each.code())).isEqualTo(each));
    }

    @Test
    void numbersWithoutAMeaningAreNull() {
        for (int code : new int[] {10, -2, -12, 23, 99, 108, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(OpCode.of(code)).isNull();
        }
        assertThat(CreateMode.ofFlag(7)).isNull();
        assertThat(EventType.of(8)).isNull();
        assertThat(KeeperState.of(2)).isNull();
        assertThat(AddWatchMode.of(2)).isNull();
        assertThat(WatcherType.of(0)).isNull();
    }

    @Test
    void anErrorThatIsNotKnownCountsAsASystemError() {
        assertThat(ErrorCode.of(-126)).isEqualTo(ErrorCode.SYSTEM_ERROR);
    }

    @Test
    void theKindsOfNodes() {
        assertThat(Arrays.stream(CreateMode.values()).filter(CreateMode::isEphemeral))
                .containsExactly(CreateMode.EPHEMERAL, CreateMode.EPHEMERAL_SEQUENTIAL);
        assertThat(Arrays.stream(CreateMode.values()).filter(CreateMode::isSequential))
                .containsExactly(
                        CreateMode.PERSISTENT_SEQUENTIAL,
                        CreateMode.EPHEMERAL_SEQUENTIAL,
                        CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL);
        assertThat(Arrays.stream(CreateMode.values()).filter(CreateMode::isContainer))
                .containsExactly(CreateMode.CONTAINER);
        assertThat(Arrays.stream(CreateMode.values()).filter(CreateMode::isTtl))
                .containsExactly(CreateMode.PERSISTENT_WITH_TTL, CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL);
    }
}
