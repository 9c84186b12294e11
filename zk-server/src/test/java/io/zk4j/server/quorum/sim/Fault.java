/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

/** What can go wrong. Each is legal: a correct server lives with all of them. */
enum Fault {
    /** The process is killed; its connections are closed by the operating system. */
    KILL,
    /** The machine is off; nobody is told. */
    POWER_LOSS,
    /** The process is killed after a few more effects, perhaps between two of one step. */
    KILL_AFTER_SOME_EFFECTS,
    /** The process is killed when it does something that must not be done by halves. */
    KILL_AT_A_BAD_MOMENT,
    KILL_THE_LEADER,
    ALL_DOWN,
    PAUSE,
    PAUSE_THE_LEADER,
    /** Nothing passes between two servers. */
    CUT,
    /** Nothing passes between two servers in one direction. */
    CUT_ONE_WAY,
    /** The servers fall into two halves. */
    PARTITION,
    ISOLATE_THE_LEADER,
    /** A connection on the quorum port breaks, with what is on its way. */
    BREAK_LINK,
    /** The same, but one end hears of it much later. */
    HALF_OPEN_LINK,
    BREAK_ELECTION_LINK,
    SLOW_NETWORK,
    SLOW_DISK,
    /** A write of the log fails, upon which the process must end. */
    DISK_ERROR,
    SNAPSHOT
}
