/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the paths of znodes, and how to take paths apart.
 *
 * <p>A path starts with a slash and does not end in one (except the root {@code "/"} itself), has no empty element and none
 * named {@code "."} or {@code ".."}, and no control, surrogate, private use or special character.
 */
public final class Paths {
    /** The path above all others. */
    public static final String ROOT = "/";

    private Paths() {}

    /**
     * Tells whether a path is legal.
     *
     * @param path any string
     * @return whether it keeps the rules above
     */
    public static boolean isValid(String path) {
        return problem(path) == null;
    }

    /**
     * Checks a path.
     *
     * @param path a legal path
     * @return the path, for use in expressions
     * @throws IllegalArgumentException if the path is not legal, saying what is wrong where
     */
    public static String validate(String path) {
        var problem = problem(path);
        if (problem != null) {
            throw new IllegalArgumentException("Invalid path \"" + printable(path) + "\": " + problem);
        }
        return path;
    }

    /**
     * {@return the path up to the last slash; of the root, the root}
     *
     * @param path a legal path
     */
    public static String parent(String path) {
        int lastSlash = lastSlash(path);
        return lastSlash == 0 ? ROOT : path.substring(0, lastSlash);
    }

    /**
     * {@return what is behind the last slash; of the root, the empty string}
     *
     * @param path a legal path
     */
    public static String name(String path) {
        return path.substring(lastSlash(path) + 1);
    }

    /**
     * Puts a path together, unchecked.
     *
     * @param parent the path of the parent
     * @param name the last element
     * @return the path of the child
     */
    public static String child(String parent, String name) {
        return parent.equals(ROOT) ? ROOT + name : parent + "/" + name;
    }

    private static int lastSlash(String path) {
        int lastSlash = path.lastIndexOf('/');
        if (lastSlash < 0) {
            throw new IllegalArgumentException("Invalid path \"" + printable(path) + "\": there is no slash in it");
        }
        return lastSlash;
    }

    /** What is wrong with a path, or null. */
    private static @Nullable String problem(String path) {
        int length = path.length();
        if (length == 0) {
            return "it is empty";
        }
        if (path.charAt(0) != '/') {
            return "it does not start with a slash";
        }
        int elementStart = 1;
        for (int i = 1; i <= length && length > 1; i++) {
            if (i == length || path.charAt(i) == '/') {
                var problem = elementProblem(path, elementStart, i);
                if (problem != null) {
                    return problem;
                }
                elementStart = i + 1;
            } else if (isForbidden(path.charAt(i))) {
                return String.format("character 0x%04x at index %d is not allowed", (int) path.charAt(i), i);
            }
        }
        return null;
    }

    private static @Nullable String elementProblem(String path, int start, int end) {
        if (start == end) {
            return end == path.length() ? "it ends in a slash" : "empty element at index " + start;
        }
        boolean dots =
                path.charAt(start) == '.' && (end - start == 1 || (end - start == 2 && path.charAt(start + 1) == '.'));
        return dots ? "relative element \"" + path.substring(start, end) + "\" at index " + start : null;
    }

    private static boolean isForbidden(char c) {
        return c <= 0x1f || (c >= 0x7f && c <= 0x9f) || (c >= 0xd800 && c <= 0xf8ff) || c >= 0xfff0;
    }

    /** The path as it can stand in a log line: what is forbidden is what a terminal or a reader could stumble over. */
    private static String printable(String path) {
        var text = new StringBuilder(path.length());
        path.chars().forEach(c -> {
            if (isForbidden((char) c)) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }
}
