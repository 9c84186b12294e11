/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a tool: reads its arguments, and says what went wrong in one line. */
final class ToolRunner {
    /** Everything is as it should be. */
    static final int FINE = 0;

    /** The tool did its work and found something to look at; or it failed. */
    static final int TROUBLE = 1;

    /** The arguments make no sense. */
    static final int USAGE = CommandLine.ExitCode.USAGE;

    private ToolRunner() {}

    /** The command line of a tool, for its main method and for tests. */
    static CommandLine of(Callable<Integer> tool) {
        return new CommandLine(tool).setExecutionExceptionHandler((e, line, parsed) -> {
            if (!(e instanceof IOException failure)) {
                throw e;
            }
            line.getErr().println("Error: " + reason(failure));
            line.getErr().flush();
            return TROUBLE;
        });
    }

    /** What went wrong, in words: where the system gives only a file's name, also what is wrong with it. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Ends the process with the tool's exit status. */
    static void main(Callable<Integer> tool, String[] arguments) {
        System.exit(of(tool).execute(arguments));
    }
}
