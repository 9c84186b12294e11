/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.auth;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One rule of Kerberos' {@code auth_to_local}: {@code RULE:[n:format](match)s/from/to/g}.
 *
 * @param partCount how many parts in front of the realm the principal must have
 * @param format how to write the principal: {@code $0} the realm, {@code $1} the service, {@code $2} the host
 * @param match what that text must match as a whole; null for anything
 * @param from what to replace in it; null for nothing
 * @param to by what
 * @param all whether to replace each occurrence or the first only
 */
record KerberosRule(
        int partCount,
        String format,
        @Nullable Pattern match,
        @Nullable Pattern from,
        String to,
        boolean all) {
    private static final Pattern SYNTAX =
            Pattern.compile("RULE:\\[(\\d+):([^\\]]*)\\](?:\\(([^)]*)\\))?(?:s/([^/]*)/([^/]*)/(g)?)?/?L?");
    private static final Pattern PART = Pattern.compile("\\$(\\d)");

    /** Reads a rule. */
    static KerberosRule parse(String rule) throws IOException {
        Matcher syntax = SYNTAX.matcher(rule);
        if (!syntax.matches()) {
            throw new IOException("'" + rule + "' is not a rule of the form RULE:[n:format](match)s/from/to/g");
        }
        try {
            return new KerberosRule(
                    Integer.parseInt(syntax.group(1)),
                    syntax.group(2),
                    syntax.group(3) == null ? null : Pattern.compile(syntax.group(3)),
                    syntax.group(4) == null ? null : Pattern.compile(syntax.group(4)),
                    syntax.group(5) == null ? "" : syntax.group(5),
                    syntax.group(6) != null);
        } catch (PatternSyntaxException e) {
            throw new IOException("'" + rule + "' holds a wrong regular expression", e);
        }
    }

    /** The short name of a principal, given as realm, service and perhaps host; null if this rule does not fit. */
    @Nullable
    String apply(@Nullable String[] parts) throws IOException {
        if (parts.length - 1 != partCount) {
            return null;
        }
        String name = formatted(parts);
        if (match != null && !match.matcher(name).matches()) {
            return null;
        }
        if (from != null) {
            Matcher replaced = from.matcher(name);
            name = all ? replaced.replaceAll(to) : replaced.replaceFirst(to);
        }
        if (name.contains("/") || name.contains("@")) {
            throw new IOException("the rule " + this + " gives '" + name + "', which is not a short name");
        }
        return name;
    }

    private String formatted(@Nullable String[] parts) throws IOException {
        var text = new StringBuilder();
        Matcher part = PART.matcher(format);
        while (part.find()) {
            int number = Integer.parseInt(part.group(1));
            if (number >= parts.length) {
                throw new IOException("the rule " + this + " speaks of part " + number + " of " + (parts.length - 1));
            }
            String value = parts[number];
            part.appendReplacement(text, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return part.appendTail(text).toString();
    }
}
