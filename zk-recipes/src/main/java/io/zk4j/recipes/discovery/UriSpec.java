/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A URI with gaps that are filled from an instance, as in <code>{scheme}://{address}:{port}/path</code>.
 *
 * @param parts texts and the names of variables, in order
 */
public record UriSpec(List<Part> parts) {
    /**
     * A piece of it.
     *
     * @param value the text, or the name of the variable
     */
    public record Part(String value, boolean variable) {}

    public UriSpec {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a text with variables in braces. Those that an instance fills: {@code scheme} ({@code https} if it has an SSL port, otherwise
     * {@code http}), {@code name}, {@code id}, {@code address}, {@code port}, {@code ssl-port}, {@code registration-time-utc} and
     * {@code service-type}; others are filled from what {@link #build} is given.
     *
     * @throws IllegalArgumentException if a brace is not closed
     */
    public static UriSpec parse(String text) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                parts.add(new Part(text.substring(at), false));
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("the brace at character " + open + " of " + text + " is not closed");
            }
            if (open > at) {
                parts.add(new Part(text.substring(at, open), false));
            }
            parts.add(new Part(text.substring(open + 1, close), true));
            at = close + 1;
        }
        return new UriSpec(parts);
    }

    /**
     * Fills the gaps; with nothing where neither the instance nor the variables have a value.
     *
     * @param variables take precedence over what the instance says
     */
    public String build(ServiceInstance<?> instance, Map<String, ?> variables) {
        var uri = new StringBuilder();
        for (Part part : parts) {
            Object given = variables.get(part.value());
            uri.append(!part.variable() ? part.value() : given != null ? given : value(part.value(), instance));
        }
        return uri.toString();
    }

    private static Object value(String variable, ServiceInstance<?> instance) {
        Object value = switch (variable) {
            case "scheme" -> instance.sslPort() == null ? "http" : "https";
            case "name" -> instance.name();
            case "id" -> instance.id();
            case "address" -> instance.address();
            case "port" -> instance.port();
            case "ssl-port" -> instance.sslPort();
            case "registration-time-utc" -> instance.registrationTimeUTC();
            case "service-type" -> instance.serviceType().name().toLowerCase(Locale.ROOT);
            default -> null;
        };
        return value == null ? "" : value;
    }
}
