/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.util.Locale;

/** A picture of bars, lines and text. One thread. */
public final class Svg {
    private static final int BAR_HEIGHT = 12;

    private final StringBuilder svg = new StringBuilder();

    /** Begins one of this size in pixels. */
    public Svg(int width, int height) {
        line(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                width, height);
        line("<rect width='%d' height='%d' fill='white'/>", width, height);
    }

    /** A line of text whose base is at {@code y}. */
    public void text(double x, double y, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        line("<text x='%.0f' y='%.0f'>%s</text>", x, y, escaped);
    }

    /** A bar to the right of {@code x}, below {@code y}. */
    public void bar(double x, double y, double width, String colour) {
        line("<rect x='%.1f' y='%.0f' width='%.1f' height='%d' fill='%s'/>", x, y, width, BAR_HEIGHT, colour);
    }

    /** A line straight down. */
    public void vertical(double x, double from, double to, String colour, int thickness) {
        line(
                "<line x1='%.1f' y1='%.0f' x2='%.1f' y2='%.0f' stroke='%s' stroke-width='%d'/>",
                x, from, x, to, colour, thickness);
    }

    /** The whole text of the file. */
    public String end() {
        return svg + "</svg>\n";
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
