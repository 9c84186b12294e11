/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.protocol.FrameLimits;
import io.zk4j.server.quorum.membership.Membership;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a server is told before it starts: each setting with its value and where the value came from.
 *
 * <p>Immutable. Units are in the names; rules that span two settings (a session timeout of -1 means ticks) are already
 * applied by the accessors.
 */
public final class ServerConfig {
    /** {@link #clientPort()} of a server that has no plain client port. */
    public static final int NO_PORT = -1;

    private final Map<ConfigKey<?>, Setting> settings;
    private final Membership members;
    private final long serverId;
    private final @Nullable Path source;
    private final @Nullable String noMember;
    private final List<String> warnings;

    ServerConfig(
            Map<ConfigKey<?>, Setting> settings,
            Membership members,
            long serverId,
            @Nullable Path source,
            @Nullable String noMember,
            List<String> warnings) {
        this.source = source;
        this.noMember = noMember;
        this.settings = Map.copyOf(settings);
        this.members = members;
        this.serverId = serverId;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads a {@code zoo.cfg}; what it does not say may be said by system properties.
     *
     * @throws ConfigException naming every problem, not only the first
     */
    public static ServerConfig load(Path zooCfg, Properties system) throws ConfigException {
        return new ConfigLoader(system, false).load(zooCfg);
    }

    /**
     * As {@link #load}, also of a server that is not, not yet or no longer a member of its ensemble: to ask it when it runs, not to
     * start it. See {@link #noMember} then.
     *
     * @throws ConfigException naming every other problem
     */
    public static ServerConfig loadToAsk(Path zooCfg, Properties system) throws ConfigException {
        return new ConfigLoader(system, true).load(zooCfg);
    }

    /** The old form without a file: {@code port dataDir [tickTime [maxClientCnxns]]}. */
    public static ServerConfig ofArguments(List<String> arguments, Properties system) throws ConfigException {
        return new ConfigLoader(system, false).loadArguments(arguments);
    }

    /** For a server inside another program: everything at its default, no client port until one is set. */
    public static Builder builder(Path dataDir) {
        return new Builder().set(DataKeys.DATA_DIR, dataDir);
    }

    /** The value of a key that has a default. */
    public <T> T get(ConfigKey<T> key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key + " is not set and has no default"));
    }

    /** The value of a key, or its default, or nothing. */
    @SuppressWarnings("unchecked") // settings are only ever put under a key of their own type
    public <T> Optional<T> find(ConfigKey<T> key) {
        var setting = settings.get(key);
        return setting == null ? key.fallback() : Optional.of((T) setting.value());
    }

    /** Where the value of a key came from. */
    public Origin origin(ConfigKey<?> key) {
        var setting = settings.get(key);
        return setting == null ? Origin.DEFAULT : setting.origin();
    }

    // Data directory, log, snapshots

    public Path dataDir() {
        return get(DataKeys.DATA_DIR);
    }

    public Path dataLogDir() {
        return find(DataKeys.DATA_LOG_DIR).orElseGet(this::dataDir);
    }

    public long preAllocBytes() {
        return get(DataKeys.PRE_ALLOC) * 1024;
    }

    public int snapCount() {
        return Math.max(2, get(DataKeys.SNAP_COUNT));
    }

    /** Bytes of log after which a snapshot is taken; 0 or less = off. */
    public long snapSizeLimitBytes() {
        return get(DataKeys.SNAP_SIZE_LIMIT) * 1024;
    }

    /** Bytes after which a new log file is begun; 0 or less = off. */
    public long txnLogSizeLimitBytes() {
        return get(DataKeys.LOG_SIZE_LIMIT) * 1024;
    }

    public boolean forceSync() {
        return get(DataKeys.FORCE_SYNC);
    }

    public int fsyncWarningMillis() {
        return get(DataKeys.FSYNC_WARNING);
    }

    public SnapshotCompression snapshotCompression() {
        var method = get(DataKeys.SNAPSHOT_COMPRESSION);
        return method.isEmpty()
                ? SnapshotCompression.NONE
                : SnapshotCompression.valueOf(method.toUpperCase(Locale.ROOT));
    }

    public boolean trustEmptySnapshot() {
        return get(DataKeys.TRUST_EMPTY_SNAPSHOT);
    }

    public boolean autocreateDataDir() {
        return get(DataKeys.AUTOCREATE_DATA_DIR);
    }

    public boolean autocreateDatabase() {
        return get(DataKeys.AUTOCREATE_DATABASE);
    }

    public boolean digestEnabled() {
        return get(DataKeys.DIGEST);
    }

    public boolean serializeLastProcessedZxid() {
        return get(DataKeys.LAST_PROCESSED_ZXID);
    }

    /** Transactions that one fsync may carry. */
    public int maxBatchSize() {
        var size = get(DataKeys.MAX_BATCH);
        return size == 0 ? Integer.MAX_VALUE : size;
    }

    /** Free bytes below which writes are turned away; 0 = off. */
    public long freeSpaceFloorBytes() {
        return get(DataKeys.FREE_SPACE_FLOOR) * 1024;
    }

    public int purgeRetainCount() {
        return Math.max(3, get(DataKeys.PURGE_RETAIN));
    }

    /** Hours between purges; 0 = never. */
    public int purgeIntervalHours() {
        return get(DataKeys.PURGE_INTERVAL);
    }

    public boolean extendedTypesEnabled() {
        return get(DataKeys.EXTENDED_TYPES);
    }

    public int containerCheckMillis() {
        return get(DataKeys.CONTAINER_CHECK);
    }

    public int containerMaxPerMinute() {
        return get(DataKeys.CONTAINER_PER_MINUTE);
    }

    /** Milliseconds after which a container that never had a child is deleted; 0 = never. */
    public int containerMaxNeverUsedMillis() {
        return get(DataKeys.CONTAINER_NEVER_USED);
    }

    // Client port, sessions, requests

    /** The configured port: 0 = one that is free, {@link #NO_PORT} = no plain client port. */
    public int clientPort() {
        return find(ClientKeys.CLIENT_PORT).orElse(NO_PORT);
    }

    /** The address that the client port listens on; null = all. */
    public @Nullable String clientPortAddress() {
        return find(ClientKeys.CLIENT_PORT_ADDRESS).orElse(null);
    }

    /** Where to listen for clients; resolves the host name at each call. */
    public InetSocketAddress clientBindAddress() {
        var host = clientPortAddress();
        return host == null ? new InetSocketAddress(clientPort()) : new InetSocketAddress(host, clientPort());
    }

    /** Connections that the system queues before they are accepted; -1 = the system's choice. */
    public int clientPortListenBacklog() {
        return get(ClientKeys.BACKLOG);
    }

    public int tickMillis() {
        return get(ClientKeys.TICK_TIME);
    }

    public int minSessionTimeoutMillis() {
        var millis = get(ClientKeys.MIN_SESSION_TIMEOUT);
        return millis == -1 ? 2 * tickMillis() : millis;
    }

    public int maxSessionTimeoutMillis() {
        var millis = get(ClientKeys.MAX_SESSION_TIMEOUT);
        return millis == -1 ? 20 * tickMillis() : millis;
    }

    /** Connections per source address; 0 = unlimited. */
    public int maxClientCnxns() {
        return get(ClientKeys.MAX_CLIENT_CNXNS);
    }

    /** Connections in all; 0 = unlimited. */
    public int maxCnxns() {
        return get(ClientKeys.MAX_CNXNS);
    }

    public boolean clientTcpKeepAlive() {
        return get(ClientKeys.TCP_KEEP_ALIVE);
    }

    public int sessionlessConnectionMillis() {
        return get(ClientKeys.SESSIONLESS_TIMEOUT);
    }

    public int globalOutstandingLimit() {
        return get(ClientKeys.GLOBAL_OUTSTANDING_LIMIT);
    }

    /** {@code jute.maxbuffer}, and how many bytes more a stored record may have. */
    public FrameLimits frameLimits() {
        int frameBytesMax = get(ClientKeys.JUTE_MAXBUFFER);
        return new FrameLimits(frameBytesMax, find(ClientKeys.JUTE_EXTRA).orElse(frameBytesMax));
    }

    /** The four-letter words that are answered. */
    public boolean answersFourLetterWord(String word) {
        var allowed = get(ClientKeys.FOUR_LETTER_WORDS);
        return word.equals("srvr") || allowed.contains("*") || allowed.contains(word);
    }

    public boolean skipAcl() {
        return get(ClientKeys.SKIP_ACL);
    }

    /** {@code super:<base64 digest>}, or null if nobody may log in as super. */
    public @Nullable String superDigest() {
        return find(ClientKeys.SUPER_DIGEST).orElse(null);
    }

    public boolean digestAuthEnabled() {
        return get(ClientKeys.DIGEST_AUTH);
    }

    public String digestAlgorithm() {
        return get(ClientKeys.DIGEST_ALGORITHM);
    }

    public boolean enforceQuota() {
        return get(ClientKeys.ENFORCE_QUOTA);
    }

    // Ensemble

    /** The {@code zoo.cfg} that all this was read from; null if there is none. */
    @Nullable
    Path source() {
        return source;
    }

    /** The number in {@code myid}; 0 for a server on its own. */
    public long serverId() {
        return serverId;
    }

    /** The server list; empty for a server on its own. */
    public Membership members() {
        return members;
    }

    /** Why this server is none of the members that its configuration names, and what to do; null if it is one, or runs alone. */
    public @Nullable String noMember() {
        return noMember;
    }

    /** What a member of an ensemble is told. */
    public EnsembleConfig ensemble() {
        return new EnsembleConfig(this);
    }

    /** Whether this server is one of several, rather than on its own. */
    public boolean isEnsemble() {
        return isEnsemble(members, get(EnsembleKeys.STANDALONE));
    }

    static boolean isEnsemble(Membership members, boolean standaloneEnabled) {
        return members.participants().size() > (standaloneEnabled ? 1 : 0);
    }

    /** What somebody should look at, one line each, though the server can run. */
    public List<String> warnings() {
        return warnings;
    }

    /** How snapshots are compressed. */
    public enum SnapshotCompression {
        NONE,
        GZ,
        SNAPPY
    }

    /**
     * Where a value came from, in words.
     *
     * @param text with the whole path of a file, for messages
     * @param brief with its name alone, for tables
     */
    public record Origin(String text, String brief) {
        static final Origin DEFAULT = of("default");
        static final Origin PROGRAM = of("program");

        static Origin of(String text) {
            return new Origin(text, text);
        }

        static Origin of(ConfigFile.Line line) {
            return new Origin(line.where(), line.file().getFileName() + " line " + line.number());
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A value that somebody gave. */
    record Setting(Object value, Origin origin) {}

    /** Collects settings for a server that is started by a program rather than from a file. */
    public static final class Builder {
        private final Map<ConfigKey<?>, Setting> settings = new HashMap<>();
        private Membership members = Membership.NONE;
        private long serverId;

        private Builder() {}

        public <T> Builder set(ConfigKey<T> key, T value) {
            settings.put(key, new Setting(value, Origin.PROGRAM));
            return this;
        }

        /**
         * By the name that the key has in {@code zoo.cfg} and with a value as it is written there.
         *
         * @throws IllegalArgumentException if there is no such key, or it cannot have that value; the message names both and what is allowed
         */
        public Builder set(String name, String value) {
            var key = ConfigKeys.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no setting called " + name));
            return setText(key, value);
        }

        private <T> Builder setText(ConfigKey<T> key, String value) {
            try {
                return set(key, key.type().parse(value));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        key.name() + "=" + (key.secret() ? "..." : value) + ": must be "
                                + key.type().allowed() + " (" + key.effect() + ")",
                        e);
            }
        }

        public Builder dataLogDir(Path dir) {
            return set(DataKeys.DATA_LOG_DIR, dir);
        }

        /** 0 = one that is free. */
        public Builder clientPort(int port) {
            return set(ClientKeys.CLIENT_PORT, port);
        }

        public Builder clientPortAddress(String host) {
            return set(ClientKeys.CLIENT_PORT_ADDRESS, host);
        }

        public Builder tickMillis(int millis) {
            return set(ClientKeys.TICK_TIME, millis);
        }

        public Builder minSessionTimeoutMillis(int millis) {
            return set(ClientKeys.MIN_SESSION_TIMEOUT, millis);
        }

        public Builder maxSessionTimeoutMillis(int millis) {
            return set(ClientKeys.MAX_SESSION_TIMEOUT, millis);
        }

        public Builder maxClientCnxns(int connections) {
            return set(ClientKeys.MAX_CLIENT_CNXNS, connections);
        }

        public Builder snapCount(int transactions) {
            return set(DataKeys.SNAP_COUNT, transactions);
        }

        public Builder preAllocKib(long kib) {
            return set(DataKeys.PRE_ALLOC, kib);
        }

        public Builder forceSync(boolean force) {
            return set(DataKeys.FORCE_SYNC, force);
        }

        /** One of several servers, with the limits that most ensembles have. */
        public Builder member(Membership all, long own) {
            members = all;
            serverId = own;
            settings.putIfAbsent(EnsembleKeys.INIT_LIMIT, new Setting(10, Origin.PROGRAM));
            settings.putIfAbsent(EnsembleKeys.SYNC_LIMIT, new Setting(5, Origin.PROGRAM));
            return this;
        }

        public ServerConfig build() {
            return new ServerConfig(settings, members, serverId, null, null, List.of());
        }
    }
}
