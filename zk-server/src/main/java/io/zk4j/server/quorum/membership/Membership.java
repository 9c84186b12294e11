/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The servers of an ensemble with their addresses and roles, and its groups and weights if it has any. Immutable. */
public final class Membership {
    /** Of a server that runs alone. */
    public static final Membership NONE = new Membership(0, List.of(), Map.of(), Map.of());

    private static final String SERVER = "server.";
    private static final String GROUP = "group.";
    private static final String WEIGHT = "weight.";
    private static final String VERSION = "version";
    private static final int HEXADECIMAL = 16;

    private final long version;
    private final SortedMap<Long, Member> byId = new TreeMap<>();
    private final SortedMap<Long, List<Long>> groups;
    private final SortedMap<Long, Long> weights;
    private final Set<Long> participants;
    private final QuorumRule rule;
    private final String text; // made once: every notification of an election carries it

    /**
     * A membership.
     *
     * @param version 0 as configured, later the zxid of the reconfiguration that made it
     * @param groups server ids by group; empty for a plain majority
     * @param weights of servers that have another than 1
     */
    public Membership(long version, Collection<Member> members, Map<Long, List<Long>> groups, Map<Long, Long> weights) {
        this.version = version;
        members.forEach(member -> byId.put(member.id(), member));
        this.groups = new TreeMap<>(groups);
        this.weights = new TreeMap<>(weights);
        this.participants = byId.values().stream()
                .filter(member -> !member.observer())
                .map(Member::id)
                .collect(Collectors.toUnmodifiableSet());
        this.rule = QuorumRule.of(participants, groups, weights);
        this.text = String.join("\n", lines()) + "\n" + VERSION + "=" + Long.toHexString(version);
    }

    public long version() {
        return version;
    }

    /** The same servers under another version. */
    public Membership withVersion(long newVersion) {
        return new Membership(newVersion, byId.values(), groups, weights);
    }

    /** All, by ascending id. */
    public List<Member> all() {
        return List.copyOf(byId.values());
    }

    /** The server with this id, or null if it is not a member. */
    public @Nullable Member member(long id) {
        return byId.get(id);
    }

    /** Those with a vote. */
    public Set<Long> participants() {
        return participants;
    }

    /** Those without a vote. */
    public Set<Long> observers() {
        return byId.values().stream().filter(Member::observer).map(Member::id).collect(Collectors.toUnmodifiableSet());
    }

    public boolean isParticipant(long id) {
        return participants.contains(id);
    }

    /**
     * Whether the server follows as an observer. Who is in no list does not: it is told of proposals and acknowledges them, so
     * that it counts from the moment at which a change of the members is proposed that gives it a vote.
     */
    public boolean observes(long id) {
        var member = byId.get(id);
        return member != null && member.observer();
    }

    /**
     * Whether this list takes the place of another one at a server: it is newer, or it is the same without that server, whose
     * operator has added it as an observer so that it can start.
     */
    public boolean replaces(Membership other, long self) {
        boolean isAsOthersHaveIt = version == other.version && version != 0 && member(self) == null;
        return version > other.version || (isAsOthersHaveIt && other.observes(self));
    }

    /** Whose agreement decides. */
    public QuorumRule rule() {
        return rule;
    }

    public boolean hasGroups() {
        return !groups.isEmpty();
    }

    /** The ids of all members, for messages. */
    public String ids() {
        return byId.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The lines of the server list, without the version. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        byId.forEach((id, member) -> lines.add(SERVER + id + "=" + member.text()));
        groups.forEach((id, members) -> lines.add(
                GROUP + id + "=" + members.stream().map(String::valueOf).collect(Collectors.joining(":"))));
        weights.forEach((id, weight) -> lines.add(WEIGHT + id + "=" + weight));
        return lines;
    }

    /** The canonical text: what servers send each other and clients read from {@code /zookeeper/config}. */
    public String text() {
        return text;
    }

    /**
     * Reads lines as {@link #text} writes them; blank ones do not matter, and a missing version is 0.
     *
     * @throws IllegalArgumentException with the line and what is wrong with it
     */
    public static Membership parse(String text) {
        long version = 0;
        var members = new ArrayList<Member>();
        var groups = new HashMap<Long, List<Long>>();
        var weights = new HashMap<Long, Long>();
        for (String line :
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            var key = equals < 0 ? line : line.substring(0, equals).strip();
            var value = line.substring(equals + 1).strip();
            try {
                if (key.startsWith(SERVER)) {
                    members.add(Member.parse(number(key, SERVER), value));
                } else if (key.startsWith(GROUP)) {
                    groups.put(number(key, GROUP), group(value));
                } else if (key.startsWith(WEIGHT)) {
                    weights.put(number(key, WEIGHT), Long.parseLong(value));
                } else if (key.equals(VERSION)) {
                    version = Long.parseUnsignedLong(value, HEXADECIMAL);
                } else {
                    throw new IllegalArgumentException("is no server, group, weight or version");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + line + "': " + e.getMessage(), e);
            }
        }
        return new Membership(version, members, groups, weights);
    }

    /** Reads the value of a group's line: server numbers with colons between. */
    public static List<Long> group(String value) {
        return List.of(value.split(":", -1)).stream()
                .map(String::strip)
                .map(Long::valueOf)
                .toList();
    }

    private static long number(String key, String prefix) {
        return Long.parseLong(key.substring(prefix.length()));
    }

    /** What is wrong with the list as a whole; empty if it can be run with. */
    public List<String> problems(boolean standaloneEnabled) {
        return new MembershipProblems(this, groups, weights).find(standaloneEnabled);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Membership that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "version " + Long.toHexString(version) + " of servers " + ids();
    }
}
