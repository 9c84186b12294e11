/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {
    private static final int THREADS = 3;
    private static final int EACH = 20_000;

    private final Inbox<Integer> inbox = new Inbox<>();

    @Test
    void whatComesWhileOtherThingsAreTakenOutComesBehindThem() {
        inbox.add(1);
        inbox.add(2);
        assertThat(inbox.poll()).isEqualTo(1);
        inbox.add(3);

        assertThat(inbox.poll()).isEqualTo(2);
        assertThat(inbox.isEmpty()).isFalse();
        assertThat(inbox.poll()).isEqualTo(3);
        assertThat(inbox.isEmpty()).isTrue();
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void eachThreadsThingsComeInItsOrderAndNothingIsLost() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            int first = i * EACH;
            threads.add(new Thread(() -> {
                for (int item = first; item < first + EACH; item++) {
                    inbox.add(item);
                }
            }));
        }
        threads.forEach(Thread::start);

        int[] next = {0, EACH, 2 * EACH};
        for (int seen = 0; seen < THREADS * EACH; ) {
            Integer item = inbox.poll();
            if (item == null) {
                Thread.onSpinWait();
            } else {
                assertThat(item.intValue()).isEqualTo(next[item / EACH]++);
                seen++;
            }
        }
        assertThat(List.of(next[0], next[1], next[2])).containsExactly(EACH, 2 * EACH, 3 * EACH);
        assertThat(inbox.poll()).isNull();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
