/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.arch.broken.client.session;

import io.zk4j.arch.broken.client.net.SharingDriver;
import java.util.function.LongSupplier;

/** Breaks rules on purpose: a pure class that asks the clock, and a package that closes a cycle. */
public final class ImpatientMachine {
    public LongSupplier clock(SharingDriver driver) {
        return driver.shared() == 0 ? System::nanoTime : driver::shared;
    }
}
