/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A Java program in a JVM of its own that ends with this one, whatever happens to it.
 *
 * <p>What it prints goes to a file, so a full pipe never stops it. Ended by process id, never by name.
 */
public final class JavaProcess implements AutoCloseable {
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STACKS_PATIENCE = Duration.ofSeconds(1);
    private static final Duration FREEZE_PATIENCE = Duration.ofSeconds(60);
    private static final long FREEZE_LOOK_NANOS = 1_000_000;

    private final Process process;
    private final Path outputFile;
    private final long outputStart;

    private JavaProcess(Process process, Path outputFile, long outputStart) {
        this.process = process;
        this.outputFile = outputFile;
        this.outputStart = outputStart;
    }

    /**
     * Starts a program.
     *
     * @param folder its working directory, created if missing; {@code NAME.out} there is appended to
     * @param name what the output file is called
     * @param classPath jars and class folders
     * @param jvmArguments options of the JVM
     * @param main the class to run, followed by its arguments
     */
    public static JavaProcess start(
            Path folder, String name, List<Path> classPath, List<String> jvmArguments, List<String> main) {
        var outputFile = folder.resolve(name + ".out");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(join(classPath));
        command.add(Leash.class.getName());
        command.addAll(main);
        try {
            Files.createDirectories(folder);
            long outputStart = Files.exists(outputFile) ? Files.size(outputFile) : 0;
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile.toFile()))
                    .start();
            return new JavaProcess(process, outputFile, outputStart);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + main.get(0) + " in " + folder, e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** What the program has printed so far, on both of its streams. */
    public String output() {
        try {
            var bytes = Files.readAllBytes(outputFile);
            int start = (int) Math.min(outputStart, bytes.length);
            return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + outputFile, e);
        }
    }

    /**
     * Waits for the program's end and returns its exit status.
     *
     * @throws IllegalStateException if it still runs after the patience; it then goes on. The message holds what it printed, and at the
     *     end the stacks of its threads
     */
    public int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                printStacks();
                throw new IllegalStateException(
                        "process " + pid() + " still runs after " + patience + "; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for process " + pid(), e);
        }
    }

    /** Asks the program to end, as SIGTERM does. */
    public void terminate() {
        process.toHandle().destroy(); // the process's own destroy() closes the pipe too, and the leash would not wait
    }

    /** Ends the program at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(KILL_PATIENCE);
    }

    /**
     * Stops the program where it is, as SIGSTOP does, and returns when none of its threads runs any more; it cannot even answer
     * {@link #terminate} until it goes on.
     */
    public void freeze() {
        signal("STOP");
        // On a busy machine threads go on until the one that takes the signal gets a processor.
        long begun = System.nanoTime();
        while (!threadsAreStopped()) {
            if (System.nanoTime() - begun > FREEZE_PATIENCE.toNanos()) {
                throw new IllegalStateException("process " + pid() + " has threads that go on after SIGSTOP");
            }
            LockSupport.parkNanos(FREEZE_LOOK_NANOS);
        }
    }

    /** What Linux says of each thread; on other systems the signal alone has to do. */
    private boolean threadsAreStopped() {
        var threads = Path.of("/proc", Long.toString(pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (var all = Files.list(threads)) {
            return all.allMatch(JavaProcess::isStopped);
        } catch (IOException e) {
            throw new UncheckedIOException("could not look at the threads of process " + pid(), e);
        }
    }

    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException gone) {
            return true;
        }
    }

    /** Lets a frozen program go on. */
    public void thaw() {
        signal("CONT");
    }

    /** Kills the program if it still runs. */
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    /** Has the JVM print the stacks of its threads, and gives it a moment to do so. */
    private void printStacks() throws InterruptedException {
        signal("QUIT");
        process.waitFor(STACKS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid() + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not send SIG" + name + " to process " + pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + name + " to process " + pid(), e);
        }
    }

    private static String join(List<Path> classPath) {
        var entries = new ArrayList<>(classPath);
        entries.add(homeOf(Leash.class));
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar or folder that a class was loaded from. */
    private static Path homeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type + " comes from", e);
        }
    }
}
