/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.ConfigKey.Standing;
import io.zk4j.server.ServerConfig.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The effective configuration for a reader's eye: each value and where it came from, secrets hidden. */
public final class ConfigReport {
    private ConfigReport() {}

    /** First what somebody set, then the defaults that are in force. */
    public static List<String> lines(ServerConfig config) {
        var lines = new ArrayList<String>();
        var keys = ConfigKeys.all();
        keys.stream()
                .filter(key -> isGiven(config, key))
                .flatMap(key -> line(config, key))
                .forEach(lines::add);
        config.members().all().forEach(member -> lines.add("server." + member.id() + "=" + member.text()));
        keys.stream()
                .filter(key -> !isGiven(config, key) && key.standing() == Standing.USED)
                .flatMap(key -> line(config, key))
                .forEach(lines::add);
        return lines;
    }

    private static boolean isGiven(ServerConfig config, ConfigKey<?> key) {
        return !config.origin(key).equals(Origin.DEFAULT);
    }

    private static <T> Stream<String> line(ServerConfig config, ConfigKey<T> key) {
        return config
                .find(key)
                .map(value -> String.format(
                        "%-48s (%s)%s",
                        key.name() + "=" + key.print(value),
                        config.origin(key).brief(),
                        key.standing() == Standing.WITHOUT_EFFECT ? " without effect" : ""))
                .stream();
    }
}
