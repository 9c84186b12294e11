/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The program behind {@code zkCli.sh}: a prompt, a script on the standard input, or one command and its exit status.
 */
public final class ShellMain {
    /** How long a command line waits for its first connection if {@code -timeout} does not say otherwise. */
    private static final int PATIENCE_MILLIS_MAX = 30_000;

    private ShellMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        ShellOptions options;
        try {
            options = ShellOptions.parse(words);
        } catch (ShellException e) {
            printer(words.contains("--json"), Printer.Style.ONE_SHOT)
                    .fail("zkCli.sh", "USAGE", String.valueOf(e.getMessage()));
            return Shell.FAILED;
        }
        if (!options.command().isEmpty()
                && Commands.named(options.command().get(0))
                        .filter(ShellMain::isOffline)
                        .isPresent()) {
            var printer = printer(options.json(), Printer.Style.ONE_SHOT);
            return new Shell(new Link(options, printer), printer).run(options.command());
        }
        try {
            return options.command().isEmpty() ? converse(options) : runOne(options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Shell.FAILED;
        } catch (ShellException | IOException e) {
            printer(options.json(), Printer.Style.ONE_SHOT)
                    .fail("connect", "FAILED", Failures.describe(e, options.servers()));
            return Shell.FAILED;
        }
    }

    /** Commands that need no server. */
    private static boolean isOffline(Command command) {
        return command.name().equals("help") || command.name().equals("version");
    }

    private static int runOne(ShellOptions options) throws ShellException, IOException, InterruptedException {
        var printer = printer(options.json(), Printer.Style.ONE_SHOT);
        printer.line("Connecting to " + options.servers());
        try (var link = new Link(options, printer)) {
            if (!link.connect(options.servers(), patience(options))) {
                printer.fail("connect", "CONNECTIONLOSS", noAnswer(options));
                return Shell.FAILED;
            }
            return new Shell(link, printer).run(options.command());
        }
    }

    private static int converse(ShellOptions options) throws ShellException, IOException, InterruptedException {
        if (options.terminal()) {
            return Prompt.converse(options);
        }
        var printer = printer(options.json(), Printer.Style.PROMPT);
        printer.line("Connecting to " + options.servers());
        try (var link = new Link(options, printer)) {
            var shell = new Shell(link, printer);
            if (!link.connect(options.servers(), patience(options))) {
                printer.fail("connect", "CONNECTIONLOSS", noAnswer(options));
                return Shell.FAILED;
            }
            return readLines(shell);
        }
    }

    /** Without a terminal the prompt and the line are printed, so that the output reads as if somebody had typed it. */
    private static int readLines(Shell shell) throws IOException {
        var status = Shell.OK;
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null && !shell.isOver(); line = input.readLine()) {
            shell.printer().line(shell.prompt() + line);
            status = shell.run(line);
            if (shell.isOver()) {
                break;
            }
        }
        return status;
    }

    static int patience(ShellOptions options) {
        return Math.min(options.timeoutMillis(), PATIENCE_MILLIS_MAX);
    }

    static String noAnswer(ShellOptions options) {
        return "No answer from " + options.servers() + " within " + patience(options) + " ms. "
                + Link.unknownHosts(options.servers())
                        .map(hosts -> "There is no host called " + hosts + " (-server names another)")
                        .orElse("Is a server running there? (bin/zkServer.sh status; -server names another, -timeout"
                                + " waits longer)");
    }

    private static Printer printer(boolean json, Printer.Style style) {
        return new Printer(
                json ? Printer.Style.JSON : style,
                utf8(FileDescriptor.out)::println,
                utf8(FileDescriptor.err)::println);
    }

    /** As what is read: data is UTF-8 in every locale, and a program that reads JSON expects nothing else. */
    private static PrintStream utf8(FileDescriptor output) {
        return new PrintStream(new FileOutputStream(output), true, StandardCharsets.UTF_8);
    }
}
