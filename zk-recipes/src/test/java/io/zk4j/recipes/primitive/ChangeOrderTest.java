/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeOrderTest {
    private final List<String> told = new ArrayList<>();
    private final ChangeOrder<String> order = new ChangeOrder<>(told::add);

    @Test
    void aChangeThatIsReadEarlyWaitsForThoseBeforeIt() {
        order.await(1, 5); // a
        order.await(2, 6); // b
        order.await(3, 7); // c
        // The read that answers event 1 already shows what event 4, of the same znode, announces.
        order.add(4, "a");
        order.settle(1);
        assertThat(told).isEmpty();
        assertThat(order.toldUpTo(8)).isEqualTo(5);
        order.add(2, "b");
        order.settle(2);
        assertThat(told).containsExactly("b");
        order.add(3, "c");
        order.settle(3);
        assertThat(told).containsExactly("b", "c", "a");
        assertThat(order.toldUpTo(8)).isEqualTo(8);
    }

    @Test
    void whatEventsWithoutZxidAnnounceHasNoZxidUntilItIsTold() {
        order.await(1, -1);
        assertThat(order.toldUpTo(8)).isEqualTo(-1);
        order.settle(1);
        assertThat(order.toldUpTo(8)).isEqualTo(8);
    }
}
