/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.server.storage.LogCopy;
import io.zk4j.server.storage.LogEnd;
import io.zk4j.server.storage.LoggedTxn;
import io.zk4j.server.storage.TxnLogReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Behind {@code zkTxnLogToolkit.sh}: shows, checks or saves what a transaction log holds. Never writes to the log itself. */
@Command(
        name = "zkTxnLogToolkit.sh",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        description = "Shows, checks or saves what a transaction log holds. The log itself is never written to.",
        footer = "Exit status: 0 the log is whole, 1 it is torn or damaged, 2 wrong arguments.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class TxnLogToolkit implements Callable<Integer> {
    private static final String COPY_SUFFIX = ".fixed";

    private final InputStream answers;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LOG", description = "a file named log.ZXID")
    private Path log;

    @ArgGroup
    private Mode mode = new Mode();

    @Option(
            names = {"-v", "--verbose"},
            description = "with --repair and --recover: print every record")
    private boolean verbose;

    @Option(
            names = {"-y", "--yes"},
            description = "with --recover: take every record that can be read, without asking")
    private boolean yes;

    @Option(
            names = "--record-bytes-max",
            paramLabel = "BYTES",
            defaultValue = "2097150",
            description = "largest record, jute.maxbuffer plus jute.maxbuffer.extrasize (default: ${DEFAULT-VALUE})")
    private int recordBytesMax;

    /** What to do; the first is what happens if nothing is said. */
    private static final class Mode {
        @Option(
                names = {"-d", "--dump"},
                description = "print every record (default)")
        private boolean dump;

        @Option(names = "--verify", description = "check every record, print only how the log ends")
        private boolean verify;

        @Option(
                names = "--repair",
                description = "write the whole records before the first damage to LOG" + COPY_SUFFIX)
        private boolean repair;

        @Option(
                names = {"-r", "--recover"},
                description =
                        "like --repair, but asks about a record whose checksum alone is wrong, and goes on behind it")
        private boolean recover;

        boolean isDump() {
            return dump || !(verify || repair || recover);
        }
    }

    TxnLogToolkit(InputStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) {
        ToolRunner.main(new TxnLogToolkit(System.in), arguments);
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        int status = mode.repair || mode.recover ? save(out) : read(out, mode.isDump());
        out.flush();
        return status;
    }

    private int read(PrintWriter out, boolean dump) throws IOException {
        long records = 0;
        long first = 0;
        long last = 0;
        try (var reader = new TxnLogReader(log, recordBytesMax)) {
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                if (dump) {
                    out.println(TxnText.line(logged.record()));
                }
                first = records == 0 ? logged.zxid() : first;
                last = logged.zxid();
                records++;
            }
            var range = TxnText.range(records, first, last);
            out.println(log + ": " + range + "; " + describe(reader.end()));
            return reader.end().kind() == LogEnd.Kind.CLEAN ? ToolRunner.FINE : ToolRunner.TROUBLE;
        }
    }

    private int save(PrintWriter out) throws IOException {
        var copy = log.resolveSibling(log.getFileName() + COPY_SUFFIX);
        var questions = new BufferedReader(new InputStreamReader(answers, UTF_8));
        if (verbose) {
            read(out, true);
        }
        var result = new LogCopy(log, copy, recordBytesMax)
                .write(logged -> mode.recover && (yes || isAccepted(logged, questions, out)));
        out.println(log + ": " + describe(result.end()));
        out.println("Wrote " + copy + " with " + result.records() + " records, " + result.corrected()
                + " of them with a corrected checksum. To use it, stop the server, move " + log.getFileName()
                + " out of the directory and give the copy its name");
        return result.end().kind() == LogEnd.Kind.CLEAN ? ToolRunner.FINE : ToolRunner.TROUBLE;
    }

    private static boolean isAccepted(LoggedTxn logged, BufferedReader questions, PrintWriter out) {
        out.println("CRC ERROR - offset " + logged.offset() + ": " + TxnText.line(logged.record()));
        out.print("Would you like to take it as it is (Yes/No) ? ");
        out.flush();
        try {
            var answer = questions.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(LogEnd end) {
        return switch (end.kind()) {
            case CLEAN -> "whole (ends at offset " + end.offset() + " in " + end.what() + ")";
            case TORN -> "torn at offset " + end.offset() + ": " + end.what();
            case DAMAGED -> "DAMAGED at offset " + end.offset() + ": " + end.what();
        };
    }
}
