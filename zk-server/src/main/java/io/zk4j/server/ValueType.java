/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What may stand behind the {@code =} of a setting.
 *
 * <p>Stricter than Apache in one point: a number or a yes/no that cannot be read is refused wherever it stands, because
 * silently running with the default is never what its writer meant.
 *
 * @param allowed what is allowed, as the end of the sentence "must be ..."
 * @param reader from the trimmed text to the value; throws {@link IllegalArgumentException} if it is not allowed
 * @param printer back to the text
 */
public record ValueType<T>(String allowed, Function<String, T> reader, Function<T, String> printer) {
    static final ValueType<Boolean> BOOLEAN =
            new ValueType<>("true or false", text -> flag(text, "true", "false"), String::valueOf);
    static final ValueType<Boolean> YES_NO =
            new ValueType<>("yes or no", text -> flag(text, "yes", "no"), yes -> yes ? "yes" : "no");
    static final ValueType<Path> PATH = new ValueType<>("a path", text -> Path.of(notEmpty(text)), Path::toString);
    static final ValueType<String> TEXT = new ValueType<>("some text", ValueType::notEmpty, Function.identity());
    static final ValueType<Double> RATIO = new ValueType<>("a number", Double::parseDouble, String::valueOf);
    static final ValueType<List<String>> WORDS =
            new ValueType<>("a comma separated list", ValueType::words, words -> String.join(",", words));
    static final ValueType<Integer> PORT = number(0, 65535, "a port number, 0 to 65535");

    T parse(String text) {
        return reader.apply(text);
    }

    String print(T value) {
        return printer.apply(value);
    }

    static ValueType<Integer> number(int min) {
        return number(min, Integer.MAX_VALUE, "a whole number of at least " + min);
    }

    static ValueType<Integer> number(int min, int max, String allowed) {
        return new ValueType<>(
                allowed, text -> Math.toIntExact(inRange(Integer.parseInt(text), min, max)), String::valueOf);
    }

    static ValueType<Long> longNumber(long min) {
        return new ValueType<>(
                "a whole number of at least " + min,
                text -> inRange(Long.parseLong(text), min, Long.MAX_VALUE),
                String::valueOf);
    }

    static ValueType<String> oneOf(String... words) {
        var allowed = List.of(words);
        return new ValueType<>(
                "one of " + String.join(", ", words),
                text -> {
                    var word = text.toLowerCase(Locale.ROOT);
                    if (!allowed.contains(word)) {
                        throw new IllegalArgumentException(text);
                    }
                    return word;
                },
                Function.identity());
    }

    private static long inRange(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("out of range: " + value);
        }
        return value;
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    private static boolean flag(String text, String yes, String no) {
        if (text.equalsIgnoreCase(yes)) {
            return true;
        }
        if (text.equalsIgnoreCase(no)) {
            return false;
        }
        throw new IllegalArgumentException(text);
    }

    private static List<String> words(String text) {
        return List.of(text.split(",")).stream()
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
