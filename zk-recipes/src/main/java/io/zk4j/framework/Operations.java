/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.Created;
import io.zk4j.client.EnsembleChange;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.client.NodeAcl;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.NotEmptyException;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.WatchMode;
import io.zk4j.client.Watched;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are repeated as long as their route wants, on paths below a namespace.
 *
 * <p>For steps of the turn; the stages complete, and the watches fire, on the turn. A write whose reply is lost fails with
 * {@link io.zk4j.client.OutcomeUnknownException} unless it says that it is repeated.
 */
public final class Operations {
    /** How many children of one znode are deleted at a time. */
    private static final int DELETES_AT_ONCE_MAX = 1_000;

    private static final CompressionProvider NONE = new CompressionProvider() {
        @Override
        public Bytes compress(String path, Bytes data) {
            return data;
        }

        @Override
        public Bytes decompress(String path, Bytes stored) {
            return stored;
        }
    };

    private final Turn turn;
    private final Route route;
    private final Namespace namespace;
    private final AclProvider aclOf;
    private final CompressionProvider compression;

    Operations(Turn turn, Route route, ZkFramework.Settings settings) {
        this.turn = turn;
        this.route = route;
        this.namespace = settings.namespace();
        this.aclOf = settings.aclProvider();
        this.compression = settings.compressed() ? settings.compression() : NONE;
    }

    // ---- reads, always repeated

    public CompletionStage<Node> get(String path) {
        CompletionStage<Node> stored = repeated(path, (client, whole) -> client.get(whole));
        return stored.thenApply(node -> plain(path, node));
    }

    public CompletionStage<Watched<Node>> getAndWatch(String path, Consumer<WatchEvent> listener) {
        CompletionStage<Watched<Node>> stored =
                repeated(path, (client, whole) -> client.getAndWatch(whole, below(listener)));
        return stored.thenApply(seen -> plain(path, seen));
    }

    public CompletionStage<Optional<Stat>> exists(String path) {
        return repeated(path, (client, whole) -> client.exists(whole));
    }

    public CompletionStage<Watched<Optional<Stat>>> existsAndWatch(String path, Consumer<WatchEvent> listener) {
        return repeated(path, (client, whole) -> client.existsAndWatch(whole, below(listener)));
    }

    public CompletionStage<Children> children(String path) {
        return repeated(path, (client, whole) -> client.children(whole));
    }

    public CompletionStage<Watched<Children>> childrenAndWatch(String path, Consumer<WatchEvent> listener) {
        return repeated(path, (client, whole) -> client.childrenAndWatch(whole, below(listener)));
    }

    public CompletionStage<NodeAcl> acl(String path) {
        return repeated(path, (client, whole) -> client.acl(whole));
    }

    public CompletionStage<Void> sync(String path) {
        return repeated(path, (client, whole) -> client.sync(whole));
    }

    public CompletionStage<WatchHandle> watch(String path, WatchMode mode, Consumer<WatchEvent> listener) {
        return repeated(path, (client, whole) -> client.watch(whole, mode, below(listener)));
    }

    // ---- writes

    /** Creates a znode; see {@link CreateSpec} for ancestors and lost replies. */
    public CompletionStage<Created> create(CreateSpec spec) {
        String given = spec.path();
        boolean cut = given.endsWith("/") && given.length() > 1;
        String whole = cut ? namespace.whole(given.substring(0, given.length() - 1)) + "/" : namespace.whole(given);
        List<Acl> acls = spec.acls() == null ? aclOf.aclFor(given) : spec.acls();
        var data = compression.compress(given, spec.data());
        var creation = new Creation(spec.path(whole).acls(acls).withData(data), namespace, aclOf);
        return new Retrying<>(
                        turn,
                        route,
                        given,
                        creation::attempt,
                        creation.inquiry().orElse(null))
                .begin()
                .thenApply(created -> new Created(namespace.below(created.path()), created.stat()));
    }

    /** Creates a znode, or replaces the data of the one that is there; repeated after a lost reply. */
    public CompletionStage<Stat> createOrSet(CreateSpec spec) {
        return Stages.recover(create(spec.idempotent(true)).thenApply(Created::stat), failure -> {
            if (!(failure instanceof NodeExistsException)) {
                return CompletableFuture.failedStage(failure);
            }
            var set = setRepeatedly(spec.path(), spec.data(), Op.ANY_VERSION);
            return Stages.recover(
                    set,
                    gone -> gone instanceof NoNodeException ? createOrSet(spec) : CompletableFuture.failedStage(gone));
        });
    }

    /** Replaces the data. */
    public CompletionStage<Stat> set(String path, Bytes data, int version) {
        var stored = compression.compress(path, data);
        return once(path, (client, whole) -> client.set(whole, stored, version));
    }

    /** Replaces the data, repeated after a lost reply: that the data is what it should be one version later counts as success then. */
    public CompletionStage<Stat> setRepeatedly(String path, Bytes data, int version) {
        String whole = namespace.whole(path);
        var stored = compression.compress(path, data);
        Function<SessionClient, CompletionStage<Optional<Stat>>> inquiry = client -> Stages.orIf(
                NoNodeException.class,
                client.sync(whole).thenCompose(synced -> client.get(whole)).thenApply(node -> {
                    boolean next = version == Op.ANY_VERSION || node.stat().version() == version + 1;
                    return next && node.data().equals(stored) ? Optional.of(node.stat()) : Optional.empty();
                }),
                Stages.nothing());
        return new Retrying<>(turn, route, path, client -> client.set(whole, stored, version), inquiry).begin();
    }

    /** Deletes a znode without children. */
    public CompletionStage<Void> delete(String path, int version) {
        return once(path, (client, whole) -> client.delete(whole, version));
    }

