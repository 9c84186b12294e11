/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void aThreadThatIsLeftIsToldWithItsNameAndItsStack() throws Exception {
        var threads = new ServerThreads("the-server");
        var left = threads.call(() -> {
            var thread = new Thread(this::waitForTheEnd, "forgotten");
            thread.start();
            return thread;
        });
        assertThatThrownBy(threads::requireNone)
                .hasMessageContaining("threads of the-server have not ended")
                .hasMessageContaining("forgotten")
                .hasMessageContaining("ServerThreadsTest.waitForTheEnd");
        end.countDown();
        left.join();
        assertThatCode(threads::requireNone).doesNotThrowAnyException();
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
