/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where a command's result goes, and in which shape. Used by the main thread and by the client's event thread. */
final class Printer {
    /** Who reads it. */
    enum Style {
        /** A person who types; {@code get} and {@code set} show the stat, as tutorials do. */
        PROMPT,
        /** A script that was written for Apache's shell: what that prints, on the same streams. */
        ONE_SHOT,
        /** A program: one JSON object a line. */
        JSON
    }

    private final Style style;
    private final Consumer<String> out;
    private final Consumer<String> err;

    Printer(Style style, Consumer<String> out, Consumer<String> err) {
        this.style = style;
        this.out = out;
        this.err = err;
    }

    Style style() {
        return style;
    }

    /** A line that is not a result, such as an event: text only. */
    void line(String line) {
        if (style != Style.JSON) {
            out.accept(line);
        }
    }

    /** One result in both shapes. */
    void show(String text, Map<String, ?> fields) {
        out.accept(style == Style.JSON ? Json.write(fields) : text);
    }

    void show(List<String> lines, Map<String, ?> fields) {
        if (style == Style.JSON) {
            out.accept(Json.write(fields));
        } else {
            lines.forEach(out);
        }
    }

    /** A remark, for the error output. */
    void remark(String line) {
        err.accept(style == Style.JSON ? Json.write(Map.of("remark", line)) : line);
    }

    /**
     * A failure in both shapes, for the error output.
     *
     * @param error what a program tells it by
     * @param lines what a person is told
     */
    void fail(String command, String error, String... lines) {
        fail(command, error, Map.of(), lines);
    }

    /**
     * The same of a command that has done a part of its work.
     *
     * @param progress numbers that the lines have as well
     */
    void fail(String command, String error, Map<String, Integer> progress, String... lines) {
        if (style == Style.JSON) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("command", command);
            fields.put("error", error);
            fields.put("message", String.join(". ", lines));
            fields.putAll(progress);
            err.accept(Json.write(fields));
        } else {
            List.of(lines).forEach(err);
        }
    }
}
