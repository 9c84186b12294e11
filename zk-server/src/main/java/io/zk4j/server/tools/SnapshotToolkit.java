/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.storage.DataFile;
import io.zk4j.server.storage.SnapshotReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Behind {@code zkSnapShotToolkit.sh}: shows what a snapshot holds, as text or as JSON. */
@Command(
        name = "zkSnapShotToolkit.sh",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        description = "Shows what a snapshot holds, after checking it.",
        footer = "Exit status: 0 shown, 1 the file is damaged or cannot be read, 2 wrong arguments.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SnapshotToolkit implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SNAPSHOT",
            description = "a file named snapshot.ZXID, with .gz or .snappy if it is compressed")
    private Path file;

    @Option(names = "-d", description = "show each znode's data, in Base64")
    private boolean data;

    @Option(
            names = {"-json", "--json"},
            description = "print the tree with its sizes as JSON, in the format that ncdu -f reads")
    private boolean json;

    @Option(
            names = "--field-bytes-max",
            paramLabel = "BYTES",
            defaultValue = "2097150",
            description = "longest data, jute.maxbuffer plus jute.maxbuffer.extrasize (default: ${DEFAULT-VALUE})")
    private int fieldBytesMax;

    public static void main(String[] arguments) {
        ToolRunner.main(new SnapshotToolkit(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        var snapshot = DataFile.of(file)
                .filter(each -> each.kind() == DataFile.Kind.SNAPSHOT)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), file + " is not named snapshot.ZXID, and so no server would load it"));
        var loaded = new LoadedTree();
        loaded.clear();
        var summary = SnapshotReader.read(snapshot, fieldBytesMax, loaded);
        loaded.loaded(snapshot.zxid(), null);
        var out = spec.commandLine().getOut();
        if (json) {
            new TreeJson(loaded.tree(), out).print();
        } else {
            new TreeText(loaded, out).print(snapshot, summary, data);
        }
        out.flush();
        return ToolRunner.FINE;
    }
}
