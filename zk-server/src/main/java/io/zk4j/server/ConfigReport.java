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
    private static final String FORM = "%-48s (%s)%s";

    private ConfigReport() {}

    /** First what somebody set, then the defaults that are in force. */
    public static List<String> lines(ServerConfig config) {
        var lines = new ArrayList<String>();
        var keys = ConfigKeys.all();
        keys.stream()
                .filter(key -> isGiven(config, key))
                .flatMap(key -> line(config, key))
                .forEach(lines::add);
        lines.addAll(config.members().lines());
        if (config.isEnsemble()) {
            lines.add(String.format(
                    FORM, "myid=" + config.serverId(), config.dataDir().resolve("myid"), ""));
        }
        keys.stream()
                .filter(key -> !isGiven(config, key) && isActedOn(config, key))
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
                        FORM,
                        key.name() + "=" + key.print(value),
                        config.origin(key).brief(),
                        isActedOn(config, key) ? "" : effectOf(key)))
                .stream();
    }

    private static boolean isActedOn(ServerConfig config, ConfigKey<?> key) {
        return key.standing() == Standing.USED || (key.standing() == Standing.ENSEMBLE && config.isEnsemble());
    }

    private static String effectOf(ConfigKey<?> key) {
        return switch (key.standing()) {
            case WITHOUT_EFFECT -> " without effect";
            case ENSEMBLE -> " without effect on a server that runs alone";
            case USED, REFUSED -> ""; // with another value than the default the server would not start
        };
    }
}
