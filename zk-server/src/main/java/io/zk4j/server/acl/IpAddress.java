/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads numeric addresses. Never asks a name service, which Java's own parser would do with anything that looks odd. */
final class IpAddress {
    private static final int V4_PARTS = 4;
    private static final int V6_GROUPS = 8;
    private static final int V6_GROUP_DIGITS = 4;
    private static final int HEX = 16;
    private static final String GAP = "::";

    private IpAddress() {}

    /** The 4 or 16 bytes of an address, or null if the text is not one. A zone ({@code %eth0}) is ignored. */
    static byte @Nullable [] parse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return address.indexOf(':') < 0 ? parseV4(address) : parseV6(address);
    }

    private static byte @Nullable [] parseV4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != V4_PARTS) {
            return null;
        }
        var bytes = new byte[V4_PARTS];
        for (int i = 0; i < V4_PARTS; i++) {
            int value = number(parts[i], 10, 3);
            if (value < 0 || value > 0xFF) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    private static byte @Nullable [] parseV6(String text) {
        int gap = text.indexOf(GAP);
        if (gap != text.lastIndexOf(GAP)) {
            return null;
        }
        var head = groups(gap < 0 ? text : text.substring(0, gap));
        var tail = groups(gap < 0 ? "" : text.substring(gap + GAP.length()));
        if (head == null || tail == null) {
            return null;
        }
        int missing = V6_GROUPS - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        for (int i = 0; i < missing; i++) {
            head.add(0);
        }
        head.addAll(tail);
        var bytes = new byte[V6_GROUPS * 2];
        for (int i = 0; i < V6_GROUPS; i++) {
            bytes[2 * i] = (byte) (head.get(i) >> Byte.SIZE);
            bytes[2 * i + 1] = (byte) (int) head.get(i);
        }
        return bytes;
    }

    /** The 16-bit groups of one side of the gap; the last may be written like an IPv4 address. */
    private static @Nullable List<Integer> groups(String text) {
        var groups = new ArrayList<Integer>();
        if (text.isEmpty()) {
            return groups;
        }
        var parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            byte[] v4 = i == parts.length - 1 && parts[i].indexOf('.') >= 0 ? parseV4(parts[i]) : null;
            if (v4 != null) {
                groups.add((v4[0] & 0xFF) << Byte.SIZE | (v4[1] & 0xFF));
                groups.add((v4[2] & 0xFF) << Byte.SIZE | (v4[3] & 0xFF));
                continue;
            }
            int value = number(parts[i], HEX, V6_GROUP_DIGITS);
            if (value < 0) {
                return null;
            }
            groups.add(value);
        }
        return groups;
    }

    /** A number without sign, or -1 if the text is not one. */
    private static int number(String text, int radix, int digitsMax) {
        if (text.isEmpty() || text.length() > digitsMax) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
