/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.jute.Record;
import org.apache.zookeeper.common.PathUtils;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.GetChildrenRequest;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a multi. Writes happen all or not at all; reads are answered together; the two cannot be mixed.
 *
 * <p>Immutable, apart from the arrays and lists handed in, which are not copied.
 */
public abstract class Op {
    private final int type;
    private final String path;
    private final OpKind opKind;

    /** Whether operations may share a multi. */
    public enum OpKind {
        /** Changes something, or happens with what does, as a whole. */
        TRANSACTION,
        /** Reads, by itself. */
        READ
    }

    private Op(int type, String path, OpKind opKind) {
        this.type = type;
        this.path = path;
        this.opKind = opKind;
    }

    /**
     * Creates a node; {@code flags} is the number of a {@link CreateMode}.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param flags the number of a {@link CreateMode}
     * @return the operation
     */
    public static Op create(String path, byte @Nullable [] data, List<ACL> acl, int flags) {
        return new Create(path, data, acl, flags);
    }

    /**
     * Creates a node; {@code ttl} in milliseconds counts only for the modes that have one.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param flags the number of a {@link CreateMode}
     * @param ttl how long the node stays without a change and without children, in milliseconds
     * @return the operation
     */
    public static Op create(String path, byte @Nullable [] data, List<ACL> acl, int flags, long ttl) {
        return create(path, data, acl, CreateMode.fromFlag(flags, CreateMode.PERSISTENT), ttl);
    }

    /**
     * Creates a node.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @return the operation
     */
    public static Op create(String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode) {
        return new Create(path, data, acl, createMode.toFlag());
    }

    /**
     * Creates a node; {@code ttl} in milliseconds counts only for the modes that have one.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @param ttl how long the node stays without a change and without children, in milliseconds
     * @return the operation
     */
    public static Op create(String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode, long ttl) {
        return createMode.isTTL()
                ? new CreateTTL(path, data, acl, createMode.toFlag(), ttl)
                : new Create(path, data, acl, createMode.toFlag());
    }

    /**
     * Creates a node.
     *
     * @param path the node
     * @param data the data; null for none
     * @param options its kind and who may do what with it
     * @return the operation
     */
    public static Op create(String path, byte @Nullable [] data, CreateOptions options) {
        return create(path, data, options.getAcl(), options.getCreateMode(), options.getTtl());
    }

    /**
     * Deletes a node that has this version; -1 for any.
     *
     * @param path the node
     * @param version the version that the node must have; -1 for any
     * @return the operation
     */
    public static Op delete(String path, int version) {
        return new Delete(path, version);
    }

    /**
     * Sets the data of a node that has this version; -1 for any.
     *
     * @param path the node
     * @param data the data; null for none
     * @param version the version that the node must have; -1 for any
     * @return the operation
     */
    public static Op setData(String path, byte @Nullable [] data, int version) {
        return new SetData(path, data, version);
    }

    /**
     * Lets the multi fail unless the node has this version; -1 for any.
     *
     * @param path the node
     * @param version the version that the node must have; -1 for any
     * @return the operation
     */
    public static Op check(String path, int version) {
        return new Check(path, version);
    }

    /**
     * Reads the names of a node's children.
     *
     * @param path the node
     * @return the operation
     */
    public static Op getChildren(String path) {
        return new GetChildren(path);
    }

    /**
     * Reads a node's data and stat.
     *
     * @param path the node
     * @return the operation
     */
    public static Op getData(String path) {
        return new GetData(path);
    }

    /** {@return the number of the operation, see {@link ZooDefs.OpCode}} */
    public int getType() {
        return type;
    }

    /** {@return the node concerned, as the client names it} */
    public String getPath() {
        return path;
    }

    /** {@return whether this is a write or a read} */
    public OpKind getKind() {
        return opKind;
    }

    /** {@return the operation as the record that a request would carry} */
    public abstract Record toRequestRecord();

    /** The same as a request to a server, the path turned into the server's name of it. */
    abstract Request toRequest(UnaryOperator<String> toServerPath);

    /** The fields besides path and type, which tells the subclasses apart, for comparison. */
    abstract List<?> values();

    /**
     * Refuses what every server would refuse.
     *
     * @throws IllegalArgumentException if the path is not legal
     * @throws KeeperException if the server would refuse another argument
     */
    void validate() throws KeeperException {
        PathUtils.validatePath(path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Op that
                && type == that.type
                && path.equals(that.path)
                && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, path, values());
    }

    private static @Nullable Object comparable(byte @Nullable [] data) {
        return data == null ? null : Bytes.copyOf(data);
    }

    /** See {@link Op#create(String, byte[], List, CreateMode)}. */
    public static class Create extends Op {
        /** The data of the node. */
        protected byte @Nullable [] data;
        /** Who may do what with the node. */
        protected List<ACL> acl;
        /** The number of the {@link CreateMode}. */
        protected int flags;

        private Create(String path, byte @Nullable [] data, List<ACL> acl, int flags) {
            this(typeOf(flags), path, data, acl, flags);
        }

