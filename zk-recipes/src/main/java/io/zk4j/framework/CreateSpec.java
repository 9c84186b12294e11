/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.CreateOptions;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A znode to create, and how.
 *
 * @param path below the namespace; may end in a slash if sequential
 * @param options its kind and time to live; not its ACL
 * @param acls null for what the framework's {@link AclProvider} says
 * @param parents what to do about ancestors that are not there
 * @param guid goes into the name, so that the znode is found if the reply is lost; null for none
 * @param idempotent whether to repeat after a lost reply: a znode that is there with this data then counts as created
 */
public record CreateSpec(
        String path,
        Bytes data,
        CreateOptions options,
        @Nullable List<Acl> acls,
        Parents parents,
        @Nullable UUID guid,
        boolean idempotent) {
    /** What protected names begin with: this, the GUID, and a hyphen. */
    public static final String GUID_PREFIX = "_c_";

    /** What to do about ancestors that are not there. */
    public enum Parents {
        /** Fail. */
        REQUIRED,
        /** Create them to stay. */
        PERSISTENT,
        /** Create them as containers, which the servers delete when they are empty; to stay on servers that have none. */
        CONTAINERS
    }

    /** Nothing but the znode itself. */
    public static CreateSpec of(String path, Bytes data, CreateOptions options) {
        return new CreateSpec(path, data, options, null, Parents.REQUIRED, null, false);
    }

    /** The same, ancestors included. */
    public CreateSpec parents(Parents parents) {
        return new CreateSpec(path, data, options, acls, parents, guid, idempotent);
    }

    /** The same with an ACL of its own. */
    public CreateSpec acls(List<Acl> acls) {
        return new CreateSpec(path, data, options, List.copyOf(acls), parents, guid, idempotent);
    }

    /** The same with other data. */
    public CreateSpec withData(Bytes data) {
        return new CreateSpec(path, data, options, acls, parents, guid, idempotent);
    }

    /** The same at another path. */
    CreateSpec path(String path) {
        return new CreateSpec(path, data, options, acls, parents, guid, idempotent);
    }

    /** The same, its name protected with a GUID. */
    public CreateSpec guid(UUID guid) {
        return new CreateSpec(path, data, options, acls, parents, guid, idempotent);
    }

    /** The same, to be repeated after a lost reply. */
    public CreateSpec idempotent(boolean idempotent) {
        return new CreateSpec(path, data, options, acls, parents, guid, idempotent);
    }

    String parent() {
        return path.lastIndexOf('/') == 0 ? Paths.ROOT : path.substring(0, path.lastIndexOf('/'));
    }

    /** What the name on the server begins with. */
    String name() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return guid == null ? name : GUID_PREFIX + guid + "-" + name;
    }

    String protectedPath() {
        String parent = parent();
        return (parent.equals(Paths.ROOT) ? "" : parent) + "/" + name();
    }
}
