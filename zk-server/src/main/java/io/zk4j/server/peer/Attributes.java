/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.util.AttributeKey;

/** What is kept with a channel. */
final class Attributes {
    static final AttributeKey<ElectionLinks.Link> LINK = AttributeKey.valueOf(ElectionLinks.class, "link");

    private Attributes() {}
}
