/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands about the shell itself and its session. */
final class SessionCommands {
    static final List<Command> ROWS = List.of(
            Command.of(
                    "connect",
                    "[host:port]",
                    "begins a new session, with other servers if named",
                    SessionCommands::connect),
            Command.of("close", "", "ends the session", SessionCommands::close),
            Command.of("history", "", "the latest commands, with their numbers", SessionCommands::history),
            Command.of("redo", "cmdno", "runs the command of that number again", SessionCommands::redo),
            Command.of("version", "", "the version of this shell", SessionCommands::version),
            Command.of("help", "[command]", "this", SessionCommands::help).alias("h", "?"),
            Command.of("quit", "", "ends the session and the shell", (shell, arguments) -> shell.quit())
                    .alias("exit"));

    private static final long CONNECT_PATIENCE_MILLIS = 5000;

    private SessionCommands() {}

    private static void connect(Shell shell, Arguments arguments)
            throws ShellException, InterruptedException, IOException {
        var servers = arguments.find(0).orElse(shell.link().servers());
        if (!shell.link().connect(servers, CONNECT_PATIENCE_MILLIS)) {
            throw new ShellException(Link.noAnswerYet(servers));
        }
    }

    private static void close(Shell shell, Arguments arguments) throws ShellException, InterruptedException {
        shell.zk();
        shell.link().close();
    }

    private static void history(Shell shell, Arguments arguments) {
        var latest = shell.history().latest();
        shell.printer().show(latest, Map.of("history", latest));
    }

    private static void redo(Shell shell, Arguments arguments) throws ShellException {
        var number = Arguments.parseInt(arguments.get(0), "cmdno");
        var line = shell.history().line(number).orElseThrow(() -> new ShellException("there is no command " + number));
        var words = Words.split(line);
        if (words.get(0).equals("redo")) {
            throw new ShellException("command " + number + " is itself a redo");
        }
        shell.run(words);
    }

    private static void version(Shell shell, Arguments arguments) {
        var version = Optional.ofNullable(Shell.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        shell.printer().show("zk4j shell, version " + version, Map.of("version", version));
    }

    private static void help(Shell shell, Arguments arguments) throws ShellException {
        if (arguments.count() > 0) {
            var name = arguments.get(0);
            var command = Commands.named(name)
                    .orElseThrow(() -> new ShellException("Command not found: " + name + Commands.meant(name)));
            shell.printer()
                    .show(List.of(command.usage(), "    " + command.summary()), Map.of("usage", command.usage()));
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(ShellOptions.USAGE);
        Commands.all().stream()
                .map(command -> "\t" + command.usage() + aliases(command))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .forEach(lines::add);
        lines.add("help command tells more about one of them.");
        shell.printer().show(lines, Map.of("commands", Commands.names()));
    }

    private static String aliases(Command command) {
        return command.aliases().isEmpty() ? "" : "   (also: " + String.join(", ", command.aliases()) + ")";
    }
}
