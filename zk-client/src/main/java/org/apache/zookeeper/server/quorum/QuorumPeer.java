/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.quorum;

import io.zk4j.client.session.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.jspecify.annotations.Nullable;

/** Holds what one line of a membership says. */
public class QuorumPeer {
    private QuorumPeer() {}

    /** Whether a server votes. */
    public enum LearnerType {
        /** It votes. */
        PARTICIPANT,
        /** It follows without a vote. */
        OBSERVER
    }

    /** One server of a membership. Its fields are public because Curator reads them. */
    public static class QuorumServer {
        /** Where its followers connect to when it leads; empty if it is not known. */
        public MultipleAddresses addr = new MultipleAddresses();

        /** Where others ask it for its vote. */
        public MultipleAddresses electionAddr = new MultipleAddresses();

        /** Where clients connect to; null if the membership does not say. */
        public @Nullable InetSocketAddress clientAddr;

        /** Its number N in {@code server.N}. */
        public long id;

        /** First of its hosts. */
        public @Nullable String hostname;

        /** Whether it votes. */
        public LearnerType type = LearnerType.PARTICIPANT;

        /**
         * A server that votes.
         *
         * @param id its number
         * @param addr where its followers connect to
         * @param electionAddr where others ask it for its vote; null if not known
         * @param clientAddr where clients connect to; null if not known
         */
        public QuorumServer(
                long id,
                InetSocketAddress addr,
                @Nullable InetSocketAddress electionAddr,
                @Nullable InetSocketAddress clientAddr) {
            this(id, addr, electionAddr, clientAddr, LearnerType.PARTICIPANT);
        }

        /**
         * A server that votes.
         *
         * @param id its number
         * @param addr where its followers connect to
         * @param electionAddr where others ask it for its vote; null if not known
         */
        public QuorumServer(long id, InetSocketAddress addr, @Nullable InetSocketAddress electionAddr) {
            this(id, addr, electionAddr, null, LearnerType.PARTICIPANT);
        }

        /**
         * A server that votes.
         *
         * @param id its number
         * @param addr where its followers connect to
         */
        public QuorumServer(long id, InetSocketAddress addr) {
            this(id, addr, null, null, LearnerType.PARTICIPANT);
        }

        /**
         * A server.
         *
         * @param id its number
         * @param addr where its followers connect to
         * @param electionAddr where others ask it for its vote; null if not known
         * @param type whether it votes
         */
        public QuorumServer(
                long id, InetSocketAddress addr, @Nullable InetSocketAddress electionAddr, LearnerType type) {
            this(id, addr, electionAddr, null, type);
        }

        /**
         * A server.
         *
         * @param id its number
         * @param addr where its followers connect to
         * @param electionAddr where others ask it for its vote; null if not known
         * @param clientAddr where clients connect to; null if not known
         * @param type whether it votes
         */
        public QuorumServer(
                long id,
                InetSocketAddress addr,
                @Nullable InetSocketAddress electionAddr,
                @Nullable InetSocketAddress clientAddr,
                LearnerType type) {
            this.id = id;
            this.addr.addAddress(addr);
            if (electionAddr != null) {
                this.electionAddr.addAddress(electionAddr);
            }
            this.clientAddr = clientAddr;
            this.type = type;
            this.hostname = addr.getHostString();
        }

        /**
         * Reads what stands behind {@code server.N=}.
         *
         * @param sid its number
         * @param addressStr {@code host:port:electionPort[:participant|observer][;[clientHost:]clientPort]}, where {@code |} separates
         *     several addresses of one server
         * @throws ConfigException naming the text and what is wrong
         */
        public QuorumServer(long sid, String addressStr) throws ConfigException {
            this.id = sid;
            String[] serverAndClient = addressStr.split(";", 2);
            for (String address : serverAndClient[0].split("\\|", -1)) {
                readServer(addressStr, address.trim());
            }
            if (serverAndClient.length == 2) {
                clientAddr = readClient(addressStr, serverAndClient[1].trim());
            }
        }

