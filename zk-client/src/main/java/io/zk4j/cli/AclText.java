/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** ACLs as they are typed, {@code scheme:id:cdrwa[,...]}, and as they are shown. */
final class AclText {
    private static final String LETTERS = "cdrwa";
    private static final int[] PERMS = {Perms.CREATE, Perms.DELETE, Perms.READ, Perms.WRITE, Perms.ADMIN};

    /** A comma with a scheme behind it. Any other belongs to an id, as in {@code x509:CN=me,O=us:r}. */
    private static final Pattern BETWEEN_ENTRIES = Pattern.compile("(?<!\\\\),(?=\\s*\\w+:)");

    private AclText() {}

    /** Reads what was typed. */
    static List<ACL> parse(String text) throws ShellException {
        return parse(List.of(BETWEEN_ENTRIES.split(text, -1)));
    }

    /** Reads one entry each, where nothing has to be guessed. */
    static List<ACL> parse(List<String> entries) throws ShellException {
        var acls = new ArrayList<ACL>();
        for (var entry : entries) {
            var first = entry.indexOf(':');
            var last = entry.lastIndexOf(':');
            if (first <= 0 || last <= first) {
                throw new ShellException(entry + " does not have the form scheme:id:perm, as in world:anyone:cdrwa");
            }
            acls.add(new ACL(
                    perms(entry.substring(last + 1).trim()),
                    new Id(entry.substring(0, first).trim(), entry.substring(first + 1, last))));
        }
        return acls;
    }

    private static int perms(String letters) throws ShellException {
        var perms = 0;
        for (var i = 0; i < letters.length(); i++) {
            var letter = letters.charAt(i);
            var index = LETTERS.indexOf(letter);
            if (index < 0) {
                throw new ShellException(
                        "Unknown perm type: " + letter + " (c create, d delete, r read, w write, a admin)");
            }
            perms |= PERMS[index];
        }
        return perms;
    }

    static String letters(int perms) {
        var letters = new StringBuilder();
        for (var i = 0; i < PERMS.length; i++) {
            if ((perms & PERMS[i]) != 0) {
                letters.append(LETTERS.charAt(i));
            }
        }
        return letters.toString();
    }

    /** Whether a server has shown a user without the hash of the password, as it does to those who may not administer. */
    static boolean hidesHash(List<ACL> acls) {
        return acls.stream()
                .map(AclText::id)
                .anyMatch(id -> "digest".equals(id.getScheme())
                        && String.valueOf(id.getId()).endsWith(":x"));
    }

    /** The entries as {@link #parse(List)} takes them. */
    static List<String> entries(List<ACL> acls) {
        return acls.stream()
                .map(acl -> id(acl).getScheme() + ":" + id(acl).getId() + ":" + letters(acl.getPerms()))
                .toList();
    }

    /** The two lines per entry that Apache's shell shows. */
    static List<String> lines(List<ACL> acls) {
        return acls.stream()
                .flatMap(acl ->
                        Stream.of("'" + id(acl).getScheme() + ",'" + id(acl).getId(), ": " + letters(acl.getPerms())))
                .toList();
    }

    /** A server never sends an entry without an id. */
    private static Id id(ACL acl) {
        return Objects.requireNonNull(acl.getId(), "an ACL entry without an id");
    }
}
