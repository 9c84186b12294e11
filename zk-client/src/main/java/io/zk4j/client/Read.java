/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.session.Chroot;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Request;

/** One read of a {@link ZkClient#multiRead}. Paths are relative to the client that makes the call. */
public sealed interface Read {
    /** {@return what is read} */
    String path();

    /**
     * The request that this is on the wire.
     *
     * @param chroot what is put in front of paths
     * @return the request
     */
    Request request(Chroot chroot);

    /** Reads data and metadata; gives a {@link ReadResult.Data}. */
    record Data(String path) implements Read {
        /**
         * Refuses a path that is not valid.
         *
         * @param path the znode
         */
        public Data {
            Paths.validate(path);
        }

        @Override
        public Request request(Chroot chroot) {
            return new GetDataRequest(chroot.toServer(path), false);
        }
    }

    /** Reads the names of the children; gives a {@link ReadResult.Names}. */
    record Names(String path) implements Read {
        /**
         * Refuses a path that is not valid.
         *
         * @param path the znode
         */
        public Names {
            Paths.validate(path);
        }

        @Override
        public Request request(Chroot chroot) {
            return new GetChildrenRequest(chroot.toServer(path), false);
        }
    }

    /**
     * Reads data and metadata.
     *
     * @param path the znode
     * @return the read
     */
    static Read data(String path) {
        return new Data(path);
    }

    /**
     * Reads the names of the children.
     *
     * @param path the znode
     * @return the read
     */
    static Read names(String path) {
        return new Names(path);
    }
}
