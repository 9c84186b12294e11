/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Created;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Paths;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One try of a create, with ancestors if they are missing, and the search for it if its reply is lost. Paths are whole. */
final class Creation {
    private static final int ANCESTOR_TRIES_MAX = 10;

    private final CreateSpec spec;
    private final Namespace namespace;
    private final AclProvider aclOf;

    /**
     * A create.
     *
     * @param spec with the whole path and the ACL
     * @param aclOf of ancestors that have to be created
     */
    Creation(CreateSpec spec, Namespace namespace, AclProvider aclOf) {
        this.spec = spec;
        this.namespace = namespace;
        this.aclOf = aclOf;
    }

    /** What to do about a reply that was lost; empty if nobody can tell whether it was carried out. */
    Optional<Function<SessionClient, CompletionStage<Optional<Created>>>> inquiry() {
        if (spec.guid() != null) {
            return Optional.of(this::findByGuid);
        }
        return spec.idempotent() && !spec.options().mode().isSequential()
                ? Optional.of(this::findByData)
                : Optional.empty();
    }

    CompletionStage<Created> attempt(SessionClient client) {
        return attempt(client, ANCESTOR_TRIES_MAX);
    }

    /** Servers delete empty containers, also between the moment that one was made and the create below it. */
    private CompletionStage<Created> attempt(SessionClient client, int tries) {
        return Stages.recover(create(client), failure -> {
            boolean parentMissing =
                    failure instanceof NoNodeException && !spec.parent().equals(Paths.ROOT);
            return parentMissing && tries > 0 && mayCreate(spec.parent())
                    ? ancestor(client, spec.parent()).thenCompose(done -> attempt(client, tries - 1))
                    : CompletableFuture.failedFuture(failure);
        });
    }

    private CompletionStage<Created> create(SessionClient client) {
        List<Acl> acls = Objects.requireNonNull(spec.acls());
        return client.create(spec.protectedPath(), spec.data(), spec.options().acls(acls));
    }

    /** The znode of the namespace itself is made with the first thing below it. */
    private boolean mayCreate(String path) {
        return spec.parents() != CreateSpec.Parents.REQUIRED || isNamespace(path);
    }

    private boolean isNamespace(String path) {
        String root = namespace.root();
        return root.equals(path) || root.startsWith(path + "/");
    }

    private CompletionStage<Void> ancestor(SessionClient client, String path) {
        boolean container = spec.parents() == CreateSpec.Parents.CONTAINERS && !isNamespace(path);
        return Stages.recover(ancestor(client, path, container), failure -> {
            if (failure instanceof NodeExistsException) {
                return Stages.done();
            } else if (failure instanceof NoNodeException && !Paths.parent(path).equals(Paths.ROOT)) {
                return ancestor(client, Paths.parent(path)).thenCompose(done -> ancestor(client, path));
            } else if (container && failure instanceof ZkException old && old.code() == ErrorCode.UNIMPLEMENTED) {
                return ancestor(client, path, false);
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    private CompletionStage<Void> ancestor(SessionClient client, String path, boolean container) {
        var options = container ? CreateOptions.CONTAINER : CreateOptions.PERSISTENT;
        return client.create(path, Bytes.EMPTY, options.acls(aclOf.aclFor(namespace.below(path))))
                .thenCompose(done -> Stages.done());
    }

    /** The sync makes sure that this server has seen the try, if it was carried out. */
    private CompletionStage<Optional<Created>> findByGuid(SessionClient client) {
        String prefix = CreateSpec.GUID_PREFIX + spec.guid() + "-";
        var found = client.sync(spec.parent())
                .thenCompose(synced -> client.children(spec.parent()))
                .thenCompose(children -> children.names().stream()
                        .filter(name -> name.startsWith(prefix))
                        .findFirst()
                        .map(name -> created(client, Paths.child(spec.parent(), name)))
                        .orElse(Stages.nothing()));
        return Stages.orIf(NoNodeException.class, found, Stages.nothing());
    }

    private static CompletionStage<Optional<Created>> created(SessionClient client, String path) {
        return client.exists(path).thenApply(stat -> stat.map(there -> new Created(path, there)));
    }

    private CompletionStage<Optional<Created>> findByData(SessionClient client) {
        var found = client.sync(spec.path())
                .thenCompose(synced -> client.get(spec.path()))
                .thenApply(node -> node.data().equals(spec.data())
                        ? Optional.of(new Created(spec.path(), node.stat()))
                        : Optional.<Created>empty());
        return Stages.orIf(NoNodeException.class, found, Stages.nothing());
    }
}
