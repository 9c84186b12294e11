/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.storage.DataDirectory;
import java.util.List;
import java.util.function.Function;

/**
 * What a member of an ensemble has, beside what every server has.
 *
 * @param peer what decides: an input makes it want effects
 * @param links from the core's thread on it belongs to that
 * @param journal what {@code log} writes to
 */
public record MemberParts(
        Function<ZabInput, List<ZabEffect>> peer,
        PeerLinks links,
        LogThread log,
        TxnJournal journal,
        DataDirectory directory,
        Inbox<Input> inbox,
        MembershipListener memberships,
        PendingSyncs syncs,
        MemberSettings settings) {}
