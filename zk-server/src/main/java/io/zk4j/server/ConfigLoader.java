/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.ConfigKey.Place;
import io.zk4j.server.ConfigKey.Standing;
import io.zk4j.server.ServerConfig.Origin;
import io.zk4j.server.ServerConfig.Setting;
import io.zk4j.server.storage.DynamicConfigFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ServerConfig} from a file and the system properties, and collects everything that is wrong with them, so
 * that one look at the output is enough to repair a file.
 *
 * <p>The file comes before the properties, as in Apache, where a line {@code k=v} overrides {@code -Dzookeeper.k}.
 */
final class ConfigLoader {
    private final Properties system;
    private final boolean onlyToAsk;
    private final Map<ConfigKey<?>, Setting> settings = new HashMap<>();
    private final Set<ConfigKey<?>> misread = new HashSet<>();
    private final Map<String, ConfigFile.Line> seen = new HashMap<>();
    private final MembersDraft members = new MembersDraft();
    private long membersVersion;
    private @Nullable Path file; // null if there is none
    private final List<String> warnings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * A loader for one configuration.
     *
     * @param onlyToAsk whether a server will do that is no member of its ensemble, as it is not to be started
     */
    ConfigLoader(Properties system, boolean onlyToAsk) {
        this.system = system;
        this.onlyToAsk = onlyToAsk;
    }

    /** Reads a {@code zoo.cfg}. */
    ServerConfig load(Path file) throws ConfigException {
        this.file = file;
        var lines = ConfigFile.read(file).lines();
        lines.forEach(this::take);
        var dynamic = settings.get(EnsembleKeys.DYNAMIC_FILE);
        if (dynamic != null) {
            takeDynamic((Path) dynamic.value());
        }
        takeProperties();
        return finish(file.toString());
    }

    /** The old form without a file: {@code port dataDir [tickTime [maxClientCnxns]]}. */
    ServerConfig loadArguments(List<String> arguments) throws ConfigException {
        var keys =
                List.of(ClientKeys.CLIENT_PORT, DataKeys.DATA_DIR, ClientKeys.TICK_TIME, ClientKeys.MAX_CLIENT_CNXNS);
        settings.put(ClientKeys.MAX_CLIENT_CNXNS, new Setting(0, Origin.of("default without a file")));
        for (var i = 0; i < arguments.size() && i < keys.size(); i++) {
            accept(keys.get(i), arguments.get(i), Origin.of("argument " + (i + 1)), "argument " + (i + 1));
        }
        takeProperties();
        return finish("arguments");
    }

    private void take(ConfigFile.Line line) {
        var earlier = seen.put(line.key(), line);
        if (earlier != null) {
            warnings.add(line.where() + ": " + line.key() + ": is already set in line " + earlier.number()
                    + "; this later one counts. Remove one of them.");
        }
        if (MembersDraft.knows(line.key())) {
            takeMember(line);
            return;
        }
        var key = ConfigKeys.named(line.key());
        if (key.isPresent()) {
            takeKnown(key.get(), line);
        } else {
            ConfigFamilies.note(line, warnings, problems);
        }
    }

    private void takeMember(ConfigFile.Line line) {
        members.add(line).ifPresent(wrong -> problems.add(at(line.where(), line.key(), line.value()) + wrong + "."));
    }

    private void takeKnown(ConfigKey<?> key, ConfigFile.Line line) {
        if (key.place() == Place.PROPERTY_FIRST) {
            if (property(key).isPresent()) {
                warnings.add(at(line.where(), line.key(), key.secret() ? "..." : line.value())
                        + "the system property of that name is set and counts; remove the line.");
                return;
            }
            warnings.add(at(line.where(), line.key(), line.value())
                    + "is used, but Apache's server reads this only as -D" + key.name() + "=" + line.value()
                    + " (in SERVER_JVMFLAGS).");
        }
        accept(key, line.value(), Origin.of(line), line.where());
    }

    /** Server, group and weight lines live in this file then, and nowhere else. */
    private void takeDynamic(Path file) throws ConfigException {
        if (!members.isEmpty()) {
            problems.add(file + ": dynamicConfigFile holds the server, group and weight lines; move them all there.");
        }
        membersVersion = DynamicConfigFiles.versionOf(file);
        for (var line : ConfigFile.read(file).lines()) {
            if (MembersDraft.knows(line.key())) {
                takeMember(line);
            } else {
                problems.add(at(line.where(), line.key(), line.value())
                        + "only server, group and weight lines may be in a dynamicConfigFile.");
            }
        }
    }

    private void takeProperties() {
        for (var key : ConfigKeys.all()) {
            if (!settings.containsKey(key)) {
                property(key)
                        .ifPresent(name ->
                                accept(key, system.getProperty(name).trim(), Origin.of("-D" + name), "-D" + name));
            }
        }
        ConfigFamilies.noteUnknownProperties(system, warnings);
    }

    /** The name under which a key is set as a system property, if it is. */
    private Optional<String> property(ConfigKey<?> key) {
        return key.properties().stream()
                .filter(name -> system.getProperty(name) != null)
                .findFirst();
    }

    private <T> void accept(ConfigKey<T> key, String text, Origin origin, String where) {
        var shown = at(where, key.name(), key.secret() ? "..." : text);
        T value;
        try {
            value = key.type().parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            misread.add(key);
            problems.add(shown + "must be " + key.type().allowed() + " (" + key.effect() + "). " + key.remedy());
            return;
        }
        settings.put(key, new Setting(value instanceof Path path ? beside(path) : value, origin));
        var isDefault = value.equals(key.defaultValue());
        if (key.standing() == Standing.REFUSED && !isDefault) {
            problems.add(shown + "cannot be honoured: " + key.reason() + ". Remove the line.");
        } else if (key.standing() == Standing.WITHOUT_EFFECT && !isDefault) {
            warnings.add(shown + "has no effect: " + key.reason() + ".");
        }
    }

    /** A path in the file system that the configuration itself is in. */
    private Path beside(Path path) {
        return file == null ? path : file.getFileSystem().getPath(path.toString());
    }

    private ServerConfig finish(String source) throws ConfigException {
        var checks = new ConfigChecks(source, settings, misread, members.build(), warnings, problems);
        var serverId = checks.run();
        var noMember = checks.noMember();
        if (noMember != null && !onlyToAsk) {
            problems.add(noMember);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems, warnings);
        }
        return new ServerConfig(
                settings, members.build().withVersion(membersVersion), serverId, this.file, noMember, warnings);
    }

    static String at(String where, String key, String value) {
        return where + ": " + key + "=" + value + ": ";
    }
}