        private Create(int type, String path, byte @Nullable [] data, List<ACL> acl, int flags) {
            super(type, path, OpKind.TRANSACTION);
            this.data = data;
            this.acl = acl;
            this.flags = flags;
        }

        private static int typeOf(int flags) {
            return flags == CreateMode.CONTAINER.toFlag() ? ZooDefs.OpCode.createContainer : ZooDefs.OpCode.create;
        }

        @Override
        public Record toRequestRecord() {
            return new CreateRequest(getPath(), data, acl, flags);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            OpCode opCode = getType() == ZooDefs.OpCode.createContainer ? OpCode.CREATE_CONTAINER : OpCode.CREATE;
            return new io.zk4j.protocol.CreateRequest(
                    opCode, toServerPath.apply(getPath()), Wire.bytes(data), Wire.acls(acl), flags);
        }

        @Override
        void validate() throws KeeperException {
            CreateMode mode = CreateMode.fromFlag(flags);
            PathUtils.validatePath(getPath(), mode.isSequential());
            validateTtl(mode);
        }

        void validateTtl(CreateMode mode) throws KeeperException {
            if (mode.isTTL()) {
                throw new KeeperException.BadArgumentsException(getPath());
            }
        }

        @Override
        List<?> values() {
            return Arrays.asList(comparable(data), acl, flags);
        }
    }

    /** See {@link Op#create(String, byte[], List, CreateMode, long)}. */
    public static class CreateTTL extends Create {
        private final long ttl;

        private CreateTTL(String path, byte @Nullable [] data, List<ACL> acl, int flags, long ttl) {
            super(ZooDefs.OpCode.createTTL, path, data, acl, flags);
            this.ttl = ttl;
        }

        @Override
        public Record toRequestRecord() {
            return new CreateTTLRequest(getPath(), data, acl, flags, ttl);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            return new CreateTtlRequest(toServerPath.apply(getPath()), Wire.bytes(data), Wire.acls(acl), flags, ttl);
        }

        @Override
        void validateTtl(CreateMode mode) {
            TimeToLive.check(mode, ttl);
        }

        @Override
        List<?> values() {
            return Arrays.asList(super.values(), ttl);
        }
    }

    /** See {@link Op#delete(String, int)}. */
    public static class Delete extends Op {
        private final int version;

        private Delete(String path, int version) {
            super(ZooDefs.OpCode.delete, path, OpKind.TRANSACTION);
            this.version = version;
        }

        @Override
        public Record toRequestRecord() {
            return new DeleteRequest(getPath(), version);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            return new io.zk4j.protocol.DeleteRequest(toServerPath.apply(getPath()), version);
        }

        @Override
        List<?> values() {
            return List.of(version);
        }
    }

    /** See {@link Op#setData(String, byte[], int)}. */
    public static class SetData extends Op {
        private final byte @Nullable [] data;
        private final int version;

        private SetData(String path, byte @Nullable [] data, int version) {
            super(ZooDefs.OpCode.setData, path, OpKind.TRANSACTION);
            this.data = data;
            this.version = version;
        }

        @Override
        public Record toRequestRecord() {
            return new SetDataRequest(getPath(), data, version);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            return new io.zk4j.protocol.SetDataRequest(toServerPath.apply(getPath()), Wire.bytes(data), version);
        }

        @Override
        List<?> values() {
            return Arrays.asList(comparable(data), version);
        }
    }

    /** See {@link Op#check(String, int)}. */
    public static class Check extends Op {
        private final int version;

        private Check(String path, int version) {
            super(ZooDefs.OpCode.check, path, OpKind.TRANSACTION);
            this.version = version;
        }

        @Override
        public Record toRequestRecord() {
            return new CheckVersionRequest(getPath(), version);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            return new CheckRequest(toServerPath.apply(getPath()), version);
        }

        @Override
        List<?> values() {
            return List.of(version);
        }
    }

    /** See {@link Op#getChildren(String)}. */
    public static class GetChildren extends Op {
        private GetChildren(String path) {
            super(ZooDefs.OpCode.getChildren, path, OpKind.READ);
        }

        @Override
        public Record toRequestRecord() {
            return new GetChildrenRequest(getPath(), false);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            return new io.zk4j.protocol.GetChildrenRequest(toServerPath.apply(getPath()), false);
        }

        @Override
        List<?> values() {
            return List.of();
        }
    }

    /** See {@link Op#getData(String)}. */
    public static class GetData extends Op {
        private GetData(String path) {
            super(ZooDefs.OpCode.getData, path, OpKind.READ);
        }

        @Override
        public Record toRequestRecord() {
            return new GetDataRequest(getPath(), false);
        }

        @Override
        Request toRequest(UnaryOperator<String> toServerPath) {
            return new io.zk4j.protocol.GetDataRequest(toServerPath.apply(getPath()), false);
        }

        @Override
        List<?> values() {
            return List.of();
        }
    }
}
