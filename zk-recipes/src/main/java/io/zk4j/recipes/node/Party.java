/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.node;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes part in a party whose guests need not have different names.
 *
 * <p>Thread-safe. After a lost session the next one joins again. Same znodes as kazoo's {@code Party}: {@code <hex>__party__} with the
 * name as data; or as its {@code ShallowParty}: {@code <hex>-<name>}, which takes one read to list, but limits what a name can be.
 */
public final class Party implements AutoCloseable {
    private static final String MARKER = "__party__";
    private static final Bytes SHALLOW_DATA = Bytes.ofUtf8("0");

    private final ZkFramework zk;
    private final String path;
    private final boolean shallow;
    private final KeptNode node;

    private Party(ZkFramework zk, String path, boolean shallow, String name, Bytes data) {
        this.zk = zk;
        this.path = path;
        this.shallow = shallow;
        var spec = CreateSpec.of(Paths.child(path, name), data, CreateOptions.EPHEMERAL)
                .parents(Parents.PERSISTENT);
        this.node = KeptNode.open(zk, spec, created -> {});
    }

    /** Joins a party under any name. */
    public static Party join(ZkFramework zk, String path, String name) {
        return new Party(zk, path, false, hex(zk) + MARKER, Bytes.ofUtf8(name));
    }

    /** Joins a party that is listed at one glance, under a name without slashes. */
    public static Party joinShallow(ZkFramework zk, String path, String name) {
        return new Party(zk, path, true, hex(zk) + "-" + name, SHALLOW_DATA);
    }

    private static String hex(ZkFramework zk) {
        return zk.engine().newGuid().toString().replace("-", "");
    }

    /** Completes when this guest is in; cancelled if it has left before. */
    public Pending<String> joined() {
        return node.created();
    }

    /** The names of all who are in now, this one included once it is. */
    public Pending<List<String>> participants() {
        return zk.engine().take(() -> {
            Operations calls = zk.operations();
            return names(calls).thenCompose(names -> shallow ? Stages.value(names) : read(calls, names));
        });
    }

    private CompletionStage<List<String>> names(Operations calls) {
        CompletionStage<List<String>> names = calls.children(path).thenApply(Children::names);
        return Stages.orIf(NoNodeException.class, names, Stages.value(List.of()))
                .thenApply(all -> all.stream()
                        .filter(name -> shallow || name.contains(MARKER))
                        .map(name -> shallow ? name.substring(name.indexOf('-') + 1) : name)
                        .sorted()
                        .toList());
    }

    private CompletionStage<List<String>> read(Operations calls, List<String> children) {
        var reads = new ArrayList<CompletableFuture<Optional<String>>>();
        for (String child : children) {
            CompletionStage<Optional<String>> name =
                    calls.get(Paths.child(path, child)).thenApply(guest -> Optional.of(guest.text()));
            reads.add(Stages.orIf(NoNodeException.class, name, Stages.value(Optional.<String>empty()))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(done -> reads.stream()
                        .flatMap(read -> read.join().stream())
                        .sorted()
                        .toList());
    }

    /** Leaves. Completes when the znode is gone, or goes with its session. Never fails. */
    public Pending<Void> closeAsync() {
        return node.closeAsync();
    }

    @Override
    public void close() {
        node.close();
    }
}
