/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import io.zk4j.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names callers by their address: {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code fe80::/10}. */
public final class IpScheme implements AclScheme {
    static final String NAME = "ip";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isValidId(String id) {
        return Network.parse(id) != null;
    }

    @Override
    public boolean matches(String aclId, String callerId) {
        var network = Network.parse(aclId);
        var address = IpAddress.parse(callerId);
        return network != null && address != null && network.contains(address);
    }

    @Override
    public boolean isProven() {
        return false; // an address says where somebody is, not who
    }

    @Override
    public List<AuthId> authenticate(Bytes credential, String peerAddress) {
        return List.of(new AuthId(NAME, peerAddress));
    }

    /** The addresses that share their first bits with one. */
    private static final class Network {
        private final byte[] address;
        private final int bits;

        private Network(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        static @Nullable Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                return null;
            }
            int bitsMax = address.length * Byte.SIZE;
            int bits = slash < 0 ? bitsMax : prefixLength(text.substring(slash + 1), bitsMax);
            return bits < 0 ? null : new Network(address, bits);
        }

        private static int prefixLength(String text, int max) {
            try {
                int bits = Integer.parseInt(text);
                return bits <= max ? bits : -1;
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int i = 0; i < whole; i++) {
                if (address[i] != other[i]) {
                    return false;
                }
            }
            int rest = bits % Byte.SIZE;
            return rest == 0 || (address[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
        }
    }
}
