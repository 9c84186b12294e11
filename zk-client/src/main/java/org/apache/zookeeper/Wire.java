/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.session.Chroot;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.StatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** Turns Apache's mutable values into those of {@code io.zk4j.protocol} and back. */
final class Wire {
    private Wire() {}

    /** A copy, since the application may go on writing to its array. */
    static @Nullable Bytes bytes(byte @Nullable [] data) {
        return data == null ? null : Bytes.copyOf(data);
    }

    /** The reply's own array: it was read for this caller alone. */
    static byte @Nullable [] array(@Nullable Bytes data) {
        return data == null ? null : data.unsafeArray();
    }

    /** A null list travels as an empty one; servers refuse both alike. */
    static List<Acl> acls(@Nullable List<ACL> acl) {
        var acls = new ArrayList<Acl>();
        if (acl != null) {
            for (ACL entry : acl) {
                Id id = Objects.requireNonNull(entry.getId(), "an ACL entry needs an id");
                acls.add(new Acl(
                        entry.getPerms(),
                        Objects.requireNonNull(id.getScheme(), "the id of an ACL entry needs a scheme"),
                        Objects.requireNonNull(id.getId(), "the id of an ACL entry must not be null")));
            }
        }
        return acls;
    }

    static List<ACL> acl(List<Acl> acls) {
        var acl = new ArrayList<ACL>(acls.size());
        for (Acl entry : acls) {
            acl.add(new ACL(entry.perms(), new Id(entry.scheme(), entry.id())));
        }
        return acl;
    }

    static Stat stat(io.zk4j.protocol.Stat source) {
        var stat = new Stat();
        fill(stat, source);
        return stat;
    }

    static void fill(Stat stat, io.zk4j.protocol.Stat source) {
        stat.setCzxid(source.czxid());
        stat.setMzxid(source.mzxid());
        stat.setCtime(source.ctime());
        stat.setMtime(source.mtime());
        stat.setVersion(source.version());
        stat.setCversion(source.cversion());
        stat.setAversion(source.aversion());
        stat.setEphemeralOwner(source.ephemeralOwner());
        stat.setDataLength(source.dataLength());
        stat.setNumChildren(source.numChildren());
        stat.setPzxid(source.pzxid());
    }

    static List<OpResult> opResults(List<MultiResult> results, Chroot chroot) {
        var opResults = new ArrayList<OpResult>(results.size());
        for (MultiResult result : results) {
            opResults.add(opResult(result, chroot));
        }
        return opResults;
    }

    private static OpResult opResult(MultiResult result, Chroot chroot) {
        if (result instanceof MultiResult.Failed failed) {
            return new OpResult.ErrorResult(failed.err());
        }
        MultiResult.Done done = (MultiResult.Done) result;
        Response response = done.response();
        if (response instanceof CreateResponse create) {
            return new OpResult.CreateResult(chroot.toClient(create.path()));
        }
        if (response instanceof Create2Response create) {
            return new OpResult.CreateResult(chroot.toClient(create.path()), stat(create.stat()));
        }
        if (response instanceof StatResponse set) {
            return new OpResult.SetDataResult(stat(set.stat()));
        }
        if (response instanceof GetDataResponse get) {
            return new OpResult.GetDataResult(array(get.data()), stat(get.stat()));
        }
        if (response instanceof GetChildrenResponse get) {
            return new OpResult.GetChildrenResult(new ArrayList<>(get.children()));
        }
        return switch (done.opCode()) {
            case DELETE -> new OpResult.DeleteResult();
            case CHECK -> new OpResult.CheckResult();
            default -> throw new IllegalStateException("a multi cannot hold a result of " + done.opCode());
        };
    }
}