        private void readServer(String text, String address) throws ConfigException {
            List<String> parts = hostAndRest(text, address);
            if (parts.size() < 3 || parts.size() > 4) {
                throw wrong(text, "'" + address + "' is not of the form host:port:electionPort[:type]");
            }
            String host = parts.get(0);
            addr.addAddress(new InetSocketAddress(host, port(text, parts.get(1))));
            electionAddr.addAddress(new InetSocketAddress(host, port(text, parts.get(2))));
            if (hostname == null) {
                hostname = host;
            }
            if (parts.size() == 4) {
                type = type(text, parts.get(3));
            }
        }

        private static InetSocketAddress readClient(String text, String address) throws ConfigException {
            List<String> parts = hostAndRest(text, address);
            return switch (parts.size()) {
                case 1 -> new InetSocketAddress("0.0.0.0", port(text, parts.get(0)));
                case 2 -> new InetSocketAddress(parts.get(0), port(text, parts.get(1)));
                default -> throw wrong(text, "'" + address + "' is not of the form [host:]port");
            };
        }

        /** The parts between colons; a host in brackets counts as one. */
        private static List<String> hostAndRest(String text, String address) throws ConfigException {
            var parts = new ArrayList<String>();
            String rest = address;
            if (address.startsWith("[")) {
                int end = address.indexOf("]:");
                if (end < 0) {
                    throw wrong(text, "the bracket of '" + address + "' is not closed");
                }
                parts.add(address.substring(1, end));
                rest = address.substring(end + 2);
            }
            for (String part : rest.split(":", -1)) {
                parts.add(part.trim());
            }
            return parts;
        }

        private static int port(String text, String digits) throws ConfigException {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                throw wrong(text, "'" + digits + "' is not a port");
            }
        }

        private static LearnerType type(String text, String name) throws ConfigException {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "participant" -> LearnerType.PARTICIPANT;
                case "observer" -> LearnerType.OBSERVER;
                default -> throw wrong(text, "'" + name + "' is neither participant nor observer");
            };
        }

        private static ConfigException wrong(String text, String why) {
            return new ConfigException("server address '" + text + "': " + why);
        }

        /** {@return the server's id} */
        public long getId() {
            return id;
        }

        /** Looks the host names up again. */
        public void recreateSocketAddresses() {
            addr.recreateSocketAddresses();
            electionAddr.recreateSocketAddresses();
        }

        /**
         * {@return an address as a membership writes it, without looking anything up}
         *
         * @param addr the address
         */
        public static String delimitedHostString(InetSocketAddress addr) {
            InetAddress resolved = addr.getAddress();
            String host = resolved != null && resolved.isAnyLocalAddress() ? "0.0.0.0" : addr.getHostString();
            return new HostPort(host, addr.getPort()).toString().replaceFirst(":\\d+$", "");
        }

        /** What stands behind {@code server.N=}. */
        @Override
        public String toString() {
            var text = new StringBuilder();
            List<InetSocketAddress> elections = new ArrayList<>(electionAddr.getAllAddresses());
            int i = 0;
            for (InetSocketAddress server : addr.getAllAddresses()) {
                text.append(i == 0 ? "" : "|")
                        .append(delimitedHostString(server))
                        .append(':')
                        .append(server.getPort());
                if (i < elections.size()) {
                    text.append(':').append(elections.get(i).getPort());
                }
                text.append(':').append(type.name().toLowerCase(Locale.ROOT));
                i++;
            }
            if (clientAddr != null) {
                text.append(';')
                        .append(delimitedHostString(clientAddr))
                        .append(':')
                        .append(clientAddr.getPort());
            }
            return text.toString();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof QuorumServer that
                    && id == that.id
                    && type == that.type
                    && addr.equals(that.addr)
                    && electionAddr.equals(that.electionAddr)
                    && Objects.equals(clientAddr, that.clientAddr);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, type, addr, electionAddr, clientAddr);
        }
    }
}
