/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The shell at a terminal: line editing, completion of commands and paths, a history that outlives the shell, and events
 * printed above the line that is being typed.
 */
final class Prompt {
    private static final int FIRST_CONNECTION_MILLIS = 3000;

    private Prompt() {}

    static int converse(ShellOptions options) throws IOException, ShellException, InterruptedException {
        try (var terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            var completer = new CommandCompleter();
            var reader = reader(terminal, completer);
            var style = options.json() ? Printer.Style.JSON : Printer.Style.PROMPT;
            var printer = new Printer(style, line -> print(reader, line), line -> print(reader, line));
            printer.line("Connecting to " + options.servers());
            try (var link = new Link(options, printer)) {
                completer.link = link;
                printer.line("Welcome to zk4j! help lists the commands.");
                if (!link.connect(options.servers(), FIRST_CONNECTION_MILLIS)) {
                    printer.line(Link.noAnswerYet(options.servers()));
                }
                readLines(new Shell(link, printer), reader, terminal);
            }
            return Shell.OK;
        }
    }

    private static LineReader reader(Terminal terminal, Completer completer) {
        var parser = new DefaultParser();
        parser.setEscapeChars(null); // Words does that
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".zk4j_history"))
                .variable(LineReader.HISTORY_IGNORE, "addauth *") // passwords do not belong into a file
                .build();
    }

    /** Above the prompt while somebody types, plainly otherwise. */
    private static void print(LineReader reader, String line) {
        if (reader.isReading()) {
            reader.printAbove(line);
        } else {
            reader.getTerminal().writer().println(line);
            reader.getTerminal().flush();
        }
    }

    private static void readLines(Shell shell, LineReader reader, Terminal terminal) {
        while (!shell.isOver()) {
            String line;
            try {
                line = reader.readLine(shell.prompt());
            } catch (UserInterruptException e) {
                line = ""; // Ctrl-C while typing drops the line
            } catch (EndOfFileException e) {
                return;
            }
            runInterruptibly(shell, line, terminal);
        }
    }

    /** Ctrl-C ends a running command, such as watch, and not the shell. */
    private static void runInterruptibly(Shell shell, String line, Terminal terminal) {
        var main = Thread.currentThread();
        var before = terminal.handle(Terminal.Signal.INT, signal -> main.interrupt());
        try {
            shell.run(line);
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted(); // one that came too late for the command
        }
    }

    /** Names of commands first, then paths that the server knows. */
    private static final class CommandCompleter implements Completer {
        private @Nullable Link link; // set once there is one, by the same thread that completes

        @Override
        public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
            if (line.wordIndex() == 0) {
                Commands.names().forEach(name -> candidates.add(new Candidate(name)));
            } else if (link != null && line.word().startsWith("/")) {
                var word = line.word();
                var parent = word.substring(0, word.lastIndexOf('/'));
                for (var child : link.children(parent.isEmpty() ? "/" : parent).orElse(List.of())) {
                    candidates.add(new Candidate(parent + "/" + child, child, null, null, null, null, false));
                }
            }
        }
    }
}
