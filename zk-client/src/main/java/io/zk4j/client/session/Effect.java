/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done, in the order in which the machine says it; a {@link Call} is to be written. */
public sealed interface Effect<W>
        permits Call,
                Effect.Connect,
                Effect.Probe,
                Effect.CloseChannel,
                Effect.WriteHandshake,
                Effect.Write,
                Effect.AnswerSasl,
                Effect.Complete,
                Effect.Fail,
                Effect.Notify,
                Effect.Publish,
                Effect.Ended {
    /** Hands itself to the driver's method for it. */
    void deliverTo(Driver<W> driver);

    /** Who carries effects out: one method for each. None may call back into the machine. */
    interface Driver<W> {
        /** Connect to one of the server's addresses, trying all of them within the time; answer with ChannelUp or ChannelDown. */
        void connect(HostPort server, long timeoutMillis);

        /**
         * Find out, within the time and beside the connection that there is, whether a server serves writes; answer with Probed in
         * any case.
         */
        void probe(HostPort server, long timeoutMillis);

        /** Close the connection or stop connecting. Nothing more is told about it. */
        void closeChannel(String why);

        void writeHandshake(ConnectRequest request);

        /** Write a request, or answer with WriteRefused if it is beyond the limit. */
        void write(int xid, Request request);

        /** Let the login of this side answer the server's token, null for the first; answer with SaslAnswered or SaslFailed. */
        void answerSasl(@Nullable Bytes challenge);

        void complete(Call<W> call, int xid, long zxid, int error, @Nullable Response response);

        void fail(Call<W> call, Failure failure);

        void tell(SessionEvent event, Set<W> watchers);

        /** Let other threads see where the session stands. */
        void publish(SessionStatus status);

        /** Nothing more will come of this machine, except failures of what is still submitted. */
        void ended(String why);
    }

    record Connect<W>(HostPort server, long timeoutMillis) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.connect(server, timeoutMillis);
        }
    }

    record Probe<W>(HostPort server, long timeoutMillis) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.probe(server, timeoutMillis);
        }
    }

    record CloseChannel<W>(String why) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.closeChannel(why);
        }
    }

    record WriteHandshake<W>(ConnectRequest request) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.writeHandshake(request);
        }
    }

    record Write<W>(int xid, Request request) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.write(xid, request);
        }
    }

    record AnswerSasl<W>(@Nullable Bytes challenge) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.answerSasl(challenge);
        }
    }

    record Complete<W>(
            Call<W> call, long zxid, int error, @Nullable Response response) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.complete(call, call.xid, zxid, error, response);
        }
    }

    record Fail<W>(Call<W> call, Failure failure) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.fail(call, failure);
        }
    }

    record Notify<W>(SessionEvent event, Set<W> watchers) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.tell(event, watchers);
        }
    }

    record Publish<W>(SessionStatus status) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.publish(status);
        }
    }

    record Ended<W>(String why) implements Effect<W> {
        @Override
        public void deliverTo(Driver<W> driver) {
            driver.ended(why);
        }
    }
}
