/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first message on an election connection, from the server that opened it: who it is and where it can be reached.
 *
 * <p>It has no frame around it. {@link #HEAD_BYTES} tell how many bytes are still to come, see {@link #bytesAfterHead}; the
 * oldest form consists of the first {@link #FIRST_BYTES} only, see {@link #isOldForm}.
 *
 * @param sid the opener's number; {@link #ANONYMOUS} if it has none
 * @param addresses of its election port; none in the oldest form, one in V1
 */
public record ElectionOpening(Form form, long sid, List<Address> addresses) {
    /** The sid of an observer that is in no server list. */
    public static final long ANONYMOUS = Long.MAX_VALUE;

    /** What tells the oldest form from the others. */
    public static final int FIRST_BYTES = Long.BYTES;

    /** All before the addresses: form, sid and how long the addresses are. */
    public static final int HEAD_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private static final String NAME = "election opening";
    private static final int ADDRESSES_BYTES_MAX = 2048;
    private static final int PORT_MAX = 65_535;
    private static final String BETWEEN_ADDRESSES = "|";

    public ElectionOpening {
        addresses = List.copyOf(addresses);
    }

    /** How the message is written. */
    public enum Form {
        /** Of servers before 3.5: nothing but the sid, which is not negative. */
        OLD(0),
        /** One address. */
        V1(-65_536),
        /** One or more addresses; only where {@code multiAddress.enabled} is set. */
        V2(-65_535);

        private final long code;

        Form(long code) {
            this.code = code;
        }
    }

    /** Where the opener takes election connections. */
    public record Address(String host, int port) {
        private String text() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** Whether a message that begins with this is complete after {@link #FIRST_BYTES}. */
    public static boolean isOldForm(long first) {
        return first >= 0;
    }

    /**
     * How many bytes follow on the head.
     *
     * @param head at the beginning of the message, with at least {@link #HEAD_BYTES}; they are read
     * @throws MalformedFrameException if it is the head of no opening
     */
    public static int bytesAfterHead(WireReader head) {
        try {
            formOf(head.readLong(), 0);
            head.readLong();
            return readLength(head);
        } catch (MalformedFrameException e) {
            throw e.in(NAME);
        }
    }

    /**
     * Reads the whole message.
     *
     * @throws MalformedFrameException if it is none
     */
    public static ElectionOpening decode(WireReader in) {
        try {
            return read(in);
        } catch (MalformedFrameException e) {
            throw e.in(NAME);
        }
    }

    private static ElectionOpening read(WireReader in) {
        int at = in.offset();
        long first = in.readLong();
        if (isOldForm(first)) {
            return new ElectionOpening(Form.OLD, first, List.of());
        }
        var form = formOf(first, at);
        long sid = in.readLong();
        int length = readLength(in);
        if (length > in.remaining()) {
            throw new MalformedFrameException(
                    in.remaining() + " bytes of addresses", String.valueOf(length), in.offset());
        }
        int addressesAt = in.offset();
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = in.readByte();
        }
        var text = Bytes.wrap(bytes).utf8();
        var addresses = Arrays.stream(text.split("\\|", -1))
                .map(address -> address(address, addressesAt))
                .toList();
        if (form == Form.V1 && addresses.size() > 1) {
            throw new MalformedFrameException("the addresses '" + text + "'", "one", addressesAt);
        }
        return new ElectionOpening(form, sid, addresses);
    }

    /** Writes the whole message. */
    public void encode(WireWriter out) {
        if (form == Form.OLD) {
            out.writeLong(sid);
            return;
        }
        out.writeLong(form.code);
        out.writeLong(sid);
        out.writeBytes(
                Bytes.ofUtf8(addresses.stream().map(Address::text).collect(Collectors.joining(BETWEEN_ADDRESSES))));
    }

    private static Form formOf(long code, int offset) {
        for (var form : Form.values()) {
            if (form != Form.OLD && form.code == code) {
                return form;
            }
        }
        throw new MalformedFrameException(
                "a protocol version of " + code, Form.V1.code + ", " + Form.V2.code + " or a server number", offset);
    }

    private static int readLength(WireReader in) {
        int at = in.offset();
        int length = in.readInt();
        if (length < 1 || length > ADDRESSES_BYTES_MAX) {
            throw new MalformedFrameException("an address length of " + length, "1 to " + ADDRESSES_BYTES_MAX, at);
        }
        return length;
    }

    private static Address address(String text, int offset) {
        int colon = text.lastIndexOf(':');
        var host = text.substring(0, Math.max(colon, 0));
        boolean isQuoted = host.startsWith("[") && host.endsWith("]");
        if (isQuoted) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(text.substring(colon + 1));
        if (host.isEmpty() || port < 0 || (host.indexOf(':') >= 0 && !isQuoted)) {
            throw new MalformedFrameException(
                    "the address '" + text + "'", "host:port, with brackets around IPv6", offset);
        }
        return new Address(host, port);
    }

    /** The port, or -1 if it is none. */
    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > PORT_MAX ? -1 : port;
        } catch (NumberFormatException e) {
            return -1; // the caller complains about the whole address
        }
    }
}
