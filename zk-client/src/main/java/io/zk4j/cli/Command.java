/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.util.List;
import org.apache.zookeeper.KeeperException;

/**
 * One command of the shell.
 *
 * @param aliases other names, such as those of old tutorials
 * @param summary what it does, in a line
 */
record Command(String name, List<String> aliases, Syntax syntax, String summary, Action action) {
    /** What a command does, after its arguments have been understood. */
    @FunctionalInterface
    interface Action {
        void run(Shell shell, Arguments arguments)
                throws ShellException, KeeperException, InterruptedException, IOException;
    }

    static Command of(String name, String usage, String summary, Action action) {
        return new Command(name, List.of(), Syntax.of(usage), summary, action);
    }

    Command alias(String... names) {
        return new Command(name, List.of(names), syntax, summary, action);
    }

    String usage() {
        return (name + " " + syntax.usage()).trim();
    }
}
