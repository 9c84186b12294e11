/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to queue, and as what.
 *
 * @param path the znode whose children are the places; made as a container if it is not there
 * @param name what stands before the number of a place that joins, as in {@code lock-}
 * @param markers what stands before the number of all those that count: {@code name} among them
 * @param data what is in a place that joins
 * @param number of a place that joins somewhere else than at the end: who has a place may take another one next to it; null for the end
 */
public record Line(
        String path,
        String name,
        List<String> markers,
        Bytes data,
        @Nullable String number) {
    public Line {
        Paths.validate(path);
        markers = List.copyOf(markers);
        if (!markers.contains(name)) {
            throw new IllegalArgumentException(
                    "places are called " + name + ", but only " + markers + " would count in the line at " + path);
        }
    }

    /** A line whose places all have the same name. */
    public static Line of(String path, String name, Bytes data) {
        return new Line(path, name, List.of(name), data, null);
    }

    /** The same, with others who count too: programs that call their places otherwise. */
    public Line alsoCounting(List<String> more) {
        var all = new ArrayList<>(markers);
        all.addAll(more);
        return new Line(path, name, all, data, number);
    }

    /** The same line, to be joined next to the place with this number. */
    public Line nextTo(Place place) {
        String node = place.node();
        return new Line(path, name, markers, data, node.substring(node.length() - place.digits()));
    }

    /** The same with other data. */
    public Line data(Bytes data) {
        return new Line(path, name, markers, data, number);
    }
}
