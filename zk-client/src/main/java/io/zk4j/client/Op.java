/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.session.Chroot;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import java.time.Duration;

/** One operation of a {@link ZkClient#multi}. */
public sealed interface Op {
    /** Matches every version. */
    int ANY_VERSION = -1;

    /** {@return the znode that it is about, as the caller names it} */
    String path();

    /**
     * The request that this is on the wire.
     *
     * @param chroot what is put in front of paths
     * @return the request
     */
    Request request(Chroot chroot);

    /** Creates a znode. */
    record Create(String path, Bytes data, CreateOptions options) implements Op {
        /**
         * Refuses a path that is not valid.
         *
         * @param path the znode
         * @param data the data
         * @param options its kind and who may do what with it
         */
        public Create {
            Paths.validate(options.mode().isSequential() ? path + "0" : path);
        }

        @Override
        public Request request(Chroot chroot) {
            String serverPath = chroot.toServer(path);
            int flags = options.mode().flag();
            Duration ttl = options.ttl();
            if (ttl != null) {
                return new CreateTtlRequest(serverPath, data, options.acls(), flags, ttl.toMillis());
            }
            var opCode = options.mode().isContainer() ? OpCode.CREATE_CONTAINER : OpCode.CREATE2;
            return new CreateRequest(opCode, serverPath, data, options.acls(), flags);
        }
    }

    /** Replaces the data of a znode. */
    record Set(String path, Bytes data, int version) implements Op {
        /**
         * Refuses a path that is not valid.
         *
         * @param path the znode
         * @param data the data
         * @param version the version that the znode must have; -1 for any
         */
        public Set {
            Paths.validate(path);
        }

        @Override
        public Request request(Chroot chroot) {
            return new SetDataRequest(chroot.toServer(path), data, version);
        }
    }

    /** Deletes a znode without children. */
    record Delete(String path, int version) implements Op {
        /**
         * Refuses a path that is not valid.
         *
         * @param path the znode
         * @param version the version that the znode must have; -1 for any
         */
        public Delete {
            Paths.validate(path);
        }

        @Override
        public Request request(Chroot chroot) {
            return new DeleteRequest(chroot.toServer(path), version);
        }
    }

    /** Changes nothing, but fails the multi if the znode is not there in this version. */
    record Check(String path, int version) implements Op {
        /**
         * Refuses a path that is not valid.
         *
         * @param path the znode
         * @param version the version that the znode must have; -1 for any
         */
        public Check {
            Paths.validate(path);
        }

        @Override
        public Request request(Chroot chroot) {
            return new CheckRequest(chroot.toServer(path), version);
        }
    }

    /**
     * Creates a znode.
     *
     * @param path the znode
     * @param data the data
     * @param options its kind and who may do what with it
     * @return the operation
     */
    static Op create(String path, Bytes data, CreateOptions options) {
        return new Create(path, data, options);
    }

    /**
     * Replaces the data of a znode in this version; {@link #ANY_VERSION} for any.
     *
     * @param path the znode
     * @param data the data
     * @param version the version that the znode must have; -1 for any
     * @return the operation
     */
    static Op set(String path, Bytes data, int version) {
        return new Set(path, data, version);
    }

    /**
     * Deletes a znode in this version; {@link #ANY_VERSION} for any.
     *
     * @param path the znode
     * @param version the version that the znode must have; -1 for any
     * @return the operation
     */
    static Op delete(String path, int version) {
        return new Delete(path, version);
    }

    /**
     * Fails the multi unless the znode is there in this version.
     *
     * @param path the znode
     * @param version the version that the znode must have; -1 for any
     * @return the operation
     */
    static Op check(String path, int version) {
        return new Check(path, version);
    }
}
