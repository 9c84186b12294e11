/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.List;
import org.apache.zookeeper.admin.ZooKeeperAdmin;

/** Runs commands of the shell on a session that somebody else owns, as {@code zkCli.sh} with a command does. */
public final class CommandRunner {
    private final Shell shell;

    /**
     * Runs commands on this session, printing to the standard outputs.
     *
     * @param servers what to call the servers in messages
     */
    public CommandRunner(ZooKeeperAdmin zk, String servers) {
        var printer = new Printer(Printer.Style.ONE_SHOT, System.out::println, System.err::println);
        this.shell = new Shell(Link.of(zk, servers, printer), printer);
    }

    /** Runs a command, given as its words; returns the status a process would end with. */
    public int run(List<String> words) {
        return shell.run(words);
    }

    /** Runs a command, given as a line; returns the status a process would end with. */
    public int run(String line) {
        return shell.run(line);
    }
}
