/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.KeptNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers instances of services, and finds those of others.
 *
 * <p>Thread-safe. What is registered is kept: registered again after a lost session, or when somebody deletes it, until it is
 * unregistered or this is closed. Same znodes as Curator's {@code ServiceDiscovery}: {@code <base>/<service>/<id>}.
 *
 * @param <T> what instances say beyond where they are
 */
public final class ServiceDiscovery<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceDiscovery.class);

    /** What is registered: the type decides about the end. */
    private record Registered(ServiceType type, KeptNode node) {}

    /** One instance of one service. */
    private record Key(String name, String id) {}

    private final ZkFramework zk;
    private final String base;
    private final InstanceSerializer<T> serializer;
    private final Map<Key, Registered> registered = new HashMap<>();
    /** The ends, not settled yet, of what was registered. */
    private final Map<Key, CompletionStage<Void>> leaving = new HashMap<>();

    private boolean closed;

    private ServiceDiscovery(ZkFramework zk, String base, InstanceSerializer<T> serializer) {
        this.zk = zk;
        this.base = Paths.validate(base);
        this.serializer = serializer;
    }

    /**
     * A discovery that speaks Curator's JSON.
     *
     * @param base the znode whose children are the services
     */
    public static <T> ServiceDiscovery<T> open(ZkFramework zk, String base, Class<T> payload) {
        return open(zk, base, new JsonInstanceSerializer<>(payload));
    }

    /** A discovery that speaks something else. */
    public static <T> ServiceDiscovery<T> open(ZkFramework zk, String base, InstanceSerializer<T> serializer) {
        return new ServiceDiscovery<>(zk, base, serializer);
    }

    /** An instance with an id of its own, to be completed and registered. */
    public ServiceInstance<T> newInstance(String name) {
        return ServiceInstance.of(name, zk.engine().newGuid().toString());
    }

    // ---- for those who offer

    /**
     * Registers an instance and keeps it registered; one that is registered already is updated. Completes when it can be found.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    public Pending<Void> register(ServiceInstance<T> instance) {
        Bytes data = serializer.serialize(instance);
        return zk.engine().take(() -> {
            if (closed) {
                return CompletableFuture.failedStage(new IllegalStateException("the discovery is closed"));
            }
            var key = new Key(instance.name(), instance.id());
            Registered before = registered.get(key);
            if (before != null) {
                return before.node().setData(data);
            }
            var end = leaving.getOrDefault(key, Stages.done());
            var node = KeptNode.openAfter(end, zk, spec(instance, data), created -> {});
            registered.put(key, new Registered(instance.serviceType(), node));
            return node.created().thenCompose(created -> Stages.done());
        });
    }

    private CreateSpec spec(ServiceInstance<T> instance, Bytes data) {
        var spec = CreateSpec.of(path(instance.name(), instance.id()), data, options(instance.serviceType()))
                .parents(Parents.CONTAINERS);
        boolean numbered = instance.serviceType() == ServiceType.DYNAMIC_SEQUENTIAL;
        // Only a GUID tells what has become of a create without a reply when the servers choose the name.
        return numbered ? spec.guid(zk.engine().newGuid()) : spec;
    }

    /** Replaces what an instance says of itself; the same as registering it again. */
    public Pending<Void> update(ServiceInstance<T> instance) {
        return register(instance);
    }

    /** Registers an instance no longer, whoever has registered it. Completes when it is gone. */
    public Pending<Void> unregister(ServiceInstance<T> instance) {
        return zk.engine().take(() -> {
            var key = new Key(instance.name(), instance.id());
            Registered mine = registered.remove(key);
            return mine == null
                    ? zk.operations().remove(path(instance.name(), instance.id()))
                    : leave(key, mine.node());
        });
    }

    /** The next of this key waits, so that neither meets what the other one is about to do. */
    private CompletionStage<Void> leave(Key key, KeptNode node) {
        Pending<Void> end = node.closeAsync();
        leaving.put(key, end);
        end.onOutcome((done, failure) -> leaving.remove(key, end));
        return end;
    }

    private static CreateOptions options(ServiceType type) {
        return switch (type) {
            case DYNAMIC -> CreateOptions.EPHEMERAL;
            case DYNAMIC_SEQUENTIAL -> CreateOptions.EPHEMERAL.sequential();
            case STATIC, PERMANENT -> CreateOptions.PERSISTENT;
        };
    }

    // ---- for those who look

    /** The names of all services. */
    public Pending<List<String>> names() {
        return zk.engine().take(() -> names(zk.operations(), base));
    }

    /** All instances of a service that can be read; none if there is no such service. */
    public Pending<List<ServiceInstance<T>>> instances(String name) {
        return zk.engine().take(() -> {
            Operations calls = zk.operations();
            return names(calls, path(name)).thenCompose(ids -> {
                var reads = new ArrayList<CompletableFuture<Optional<ServiceInstance<T>>>>();
                ids.forEach(id -> reads.add(read(calls, path(name, id)).toCompletableFuture()));
                return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                        .thenApply(done -> reads.stream()
                                .flatMap(read -> read.join().stream())
                                .collect(Collectors.toUnmodifiableList()));
            });
        });
    }

    /** One instance; empty if there is none of this id. */
    public Pending<Optional<ServiceInstance<T>>> instance(String name, String id) {
        return zk.engine().take(() -> read(zk.operations(), path(name, id)));
    }

    /** Follows the instances of a service. */
    public ServiceCache<T> cache(String name) {
        return ServiceCache.open(zk, path(name), serializer);
    }

    /** Chooses among the instances of a service, in turn unless set otherwise. */
    public ServiceProvider.Builder<T> provider(String name) {
        return new ServiceProvider.Builder<>(this, zk.engine(), name);
    }

    private CompletionStage<List<String>> names(Operations calls, String path) {
        CompletionStage<List<String>> names = calls.children(path)
                .thenApply(Children::names)
                .thenApply(all -> all.stream().sorted().toList());
        return Stages.orIf(NoNodeException.class, names, Stages.value(List.of()));
    }

    private CompletionStage<Optional<ServiceInstance<T>>> read(Operations calls, String path) {
        CompletionStage<Optional<ServiceInstance<T>>> read =
                calls.get(path).thenApply(node -> parse(serializer, path, node.data()));
        return Stages.orIf(NoNodeException.class, read, Stages.value(Optional.empty()));
    }

    /** One instance that nobody can read must not hide the others. */
    static <T> Optional<ServiceInstance<T>> parse(InstanceSerializer<T> serializer, String path, Bytes data) {
        try {
            return Optional.of(serializer.deserialize(data));
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("{} is left out", path, unreadable);
            return Optional.empty();
        }
    }

    private String path(String name) {
        return Paths.child(base, name);
    }

    private String path(String name, String id) {
        return Paths.child(path(name), id);
    }

    /** Unregisters all that was registered here, except what is permanent. Completes when it is gone. Never fails. */
    public Pending<Void> closeAsync() {
        return zk.engine().take(() -> {
            closed = true;
            var ends = registered.values().stream()
                    .map(mine -> mine.type() == ServiceType.PERMANENT
                            ? mine.node().letGo()
                            : mine.node().closeAsync())
                    .toArray(CompletableFuture[]::new);
            registered.clear();
            return CompletableFuture.allOf(ends);
        });
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }
}
