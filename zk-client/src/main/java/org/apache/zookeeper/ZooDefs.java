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
        int notification = 0;
        int create = 1;
        int delete = 2;
        int exists = 3;
        int getData = 4;
        int setData = 5;
        int getACL = 6;
        int setACL = 7;
        int getChildren = 8;
        int sync = 9;
        int ping = 11;
        int getChildren2 = 12;
        int check = 13;
        int multi = 14;
        int create2 = 15;
        int reconfig = 16;
        int checkWatches = 17;
        int removeWatches = 18;
        int createContainer = 19;
        int deleteContainer = 20;
        int createTTL = 21;
        int multiRead = 22;
        int auth = 100;
        int setWatches = 101;
        int sasl = 102;
        int getEphemerals = 103;
        int getAllChildrenNumber = 104;
        int setWatches2 = 105;
        int addWatch = 106;
        int whoAmI = 107;
        int createSession = -10;
        int closeSession = -11;
        int error = -1;
    }

    /** Bits of {@link ACL#getPerms()}. */
    public interface Perms {
        int READ = 1;
        int WRITE = 1 << 1;
        int CREATE = 1 << 2;
        int DELETE = 1 << 3;
        int ADMIN = 1 << 4;
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
        int persistent = 0;
        int persistentRecursive = 1;
    }
}
