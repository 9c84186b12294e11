/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** Finds the record that follows a {@link ReplyHeader}, from the operation that was asked for. */
public final class Responses {
    private Responses() {}

    /**
     * Reads what follows a reply header without error.
     *
     * @param opCode what was asked for; the reply does not say
     * @param in where to read from, at what is to be read next
     * @return the record for that operation
     * @throws MalformedFrameException if the body is not what this operation is answered with
     */
    public static Response decode(OpCode opCode, WireReader in) {
        try {
            return decodeBody(opCode, in);
        } catch (MalformedFrameException e) {
            throw e.in("body of a " + opCode + " reply");
        }
    }

    static Response decodeBody(OpCode opCode, WireReader in) {
        return switch (opCode) {
            case CREATE -> CreateResponse.decode(in);
            case CREATE2, CREATE_CONTAINER, CREATE_TTL -> Create2Response.decode(in);
            case EXISTS, SET_DATA, SET_ACL -> StatResponse.decode(in);
            case GET_DATA -> GetDataResponse.decode(in);
            case GET_ACL -> GetAclResponse.decode(in);
            case GET_CHILDREN -> GetChildrenResponse.decode(in);
            case GET_CHILDREN2 -> GetChildren2Response.decode(in);
            case SYNC -> SyncResponse.decode(in);
            case MULTI, MULTI_READ -> MultiResponse.decode(in);
            case RECONFIG -> ReconfigResponse.decode(in);
            case SASL -> SaslResponse.decode(in);
            case GET_EPHEMERALS -> GetEphemeralsResponse.decode(in);
            case GET_ALL_CHILDREN_NUMBER -> GetAllChildrenNumberResponse.decode(in);
            case ADD_WATCH -> AddWatchResponse.decode(in);
            case WHO_AM_I -> WhoAmIResponse.decode(in);
            case DELETE,
                    CHECK,
                    PING,
                    CHECK_WATCHES,
                    REMOVE_WATCHES,
                    DELETE_CONTAINER,
                    AUTH,
                    SET_WATCHES,
                    SET_WATCHES2,
                    CLOSE_SESSION -> new EmptyResponse();
            case NOTIFICATION, CREATE_SESSION, ERROR, UNKNOWN ->
                throw new IllegalArgumentException("there is no reply to a request of type " + opCode);
        };
    }
}
