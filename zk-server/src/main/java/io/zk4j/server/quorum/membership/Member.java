/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line {@code server.N} of the server list.
 *
 * @param addresses where the other servers reach it; more than one only with {@code multiAddress.enabled}
 * @param observer whether it follows without a vote
 * @param client where it serves clients, if the line says so
 */
public record Member(
        long id,
        List<PeerAddress> addresses,
        boolean observer,
        @Nullable ClientAddress client) {
    private static final int PORT_MAX = 65_535;
    private static final String FORM = "must be host:port:electionPort[:participant|observer][;[host:]clientPort]";

    public Member {
        addresses = List.copyOf(addresses);
    }

    /** Where a server takes connections from its peers. */
    public record PeerAddress(String host, int quorumPort, int electionPort) {}

    /** Where a server takes connections from clients. */
    public record ClientAddress(String host, int port) {}

    /** As in the server list, with the role always. */
    public String text() {
        var peers = addresses.stream()
                .map(address -> quoted(address.host()) + ":" + address.quorumPort() + ":" + address.electionPort() + ":"
                        + (observer ? "observer" : "participant"))
                .collect(Collectors.joining("|"));
        return client == null ? peers : peers + ";" + quoted(client.host()) + ":" + client.port();
    }

    private static String quoted(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** Reads the value of a line; throws {@link IllegalArgumentException} with what it must be. */
    public static Member parse(long id, String text) {
        var halves = text.split(";", -1);
        if (halves.length > 2) {
            throw new IllegalArgumentException(FORM);
        }
        var client = halves.length == 2 ? clientAddress(halves[1].trim()) : null;
        var addresses = new ArrayList<PeerAddress>();
        var roles = new ArrayList<String>();
        for (var part : halves[0].split("\\|", -1)) {
            var fields = fields(part.trim());
            if (fields.size() < 3 || fields.size() > 4) {
                throw new IllegalArgumentException(FORM);
            }
            var address = new PeerAddress(fields.get(0), port(fields.get(1)), port(fields.get(2)));
            if (address.quorumPort() == address.electionPort()) {
                throw new IllegalArgumentException("must name two different ports");
            }
            addresses.add(address);
            roles.add(fields.size() == 4 ? fields.get(3).toLowerCase(Locale.ROOT) : "participant");
        }
        var role = roles.get(0);
        if (roles.stream().anyMatch(other -> !other.equals(role))
                || !List.of("participant", "observer").contains(role)) {
            throw new IllegalArgumentException("must have one role, participant or observer");
        }
        return new Member(id, addresses, role.equals("observer"), client);
    }

    private static ClientAddress clientAddress(String text) {
        var fields = fields(text);
        return switch (fields.size()) {
            case 1 -> new ClientAddress("0.0.0.0", port(fields.get(0)));
            case 2 -> new ClientAddress(fields.get(0), port(fields.get(1)));
            default -> throw new IllegalArgumentException(FORM);
        };
    }

    /** Splits at colons, but not at those of an IPv6 address in brackets. */
    private static List<String> fields(String text) {
        if (!text.startsWith("[")) {
            return List.of(text.split(":", -1));
        }
        var end = text.indexOf(']');
        if (end < 0 || !text.startsWith(":", end + 1)) {
            throw new IllegalArgumentException(FORM);
        }
        var fields = new ArrayList<String>();
        fields.add(text.substring(1, end));
        fields.addAll(List.of(text.substring(end + 2).split(":", -1)));
        return fields;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.trim());
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(FORM + "; '" + text + "' is no port", e);
        }
        throw new IllegalArgumentException(FORM + "; '" + text + "' is no port");
    }
}
