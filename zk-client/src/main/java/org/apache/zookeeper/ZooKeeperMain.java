/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.cli.CommandRunner;
import io.zk4j.cli.ShellMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.cli.CliException;
import org.jspecify.annotations.Nullable;

/**
 * The shell under the name that other shells extend, HBase's for one. The shell itself is {@code io.zk4j.cli}.
 *
 * <p>Not thread-safe.
 */
public class ZooKeeperMain {
    private static final int SESSION_TIMEOUT_MILLIS_DEFAULT = 30_000;

    /** What the command line says. */
    protected final MyCommandOptions cl = new MyCommandOptions();

    /** The session that commands run on. */
    protected ZooKeeper zk;

    /** The servers as the command line names them. */
    protected String host = "";

    /** Status that a program should end with: that of the last command. */
    protected int exitCode;

    private CommandRunner runner;

    /** Options and a command, taken from a command line. */
    static class MyCommandOptions {
        private final Map<String, String> options = new TreeMap<>();
        private List<String> command = List.of();

        public MyCommandOptions() {
            options.put("server", "localhost:2181");
            options.put("timeout", String.valueOf(SESSION_TIMEOUT_MILLIS_DEFAULT));
        }

        /** The value of an option without its dash; null if it was not given. */
        @Nullable
        public String getOption(String opt) {
            return options.get(opt);
        }

        /** The first word of the command; null if there is none. */
        @Nullable
        public String getCommand() {
            return command.isEmpty() ? null : command.get(0);
        }

        /** A word of the command; 0 is the first. */
        public String getCmdArgument(int index) {
            return command.get(index);
        }

        public int getNumArguments() {
            return command.size();
        }

        public String[] getArgArray() {
            return command.toArray(new String[0]);
        }

        /** Reads a command line; false if an option lacks its value. */
        public boolean parseOptions(String[] args) {
            int i = 0;
            for (; i < args.length && args[i].startsWith("-"); i++) {
                String option = args[i].substring(1);
                if (option.equals("r")) {
                    options.put("readonly", "true");
                } else if (i + 1 < args.length) {
                    options.put(option, args[++i]);
                } else {
                    return false;
                }
            }
            command = List.of(Arrays.copyOfRange(args, i, args.length));
            return true;
        }

        /** Reads a command from a line; false if there is none. */
        public boolean parseCommand(String line) {
            var words = new ArrayList<String>();
            for (String word : line.trim().split("\\s+", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            command = List.copyOf(words);
            return !command.isEmpty();
        }
    }

    /**
     * Reads the command line and begins a session with the servers it names; connects in the background.
     *
     * @param args host, port, word and whether to use TLS
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperMain(String[] args) throws IOException, InterruptedException {
        if (!cl.parseOptions(args)) {
            throw new IllegalArgumentException("an option lacks its value: " + String.join(" ", args));
        }
        this.host = String.valueOf(cl.getOption("server"));
        ZooKeeperAdmin opened = open();
        this.zk = opened;
        this.runner = new CommandRunner(opened, host);
    }

    /**
     * Runs the shell as {@code zkCli.sh} does, ending the JVM with its status.
     *
     * @param args host, port, word and whether to use TLS
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IOException if a setting cannot be used, which the message names
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ShellMain.main(args);
    }

    /**
     * Ends the session and begins one with other servers; connects in the background.
     *
     * @param newHost servers and an optional chroot
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IOException if a setting cannot be used, which the message names
     */
    protected void connectToZK(String newHost) throws InterruptedException, IOException {
        zk.close();
        host = newHost;
        ZooKeeperAdmin opened = open();
        zk = opened;
        runner = new CommandRunner(opened, host);
    }

    private ZooKeeperAdmin open() throws IOException {
        int timeout = Integer.parseInt(String.valueOf(cl.getOption("timeout")));
        boolean readOnly = Boolean.parseBoolean(cl.getOption("readonly"));
        return new ZooKeeperAdmin(host, timeout, event -> {}, readOnly);
    }

    /**
     * Runs a line as it would be typed.
     *
     * @param line the command as it was typed
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IOException if a setting cannot be used, which the message names
     */
    public void executeLine(String line) throws InterruptedException, IOException {
        exitCode = runner.run(line);
    }

    /**
     * Runs the command that the options hold; what goes wrong is printed. Returns false.
     *
     * @param co the command
     * @return whether it is to be told that the command has failed
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IOException if a setting cannot be used, which the message names
     */
    protected boolean processCmd(MyCommandOptions co) throws IOException, InterruptedException {
        try {
            return processZKCmd(co);
        } catch (CliException e) {
            exitCode = e.getExitCode();
            return false;
        }
    }

    /**
     * Runs the command that the options hold.
     *
     * @param co the command
     * @return false
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws CliException with its status if it failed; that has been printed
     * @throws IOException if a setting cannot be used, which the message names
     */
    protected boolean processZKCmd(MyCommandOptions co) throws CliException, IOException, InterruptedException {
        exitCode = runner.run(List.of(co.getArgArray()));
        if (exitCode != 0) {
            throw new CliException("the command failed: " + String.join(" ", co.getArgArray()), exitCode);
        }
        return false;
    }
}
