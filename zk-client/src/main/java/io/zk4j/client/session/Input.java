/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.WireReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a session; that the application calls is the {@link Call} itself. */
public sealed interface Input<W>
        permits Call,
                Input.Tick,
                Input.AuthAdded,
                Input.DefaultWatcherChanged,
                Input.ServersChanged,
                Input.ChoiceChanged,
                Input.CloseAsked,
                Input.DropAsked,
                Input.ExpireAsked,
                Input.ChannelUp,
                Input.Probed,
                Input.SaslAnswered,
                Input.SaslFailed,
                Input.ChannelDown,
                Input.FrameReceived,
                Input.OversizedFrame,
                Input.WriteRefused {
    /** Hands itself to the machine's method for it. */
    void deliverTo(SessionMachine<W> machine);

    /** Time has passed, nothing else. */
    record Tick<W>() implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onTick();
        }
    }

    /** The application adds a credential. */
    record AuthAdded<W>(String scheme, Bytes auth) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onAuthAdded(scheme, auth);
        }
    }

    /** The application names another default watcher. */
    record DefaultWatcherChanged<W>(@Nullable W watcher) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onDefaultWatcherChanged(watcher);
        }
    }

    /** The application names other servers. */
    record ServersChanged<W>(List<HostPort> servers) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onServersChanged(servers);
        }
    }

    /**
     * The application's own choice of servers has other servers.
     *
     * @param servers what stands for them
     * @param move whether it wants the session to leave its server
     */
    record ChoiceChanged<W>(List<HostPort> servers, boolean move) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onChoiceChanged(servers, move);
        }
    }

    /** The application closes the session. */
    record CloseAsked<W>() implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onCloseAsked();
        }
    }

    /** A test breaks the connection. */
    record DropAsked<W>() implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onDropAsked();
        }
    }

    /** A test ends the session. */
    record ExpireAsked<W>() implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onExpireAsked();
        }
    }

    /**
     * The connection that was asked for is up.
     *
     * @param server what the server calls itself that was reached; null for the name that was asked for
     */
    record ChannelUp<W>(SaslReadiness sasl, @Nullable HostPort server) implements Input<W> {
        /** A connection without SASL, to the server that was asked for. */
        public ChannelUp() {
            this(SaslReadiness.NOT_USED, null);
        }

        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onChannelUp(sasl, server);
        }
    }

    /**
     * A server was asked whether it serves writes.
     *
     * @param server where it can be reached
     * @param writable whether it has said that it does
     */
    record Probed<W>(HostPort server, boolean writable) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onProbed(server, writable);
        }
    }

    /**
     * The login of this side has answered the server's challenge.
     *
     * @param token what to send; null for nothing
     * @param satisfied whether it needs nothing more
     */
    record SaslAnswered<W>(@Nullable Bytes token, boolean satisfied) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onSaslAnswered(token, satisfied);
        }
    }

    /** The login of this side cannot answer the server's challenge, or does not believe it. */
    record SaslFailed<W>(String why) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onSaslFailed(why);
        }
    }

    /** The connection is gone or could not be made. Not told of one that the machine itself has closed. */
    record ChannelDown<W>(String why) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onChannelDown(why);
        }
    }

    /** A whole frame has come; the reader stands behind its length, and is read before the step ends. */
    record FrameReceived<W>(WireReader frame) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onFrame(frame);
        }
    }

    /** A frame beyond the limit has come and is being skipped; these are its first bytes. */
    record OversizedFrame<W>(WireReader header, int frameBytes) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onOversizedFrame(header, frameBytes);
        }
    }

    /** The request that was to be written with this xid is beyond the limit and was not written. */
    record WriteRefused<W>(int xid, int frameBytes) implements Input<W> {
        @Override
        public void deliverTo(SessionMachine<W> machine) {
            machine.onWriteRefused(xid, frameBytes);
        }
    }
}
