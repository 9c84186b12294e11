/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.common.PathUtils;

/** Failures in words for the person at the prompt; where Apache's shell has words for one, the line begins with them. */
final class Failures {
    private static final Set<String> MADE_OR_DELETED = Set.of("create", "delete", "rm");

    private Failures() {}

    /** Refuses, before a server is asked, what cannot be a path. */
    static String checkedPath(String path) throws ShellException {
        if (!path.startsWith("/")) {
            throw new ShellException("Path must start with / character: '" + path + "'");
        }
        try {
            PathUtils.validatePath(path);
        } catch (IllegalArgumentException e) {
            throw new ShellException(e.getMessage() == null ? "Path is not valid: " + path : e.getMessage(), e);
        }
        return path;
    }

    static String describe(Exception failure, String server) {
        return describe(failure, "", server);
    }

    /** The same of a command whose name decides what the person can do. */
    static String describe(Exception failure, String command, String server) {
        if (failure instanceof KeeperException refused) {
            return describe(refused, command, server);
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        if (failure instanceof IOException trouble) {
            return describe(trouble);
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String describe(IOException trouble) {
        if (trouble instanceof NoSuchFileException missing) {
            return "There is no file or folder " + missing.getFile();
        }
        if (trouble instanceof AccessDeniedException denied) {
            return "The file " + denied.getFile() + " may not be used by this user";
        }
        if (trouble instanceof CharacterCodingException) {
            return "The file is not text in UTF-8";
        }
        return trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
    }

    private static String describe(KeeperException refused, String command, String server) {
        var path = refused.getPath() == null ? "" : refused.getPath();
        return switch (refused.code()) {
            case NONODE -> "Node does not exist: " + path + whatIsMissing(path, command, server);
            case NODEEXISTS -> "Node already exists: " + path;
            case NOTEMPTY -> "Node not empty: " + path + " (deleteall deletes a node with everything below it)";
            case NOCHILDRENFOREPHEMERALS -> "Ephemerals cannot have children: " + path;
            case BADVERSION ->
                "version No is not valid : " + path + " ("
                        + (path.equals(ZooDefs.CONFIG_NODE) ? "config" : "stat " + path)
                        + " shows the version it has now)";
            case NOAUTH ->
                "Insufficient permission : " + path + " (getAcl " + whoseAclDecides(path, command)
                        + " shows who may; addauth logs in)";
            case INVALIDACL ->
                "Acl is not valid : " + path
                        + " (its entries are scheme:id:perms, as in world:anyone:cdrwa; the server must"
                        + " know the scheme, and auth: needs an addauth before)";
            case BADARGUMENTS -> "Arguments are not valid : " + path;
            case NOTREADONLY -> "Not a read-only call: " + path + " (this server is without a majority at the moment)";
            case QUOTAEXCEEDED -> "Quota has exceeded : " + path + " (listquota shows it)";
            case NOWATCHER -> "No watch of this kind is set: " + path;
            case UNIMPLEMENTED ->
                command.equals("reconfig")
                        ? "The server has no members to change: it runs alone, or is too old for reconfig"
                        : "The server does not know this operation: " + path;
            case RECONFIGINPROGRESS -> "Another reconfiguration is under way; try again when it is done";
            case NEWCONFIGNOQUORUM ->
                "No majority of the new members has a vote now and has caught up with the ensemble; start them, or remove"
                        + " those that are gone first, then try again";
            case RECONFIGDISABLED -> "Reconfig is disabled (reconfigEnabled=true in the servers' zoo.cfg allows it)";
            case CONNECTIONLOSS -> "Connection to " + server + " is lost: " + outcome(refused);
            case OPERATIONTIMEOUT, REQUESTTIMEOUT -> "No answer from " + server + ": " + outcome(refused);
            case SESSIONEXPIRED ->
                "Session expired, and its ephemeral nodes are gone. connect " + server + " begins a new one.";
            case AUTHFAILED -> "Authentication failed. connect " + server + " begins a session without it.";
            default -> String.valueOf(refused.getMessage());
        };
    }

    /** Why a node is not there, if that is not plain from its path. */
    private static String whatIsMissing(String path, String command, String server) {
        var isCreate = command.equals("create");
        var missing = isCreate ? parent(path) : path;
        var chroot = server.indexOf('/');
        if (missing.equals("/") && chroot >= 0) {
            return " (the root of this session, " + server.substring(chroot)
                    + ", is not there; create it in a session without it)";
        }
        return isCreate ? " (its parent " + missing + " must be there first)" : "";
    }

    /** Children are their parent's to make and to delete. */
    private static String whoseAclDecides(String path, String command) {
        return MADE_OR_DELETED.contains(command) ? parent(path) : path;
    }

    private static String parent(String path) {
        return path.lastIndexOf('/') <= 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    }

    /** Whether a command without an answer may have been carried out, in the client's words if it has some. */
    private static String outcome(KeeperException unanswered) {
        var detail = detail(unanswered);
        return (detail.isEmpty() ? "it is not known whether the command was carried out" : detail)
                + ". The shell goes on trying to connect.";
    }

    /** What the client says behind code and path; empty if nothing. */
    private static String detail(KeeperException failure) {
        var bare = String.valueOf(
                KeeperException.create(failure.code(), failure.getPath()).getMessage());
        var message = String.valueOf(failure.getMessage());
        return message.startsWith(bare + ": ") ? message.substring(bare.length() + 2) : "";
    }
}
