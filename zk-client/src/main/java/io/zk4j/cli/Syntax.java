/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What may follow the name of a command. It is the usage text itself, so help and parser cannot disagree:
 * {@code [-s] [-t ttl] path [data]} is a switch, an option with a value, a required and an optional argument;
 * {@code [-a|-b]} allows one of several switches, {@code -a|-b} demands one, and {@code name...} takes what is left.
 */
final class Syntax {
    private static final Pattern PART = Pattern.compile("\\[([^\\]]*)\\]|(\\S+)");
    private static final Pattern NUMBER = Pattern.compile("-\\d+");

    private final String usage;
    private final Map<String, String> switches = new HashMap<>(); // name → the alternatives it belongs to
    private final List<String> valued = new ArrayList<>();
    private final List<String> repeatable = new ArrayList<>(); // their values are lists, joined by commas
    private final List<String> demanded = new ArrayList<>();
    private int required;
    private int allowed;

    private Syntax(String usage) {
        this.usage = usage;
    }

    static Syntax of(String usage) {
        var syntax = new Syntax(usage);
        var parts = PART.matcher(usage);
        while (parts.find()) {
            if (parts.group(1) != null) {
                syntax.addOptional(parts.group(1));
            } else {
                syntax.addRequired(parts.group(2));
            }
        }
        return syntax;
    }

    String usage() {
        return usage;
    }

    private void addOptional(String part) {
        if (!part.startsWith("-")) {
            allowed = part.endsWith("...") ? Integer.MAX_VALUE : allowed + 1;
        } else if (part.contains(" ")) {
            String name = part.substring(0, part.indexOf(' '));
            valued.add(name);
            if (part.endsWith("...")) {
                repeatable.add(name);
            }
        } else {
            addSwitches(part);
        }
    }

    private void addRequired(String part) {
        if (part.startsWith("-")) {
            addSwitches(part);
            demanded.add(part);
        } else {
            required++;
            allowed = part.endsWith("...") ? Integer.MAX_VALUE : allowed + 1;
        }
    }

    private void addSwitches(String alternatives) {
        for (var name : alternatives.split("\\|", -1)) {
            switches.put(name, alternatives);
        }
    }

    /** Sorts the words after a command's name. Options may stand anywhere; after {@code --} everything is an argument. */
    Arguments parse(List<String> words) throws ShellException {
        var options = new HashMap<String, String>();
        var arguments = new ArrayList<String>();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("--")) {
                arguments.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (valued.contains(word)) {
                i++;
                if (i == words.size()) {
                    throw new ShellException(word + " needs a value");
                }
                addValue(options, word, words.get(i));
            } else if (switches.containsKey(word)) {
                addSwitch(options, word);
            } else if (word.startsWith("-")
                    && word.length() > 1
                    && !NUMBER.matcher(word).matches()) {
                throw new ShellException("there is no option " + word + " (a value that begins with - goes after --)");
            } else {
                arguments.add(word);
            }
        }
        for (var alternatives : demanded) {
            if (!switches.keySet().stream()
                    .anyMatch(name -> options.containsKey(name) && isOneOf(name, alternatives))) {
                throw new ShellException("one of " + alternatives.replace("|", ", ") + " is missing");
            }
        }
        if (arguments.size() < required) {
            throw new ShellException("an argument is missing");
        }
        if (arguments.size() > allowed) {
            throw new ShellException(
                    "'" + arguments.get(allowed) + "' is one argument too many (quotes keep words together)");
        }
        return new Arguments(options, arguments);
    }

    private void addValue(Map<String, String> options, String name, String value) throws ShellException {
        String before = options.put(name, value);
        if (before != null) {
            if (!repeatable.contains(name)) {
                throw new ShellException(name + " is given twice, with '" + before + "' and with '" + value + "'");
            }
            options.put(name, before + "," + value);
        }
    }

    private void addSwitch(Map<String, String> options, String name) throws ShellException {
        var alternatives = switches.getOrDefault(name, name);
        for (var other : options.keySet()) {
            if (!other.equals(name) && isOneOf(other, alternatives)) {
                throw new ShellException(other + " and " + name + " exclude each other");
            }
        }
        options.put(name, "");
    }

    private static boolean isOneOf(String name, String alternatives) {
        return List.of(alternatives.split("\\|", -1)).contains(name);
    }
}
