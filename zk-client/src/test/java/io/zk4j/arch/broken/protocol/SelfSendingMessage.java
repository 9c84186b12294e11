/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.arch.broken.protocol;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.zk4j.arch.broken.facade.Handle;

/** Breaks rules on purpose: a message that knows channels, and the API above it. */
public final class SelfSendingMessage {
    public void send(Channel channel, Handle handle) {
        channel.attr(AttributeKey.valueOf("version")).set(handle.version());
    }
}