    /** Deletes a znode without children, repeated after a lost reply: that there is none counts as success then. */
    public CompletionStage<Void> deleteRepeatedly(String path, int version) {
        String whole = namespace.whole(path);
        Function<SessionClient, CompletionStage<Optional<Boolean>>> inquiry = client -> client.sync(whole)
                .thenCompose(synced -> client.exists(whole))
                .thenApply(stat -> stat.isPresent() ? Optional.empty() : Optional.of(true));
        return new Retrying<>(
                        turn,
                        route,
                        path,
                        client -> client.delete(whole, version).thenApply(done -> true),
                        inquiry)
                .begin()
                .thenCompose(gone -> Stages.done());
    }

    /** Sees to it that there is no such znode, whatever it takes; fails only for good reasons, such as children. */
    public CompletionStage<Void> remove(String path) {
        CompletionStage<Void> deleted = repeated(path, (client, whole) -> client.delete(whole, Op.ANY_VERSION));
        return Stages.orIf(NoNodeException.class, deleted, Stages.done());
    }

    /** Sees to it that there is nothing that a create with this GUID has left, whatever it is called with its number. */
    public CompletionStage<Void> removeProtected(CreateSpec created) {
        String prefix = created.name();
        CompletionStage<List<String>> names = Stages.orIf(
                NoNodeException.class,
                sync(created.parent())
                        .thenCompose(synced -> children(created.parent()))
                        .thenApply(Children::names),
                CompletableFuture.completedStage(List.of()));
        return names.thenCompose(all -> CompletableFuture.allOf(all.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> remove(Paths.child(created.parent(), name)).toCompletableFuture())
                .toArray(CompletableFuture[]::new)));
    }

    /** Sees to it that there is neither such a znode nor anything below it, also if others go on creating there for a while. */
    public CompletionStage<Void> removeTree(String path) {
        return Stages.recover(
                remove(path),
                failure -> failure instanceof NotEmptyException
                        ? removeChildren(path).thenCompose(done -> removeTree(path))
                        : CompletableFuture.failedStage(failure));
    }

    private CompletionStage<Void> removeChildren(String path) {
        CompletionStage<List<String>> names = Stages.orIf(
                NoNodeException.class,
                children(path).thenApply(Children::names),
                CompletableFuture.completedStage(List.of()));
        return names.thenCompose(all -> CompletableFuture.allOf(all.stream()
                .limit(DELETES_AT_ONCE_MAX)
                .map(name -> removeTree(Paths.child(path, name)).toCompletableFuture())
                .toArray(CompletableFuture[]::new)));
    }

    /** A part of a transaction that creates a znode with the ACL that this framework's {@link AclProvider} says. */
    public Op creation(String path, Bytes data, CreateOptions options) {
        return Op.create(path, data, options.acls(aclOf.aclFor(path)));
    }

    /** Carries out all or none. */
    public CompletionStage<List<OpResult>> multi(List<Op> ops) {
        var whole = ops.stream().map(this::stored).map(namespace::whole).toList();
        String path = ops.isEmpty() ? Paths.ROOT : ops.get(0).path();
        return new Retrying<List<OpResult>>(turn, route, path, client -> client.multi(whole), null)
                .begin()
                .thenApply(results -> results.stream()
                        .map(result -> new OpResult(namespace.below(result.path()), result.stat()))
                        .toList());
    }

    /** A create to be carried out with others, with the ACL that {@link #create} would give it. */
    public Op creating(String path, Bytes data, CreateOptions options) {
        return Op.create(path, data, options.acls(aclOf.aclFor(path)));
    }

    /** Replaces the ACL. */
    public CompletionStage<Stat> setAcl(String path, List<Acl> acls, int aclVersion) {
        return once(path, (client, whole) -> client.setAcl(whole, acls, aclVersion));
    }

    // ---- the ensemble

    /** Its servers, as lines of a configuration. */
    public CompletionStage<Node> config() {
        return repeated(Paths.ROOT, (client, whole) -> client.config());
    }

    /** Changes its servers. */
    public CompletionStage<Node> reconfigure(EnsembleChange change) {
        return once(Paths.ROOT, (client, whole) -> client.reconfigure(change));
    }

    // ---- how

    private Op stored(Op op) {
        if (op instanceof Op.Create create) {
            return Op.create(create.path(), compression.compress(create.path(), create.data()), create.options());
        } else if (op instanceof Op.Set set) {
            return Op.set(set.path(), compression.compress(set.path(), set.data()), set.version());
        }
        return op;
    }

    private Node plain(String path, Node node) {
        return new Node(compression.decompress(path, node.data()), node.stat());
    }

    /** Who is not told what is there cannot close the watch either. */
    private Watched<Node> plain(String path, Watched<Node> seen) {
        try {
            return new Watched<>(plain(path, seen.value()), seen.watch());
        } catch (RuntimeException | Error refused) {
            seen.watch().close();
            throw refused;
        }
    }

    private <T> CompletionStage<T> repeated(String path, Call<T> call) {
        return begin(path, call, Retrying.justRepeat());
    }

    private <T> CompletionStage<T> once(String path, Call<T> call) {
        return begin(path, call, null);
    }

    private <T> CompletionStage<T> begin(
            String path, Call<T> call, @Nullable Function<SessionClient, CompletionStage<Optional<T>>> inquiry) {
        String whole = namespace.whole(path);
        return new Retrying<T>(turn, route, path, client -> call.on(client, whole), inquiry).begin();
    }

    private Consumer<WatchEvent> below(Consumer<WatchEvent> listener) {
        return event -> listener.accept(new WatchEvent(event.kind(), namespace.below(event.path()), event.zxid()));
    }

    /** A call on the whole path. */
    private interface Call<T> {
        CompletionStage<T> on(SessionClient client, String wholePath);
    }
}
