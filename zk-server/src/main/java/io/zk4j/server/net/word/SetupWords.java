/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What the server was given: {@code conf}, {@code envi}, {@code dirs}. */
final class SetupWords {
    private static final String FORMAT_DIR = "version-2";
    private static final long MEBI = 1 << 20;

    private final WordSources sources;
    private final QuorumWords quorum;

    SetupWords(WordSources sources) {
        this.sources = sources;
        this.quorum = new QuorumWords(sources.quorum());
    }

    CompletableFuture<String> conf() {
        return sources.core().ask(core -> ownConf() + quorum.conf(sources.config()));
    }

    private String ownConf() {
        var config = sources.config();
        return "clientPort=" + sources.clientPort().getAsInt() + "\n"
                + "secureClientPort=-1\n"
                + "dataDir=" + formatDir(config.dataDir()) + "\n"
                + "dataDirSize=" + sources.sizes().snapshotBytes() + "\n"
                + "dataLogDir=" + formatDir(config.dataLogDir()) + "\n"
                + "dataLogSize=" + sources.sizes().logBytes() + "\n"
                + "tickTime=" + config.tickMillis() + "\n"
                + "maxClientCnxns=" + config.maxClientCnxns() + "\n"
                + "minSessionTimeout=" + config.minSessionTimeoutMillis() + "\n"
                + "maxSessionTimeout=" + config.maxSessionTimeoutMillis() + "\n"
                + "clientPortListenBacklog=" + config.clientPortListenBacklog() + "\n"
                + "serverId=" + config.serverId() + "\n";
    }

    String dirs() {
        return "datadir_size: " + sources.sizes().snapshotBytes() + "\n" + "logdir_size: "
                + sources.sizes().logBytes() + "\n";
    }

    String envi() {
        var text = new StringBuilder("Environment:\n");
        line(text, "zookeeper.version", sources.version());
        line(text, "host.name", hostName());
        for (var name : new String[] {
            "java.version",
            "java.vendor",
            "java.home",
            "java.class.path",
            "java.library.path",
            "java.io.tmpdir",
            "java.compiler",
            "os.name",
            "os.arch",
            "os.version",
            "user.name",
            "user.home",
            "user.dir"
        }) {
            line(text, name, System.getProperty(name, "<NA>"));
        }
        var runtime = Runtime.getRuntime();
        line(text, "os.memory.free", runtime.freeMemory() / MEBI + "MB");
        line(text, "os.memory.max", runtime.maxMemory() / MEBI + "MB");
        line(text, "os.memory.total", runtime.totalMemory() / MEBI + "MB");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value).append('\n');
    }

    private static Path formatDir(Path dir) {
        return dir.resolve(FORMAT_DIR);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "<NA>";
        }
    }
}
