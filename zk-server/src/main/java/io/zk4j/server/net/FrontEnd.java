/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.protocol.FrameLimits;
import io.zk4j.server.core.Admission;
import io.zk4j.server.core.Clock;
import io.zk4j.server.core.Inbox;
import io.zk4j.server.core.Input;
import io.zk4j.server.core.LoopReads;
import io.zk4j.server.core.ServerStats;
import io.zk4j.server.net.word.FourLetterWords;

/**
 * What all connections of a client port share. Everything in it is thread-safe or immutable.
 *
 * @param sessionlessMillis how long a connection may be without a session
 */
public record FrontEnd(
        Inbox<Input> inbox,
        Admission admission,
        LoopReads reads,
        Authentication authentication,
        FourLetterWords words,
        Connections connections,
        ConnectionLimits limits,
        ServerStats stats,
        Clock clock,
        FrameLimits frameLimits,
        Complaints complaints,
        int sessionlessMillis) {}
