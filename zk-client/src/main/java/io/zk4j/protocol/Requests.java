/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Finds the record that a {@link RequestHeader} announces. */
public final class Requests {
    private Requests() {}

    /**
     * Reads what follows a request header. Bytes behind the record are left unread, and are to be ignored.
     *
     * @param type {@link RequestHeader#type()}; a number that is not a client's request at top level, such as {@code check},
     *     gives an {@link UnknownRequest}
     * @param in where to read from, at what is to be read next
     * @return the request; an {@link UnknownRequest} for a number that clients do not use
     * @throws MalformedFrameException if the body is not what the type announces; to be answered with
     *     {@link ErrorCode#MARSHALLING_ERROR}
     */
    public static Request decode(int type, WireReader in) {
        var opCode = OpCode.of(type);
        if (opCode == null) {
            return new UnknownRequest(type);
        }
        try {
            return decode(opCode, in);
        } catch (MalformedFrameException e) {
            throw e.in("body of a " + opCode + " request");
        }
    }

    /**
     * As {@link #decode(int, WireReader)}, from bytes that somebody has kept.
     *
     * @param type the number in the header of the request
     * @param body what follows the header
     * @param fieldBytesMax longest string or buffer, in bytes
     * @return the request
     */
    public static Request decode(int type, Bytes body, int fieldBytesMax) {
        return decode(type, new WireReader(Unpooled.wrappedBuffer(body.unsafeArray()), fieldBytesMax));
    }

    /**
     * {@return what follows the header of a request}
     *
     * @param request the request
     */
    public static Bytes bodyOf(Request request) {
        var out = Unpooled.buffer();
        request.encode(new WireWriter(out));
        return Bytes.wrap(ByteBufUtil.getBytes(out));
    }

    private static Request decode(OpCode opCode, WireReader in) {
        return switch (opCode) {
            case CREATE, CREATE2, CREATE_CONTAINER -> CreateRequest.decode(opCode, in);
            case CREATE_TTL -> CreateTtlRequest.decode(in);
            case DELETE -> DeleteRequest.decode(in);
            case EXISTS -> ExistsRequest.decode(in);
            case GET_DATA -> GetDataRequest.decode(in);
            case SET_DATA -> SetDataRequest.decode(in);
            case GET_ACL -> GetAclRequest.decode(in);
            case SET_ACL -> SetAclRequest.decode(in);
            case GET_CHILDREN -> GetChildrenRequest.decode(in);
            case GET_CHILDREN2 -> GetChildren2Request.decode(in);
            case SYNC -> SyncRequest.decode(in);
            case PING -> new PingRequest();
            case MULTI -> MultiRequest.decode(in);
            case MULTI_READ -> MultiReadRequest.decode(in);
            case RECONFIG -> ReconfigRequest.decode(in);
            case CHECK_WATCHES -> CheckWatchesRequest.decode(in);
            case REMOVE_WATCHES -> RemoveWatchesRequest.decode(in);
            case DELETE_CONTAINER -> DeleteContainerRequest.decode(in);
            case AUTH -> AuthRequest.decode(in);
            case SET_WATCHES -> SetWatchesRequest.decode(in);
            case SET_WATCHES2 -> SetWatches2Request.decode(in);
            case SASL -> SaslRequest.decode(in);
            case GET_EPHEMERALS -> GetEphemeralsRequest.decode(in);
            case GET_ALL_CHILDREN_NUMBER -> GetAllChildrenNumberRequest.decode(in);
            case ADD_WATCH -> AddWatchRequest.decode(in);
            case WHO_AM_I -> new WhoAmIRequest();
            case CLOSE_SESSION -> new CloseSessionRequest();
            case NOTIFICATION, CHECK, CREATE_SESSION, ERROR, UNKNOWN -> new UnknownRequest(opCode.code());
        };
    }
}
