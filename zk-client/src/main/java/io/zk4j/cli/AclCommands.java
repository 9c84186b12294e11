/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Stat;

/** Commands about who may do what. */
final class AclCommands {
    static final List<Command> ROWS = List.of(
            Command.of("getAcl", "[-s] path", "who may do what; -s with the stat", AclCommands::getAcl),
            Command.of(
                    "setAcl",
                    "[-s] [-v version] [-R] path acl",
                    "replaces it, as in world:anyone:cdrwa; -R also of all below",
                    AclCommands::setAcl),
            Command.of(
                    "addauth", "scheme [auth]", "logs in, as in: addauth digest user:password", AclCommands::addAuth),
            Command.of("whoami", "", "as whom this session is logged in", AclCommands::whoAmI));

    private AclCommands() {}

    private static void getAcl(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var stat = new Stat();
        var acls = shell.zk().getACL(path, stat);
        var lines = new ArrayList<>(AclText.lines(acls));
        if (arguments.has("-s")) {
            lines.addAll(StatText.lines(stat));
        }
        shell.printer().show(lines, Map.of("path", path, "acl", AclText.entries(acls), "stat", StatText.fields(stat)));
    }

    private static void setAcl(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var acls = AclText.parse(arguments.get(1));
        var version = arguments.number("-v", -1);
        if (!arguments.has("-R")) {
            NodeCommands.showStat(shell, path, shell.zk().setACL(path, acls, version), arguments.has("-s"));
            return;
        }
        var paths = new ArrayList<String>();
        Subtree.walk(shell.zk(), path, paths::add);
        for (var each : paths) {
            NodeCommands.showStat(shell, each, shell.zk().setACL(each, acls, version), arguments.has("-s"));
        }
    }

    private static void addAuth(Shell shell, Arguments arguments) throws ShellException {
        var auth = arguments.find(1).map(NodeCommands::bytes).orElse(new byte[0]);
        shell.zk().addAuthInfo(arguments.get(0), auth);
    }

    private static void whoAmI(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var lines = new ArrayList<>(List.of("Auth scheme: User"));
        var ids = new ArrayList<Map<String, String>>();
        for (var info : identities(shell)) {
            lines.add(info.getAuthScheme() + ": " + info.getUser());
            ids.add(Map.of("scheme", info.getAuthScheme(), "user", info.getUser()));
        }
        shell.printer().show(lines, Map.of("ids", ids));
    }

    private static List<ClientInfo> identities(Shell shell)
            throws ShellException, KeeperException, InterruptedException {
        try {
            return shell.zk().whoAmI();
        } catch (IllegalStateException e) {
            // Apache's signature has no exception for what the server or the connection has against it.
            if (e.getCause() instanceof KeeperException why) {
                throw why;
            }
            throw e;
        }
    }
}
