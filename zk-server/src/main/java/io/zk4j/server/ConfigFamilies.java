/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Keys that no row of the table names: families with a free last part, and names that nobody knows.
 *
 * <p>Apache takes any unknown key {@code k} for the system property {@code zookeeper.k} and says nothing, so a misspelt
 * key is a trap. Refusing it would break files that work, so it is accepted with a warning that names what was meant.
 */
final class ConfigFamilies {
    private static final String PREFIX = "zookeeper.";
    /** Properties that the scripts, the logging and the client read. */
    private static final List<String> NOT_OURS = List.of(
            "zookeeper.log.",
            "zookeeper.root.",
            "zookeeper.console.",
            "zookeeper.startup.",
            "zookeeper.jmx.",
            "zookeeper.sasl.",
            "zookeeper.client",
            "zookeeper.request.",
            "zookeeper.server.",
            "zookeeper.disableAutoWatchReset",
            "zookeeper.kinit",
            "zookeeper.ssl.");

    private ConfigFamilies() {}

    /** Files a line whose key is in no row as a problem or a warning. */
    static void note(ConfigFile.Line line, List<String> warnings, List<String> problems) {
        var key = line.key();
        if (key.startsWith("authProvider.")) {
            problems.add(ConfigLoader.at(line.where(), key, line.value())
                    + "cannot be honoured: this server takes no additional authentication providers yet."
                    + " Remove the line.");
        } else if (key.startsWith("metricsProvider.") || key.startsWith("superUser.")) {
            warnings.add(ConfigLoader.at(line.where(), key, line.value())
                    + "has no effect: this server has neither metrics providers nor SASL yet.");
        } else if (key.startsWith(PREFIX)
                && ConfigKeys.named(key.substring(PREFIX.length())).isPresent()) {
            warnings.add(line.where() + ": " + key + ": has no effect: in the file the key is written without " + PREFIX
                    + ": " + key.substring(PREFIX.length()) + ".");
        } else {
            warnings.add(line.where() + ": " + key
                    + ": is not a setting that this server knows, so nothing comes of it." + meant(key, ""));
        }
    }

    /** Warns of properties that look like ours and are not. */
    static void noteUnknownProperties(Properties system, List<String> warnings) {
        var known = ConfigKeys.all().stream()
                .flatMap(key -> key.properties().stream())
                .collect(Collectors.toSet());
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .filter(name -> NOT_OURS.stream().noneMatch(name::startsWith))
                .sorted()
                .forEach(name -> warnings.add("-D" + name + ": is not a setting that this server knows."
                        + meant(name.substring(PREFIX.length()), "-D" + PREFIX)));
    }

    private static String meant(String key, String prefix) {
        var names = ConfigKeys.all().stream().map(ConfigKey::name).toList();
        return Suggestions.nearest(key, names)
                .map(name -> " Did you mean " + prefix + name + "?")
                .orElse("");
    }
}
