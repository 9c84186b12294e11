/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** Numbers and names that client and server agree on. */
public class ZooDefs {
    /** The node that holds the membership of the ensemble. */
    public static final String CONFIG_NODE = "/zookeeper/config";

    /** Beginning of the path of every node that the server keeps for itself. */
    public static final String ZOOKEEPER_NODE_SUBTREE = "/zookeeper/";

    /** Number of each operation in a request header. */
    public interface OpCode {
        /** The operation notification. */
        int notification = 0;
        /** The operation create. */
        int create = 1;
        /** The operation delete. */
        int delete = 2;
        /** The operation exists. */
        int exists = 3;
        /** The operation getData. */
        int getData = 4;
        /** The operation setData. */
        int setData = 5;
        /** The operation getACL. */
        int getACL = 6;
        /** The operation setACL. */
        int setACL = 7;
        /** The operation getChildren. */
        int getChildren = 8;
        /** The operation sync. */
        int sync = 9;
        /** The operation ping. */
        int ping = 11;
        /** The operation getChildren2. */
        int getChildren2 = 12;
        /** The operation check. */
        int check = 13;
        /** The operation multi. */
        int multi = 14;
        /** The operation create2. */
        int create2 = 15;
        /** The operation reconfig. */
        int reconfig = 16;
        /** The operation checkWatches. */
        int checkWatches = 17;
        /** The operation removeWatches. */
        int removeWatches = 18;
        /** The operation createContainer. */
        int createContainer = 19;
        /** The operation deleteContainer. */
        int deleteContainer = 20;
        /** The operation createTTL. */
        int createTTL = 21;
        /** The operation multiRead. */
        int multiRead = 22;
        /** The operation auth. */
        int auth = 100;
        /** The operation setWatches. */
        int setWatches = 101;
        /** The operation sasl. */
        int sasl = 102;
        /** The operation getEphemerals. */
        int getEphemerals = 103;
        /** The operation getAllChildrenNumber. */
        int getAllChildrenNumber = 104;
        /** The operation setWatches2. */
        int setWatches2 = 105;
        /** The operation addWatch. */
        int addWatch = 106;
        /** The operation whoAmI. */
        int whoAmI = 107;
        /** The operation createSession. */
        int createSession = -10;
        /** The operation closeSession. */
        int closeSession = -11;
        /** The operation error. */
        int error = -1;
    }

    /** Bits of {@link ACL#getPerms()}. */
    public interface Perms {
        /** May read data and list children. */
        int READ = 1;
        /** May set the data. */
        int WRITE = 1 << 1;
        /** May create children. */
        int CREATE = 1 << 2;
        /** May delete children. */
        int DELETE = 1 << 3;
        /** May set the access control list. */
        int ADMIN = 1 << 4;
        /** All of these. */
        int ALL = READ | WRITE | CREATE | DELETE | ADMIN;
    }

    /**
     * Ids and lists that most applications need.
     *
     * <p>The lists are of type {@code ArrayList} because that is what applications were compiled against; they refuse every
     * change with {@link UnsupportedOperationException}, since all code in the JVM shares them.
     */
    public interface Ids {
        /** Everyone. */
        Id ANYONE_ID_UNSAFE = new Id("world", "anyone");

        /** Whoever creates the node: the server replaces it by the identities that the connection has proved. */
        Id AUTH_IDS = new Id("auth", "");

        /** Everyone may do everything. */
        ArrayList<ACL> OPEN_ACL_UNSAFE = new SharedAcl(List.of(new ACL(Perms.ALL, ANYONE_ID_UNSAFE)));

        /** The creator may do everything, nobody else anything. Needs a connection with a proved identity. */
        ArrayList<ACL> CREATOR_ALL_ACL = new SharedAcl(List.of(new ACL(Perms.ALL, AUTH_IDS)));

        /** Everyone may read. */
        ArrayList<ACL> READ_ACL_UNSAFE = new SharedAcl(List.of(new ACL(Perms.READ, ANYONE_ID_UNSAFE)));
    }

    /** Numbers of the {@link AddWatchMode}s. */
    public interface AddWatchModes {
        /** See {@link AddWatchMode#PERSISTENT}. */
        int persistent = 0;
        /** See {@link AddWatchMode#PERSISTENT_RECURSIVE}. */
        int persistentRecursive = 1;
    }
}
