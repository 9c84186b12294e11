/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** Outcome of one operation of a multi. The subclass fits the {@link Op}, or is {@link ErrorResult}. */
public abstract class OpResult {
    private final int type;

    private OpResult(int type) {
        this.type = type;
    }

    /** {@return the number of the operation, see {@link ZooDefs.OpCode}; -1 for an {@link ErrorResult}} */
    public int getType() {
        return type;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + values();
    }

    /** The fields besides the type, which tells the subclasses apart, to compare and to show. Byte arrays come as lists, so that their contents count. */
    abstract List<?> values();

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpResult that && type == that.type && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return 31 * type + values().hashCode();
    }

    /** A node was created. */
    public static class CreateResult extends OpResult {
        private final String path;
        private final @Nullable Stat stat;

        /**
         * A node was created, its metadata not asked for.
         *
         * @param path the path of the node
         */
        public CreateResult(String path) {
            this(ZooDefs.OpCode.create, path, null);
        }

        /**
         * A node was created.
         *
         * @param path the path of the node
         * @param stat the stat of the node
         */
        public CreateResult(String path, @Nullable Stat stat) {
            this(ZooDefs.OpCode.create2, path, stat);
        }

        private CreateResult(int type, String path, @Nullable Stat stat) {
            super(type);
            this.path = path;
            this.stat = stat;
        }

        /** {@return the path of the node, with its sequence number if it has one} */
        public String getPath() {
            return path;
        }

        /** {@return what the server said about the node; null if it does not say for this kind of create} */
        public @Nullable Stat getStat() {
            return stat;
        }

        @Override
        List<?> values() {
            return Arrays.asList(path, stat);
        }
    }

    /** A node was deleted. */
    public static class DeleteResult extends OpResult {
        /** A node was deleted. */
        public DeleteResult() {
            super(ZooDefs.OpCode.delete);
        }

        @Override
        List<?> values() {
            return List.of();
        }
    }

    /** Data was set. */
    public static class SetDataResult extends OpResult {
        private final Stat stat;

        /**
         * The data of a node was replaced.
         *
         * @param stat the stat of the node
         */
        public SetDataResult(Stat stat) {
            super(ZooDefs.OpCode.setData);
            this.stat = stat;
        }

        /** {@return what the server knows about the node right after this operation} */
        public Stat getStat() {
            return stat;
        }

        @Override
        List<?> values() {
            return List.of(stat);
        }
    }

    /** The node had the version. */
    public static class CheckResult extends OpResult {
        /** The node was there in the version asked for. */
        public CheckResult() {
            super(ZooDefs.OpCode.check);
        }

        @Override
        List<?> values() {
            return List.of();
        }
    }

    /** Child names were read. */
    public static class GetChildrenResult extends OpResult {
        private final List<String> children;

        /**
         * The names of the children.
         *
         * @param children the names of the children
         */
        public GetChildrenResult(List<String> children) {
            super(ZooDefs.OpCode.getChildren);
            this.children = children;
        }

        /** {@return the names without the parent's path, in no order} */
        public List<String> getChildren() {
            return children;
        }

        @Override
        List<?> values() {
            return children;
        }
    }

    /** Data was read. */
    public static class GetDataResult extends OpResult {
        private final byte @Nullable [] data;
        private final Stat stat;

        /**
         * Data and metadata of a node.
         *
         * @param data the data
         * @param stat the stat of the node
         */
        public GetDataResult(byte @Nullable [] data, Stat stat) {
            super(ZooDefs.OpCode.getData);
            this.data = data;
            this.stat = stat;
        }

        /** {@return the data; null if the node has none} */
        public byte @Nullable [] getData() {
            return data;
        }

        /** {@return what the server knows about the node} */
        public Stat getStat() {
            return stat;
        }

        @Override
        List<?> values() {
            var bytes = new ArrayList<Byte>();
            if (data != null) {
                for (byte b : data) {
                    bytes.add(b);
                }
            }
            return Arrays.asList(data == null ? null : bytes, stat);
        }
    }

    /** The operation failed, or was not tried or undone because another one failed. */
    public static class ErrorResult extends OpResult {
        private final int err;

        /**
         * The operation failed with this code, or 0 if another one did.
         *
         * @param err the number of the code
         */
        public ErrorResult(int err) {
            super(ZooDefs.OpCode.error);
            this.err = err;
        }

        /**
         * {@return the number of the {@link KeeperException.Code}: 0 for an operation before the one that failed, -2 ({@link
         * KeeperException.Code#RUNTIMEINCONSISTENCY}) for one behind it}
         */
        public int getErr() {
            return err;
        }

        @Override
        List<?> values() {
            return List.of(err);
        }
    }
}
