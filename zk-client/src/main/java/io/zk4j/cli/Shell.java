/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.admin.ZooKeeperAdmin;

/**
 * Runs one command after the other on one session. Not thread-safe: owned by the main thread.
 *
 * <p>A command that fails is told about in one line and costs nothing else.
 */
final class Shell {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int UNKNOWN_COMMAND = 127;

    private final Link link;
    private final Printer printer;
    private final History history = new History();
    private boolean over;

    Shell(Link link, Printer printer) {
        this.link = link;
        this.printer = printer;
    }

    Link link() {
        return link;
    }

    Printer printer() {
        return printer;
    }

    History history() {
        return history;
    }

    ZooKeeperAdmin zk() throws ShellException {
        return link.zk();
    }

    /** Whether get and set show the stat without being asked. */
    boolean isChatty() {
        return printer.style() == Printer.Style.PROMPT;
    }

    void quit() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    String prompt() {
        return "[zk: " + link.servers() + "(" + link.state() + ") " + history.next() + "] ";
    }

    /** Runs a line as it was typed; returns the status a process would end with. */
    int run(String line) {
        try {
            var words = Words.split(line);
            if (words.isEmpty()) {
                return OK;
            }
            history.add(line.trim());
            return run(words);
        } catch (ShellException e) {
            history.add(line.trim());
            return fail(line, e);
        }
    }

    int run(List<String> words) {
        var name = words.get(0);
        var command = Commands.named(name);
        if (command.isEmpty()) {
            printer.fail(name, "UNKNOWN_COMMAND", "Command not found: " + name + Commands.meant(name));
            return UNKNOWN_COMMAND;
        }
        Arguments arguments;
        try {
            arguments = command.get().syntax().parse(words.subList(1, words.size()));
        } catch (ShellException e) {
            printer.fail(
                    name,
                    "USAGE",
                    name + ": " + e.getMessage(),
                    "Usage: " + command.get().usage());
            return FAILED;
        }
        try {
            command.get().action().run(this, arguments);
            return OK;
        } catch (InterruptedException e) {
            // The interrupt was meant for this command, as by Ctrl-C at the prompt, and is done with.
            return fail(name, e);
        } catch (ShellException | KeeperException | IOException | IllegalArgumentException e) {
            return fail(name, e);
        }
    }

    private int fail(String command, Exception failure) {
        var stopped = failure instanceof ShellException words && words.getCause() instanceof KeeperException cause
                ? cause
                : failure;
        printer.fail(
                command,
                stopped instanceof KeeperException refused ? refused.code().name() : "FAILED",
                failure instanceof ShellException words ? words.progress() : Map.of(),
                Failures.describe(failure, command, link.servers()));
        return FAILED;
    }
}
