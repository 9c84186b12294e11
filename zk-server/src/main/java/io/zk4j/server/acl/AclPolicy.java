/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Perms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemes that this server knows, and what they make of an ACL. Immutable. */
public final class AclPolicy {
    private static final String WORLD = "world";
    private static final String ANYONE = "anyone";
    private static final String AUTH = "auth";
    private static final String DIGEST = "digest";

    private final Map<String, AclScheme> schemes;
    private final boolean skipChecks;

    /**
     * @param schemes beside {@code world} and {@code auth}, which are always there
     * @param skipChecks whether everything is permitted to everybody
     */
    public AclPolicy(Collection<? extends AclScheme> schemes, boolean skipChecks) {
        var byName = new LinkedHashMap<String, AclScheme>();
        schemes.forEach(scheme -> byName.put(scheme.name(), scheme));
        this.schemes = Map.copyOf(byName);
        this.skipChecks = skipChecks;
    }

    /** Digests with SHA-1, addresses, SASL and certificates; nobody is super. */
    public static AclPolicy standard() {
        return new AclPolicy(
                List.of(
                        new DigestScheme(DigestScheme.DEFAULT_ALGORITHM, null),
                        new IpScheme(),
                        new SaslScheme(null),
                        new X509Scheme(null)),
                false);
    }

    /** Whether somebody with {@code callerIds} may do something; {@code perms} are alternatives. */
    public boolean permits(List<Acl> acls, int perms, List<AuthId> callerIds) {
        if (skipChecks || acls.isEmpty() || acls.equals(Acl.OPEN_UNSAFE) || isSuper(callerIds)) {
            return true;
        }
        for (Acl acl : acls) {
            if ((acl.perms() & perms) != 0 && means(acl, callerIds)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSuper(List<AuthId> callerIds) {
        for (AuthId id : callerIds) {
            if (id.scheme().equals(AuthId.SUPER_SCHEME)) {
                return true;
            }
        }
        return false;
    }

    private boolean means(Acl acl, List<AuthId> callerIds) {
        if (isAnyone(acl)) {
            return true;
        }
        var scheme = schemes.get(acl.scheme());
        if (scheme == null) {
            return false;
        }
        for (AuthId id : callerIds) {
            if (id.scheme().equals(acl.scheme()) && scheme.matches(acl.id(), id.id())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyone(Acl acl) {
        return acl.scheme().equals(WORLD) && acl.id().equals(ANYONE);
    }

    /**
     * The ACL as it is stored when a caller gives it: duplicates dropped, {@code auth} replaced by who the caller is.
     *
     * @return null if the list is not a valid one
     */
    public @Nullable List<Acl> resolve(List<Acl> acls, List<AuthId> callerIds) {
        if (acls.equals(Acl.OPEN_UNSAFE)) {
            return Acl.OPEN_UNSAFE;
        }
        var resolved = new ArrayList<Acl>();
        for (Acl acl : new LinkedHashSet<>(acls)) {
            if (isAnyone(acl)) {
                resolved.add(acl);
            } else if (acl.scheme().equals(AUTH)) {
                var proven = provenIds(acl.perms(), callerIds);
                if (proven.isEmpty()) {
                    return null;
                }
                resolved.addAll(proven);
            } else {
                var scheme = schemes.get(acl.scheme());
                if (scheme == null || !scheme.isValidId(acl.id())) {
                    return null;
                }
                resolved.add(acl);
            }
        }
        return resolved.isEmpty() ? null : List.copyOf(resolved);
    }

    private List<Acl> provenIds(int perms, List<AuthId> callerIds) {
        var entries = new ArrayList<Acl>();
        for (AuthId id : callerIds) {
            var scheme = schemes.get(id.scheme());
            if (scheme != null && scheme.isProven()) {
                entries.add(new Acl(perms, id.scheme(), id.id()));
            }
        }
        return entries;
    }

    /** The ACL as it is shown to a caller: password hashes only to those who may change them. */
    public List<Acl> shown(List<Acl> acls, List<AuthId> callerIds) {
        if (permits(acls, Perms.ADMIN, callerIds)) {
            return acls;
        }
        return acls.stream().map(AclPolicy::withoutHash).toList();
    }

    private static Acl withoutHash(Acl acl) {
        int colon = acl.id().indexOf(':');
        return acl.scheme().equals(DIGEST) && colon >= 0
                ? new Acl(acl.perms(), acl.scheme(), acl.id().substring(0, colon) + ":x")
                : acl;
    }

    /**
     * The identities that an {@code auth} packet proves.
     *
     * @return null if the scheme is unknown or does not accept the credential
     */
    public @Nullable List<AuthId> authenticate(String scheme, Bytes credential, String peerAddress) {
        var known = schemes.get(scheme);
        return known == null ? null : known.authenticate(credential, peerAddress);
    }

    /** The part of an identity that a person would call the user's name. */
    public String userName(AuthId id) {
        var scheme = schemes.get(id.scheme());
        return scheme == null ? id.id() : scheme.userName(id.id());
    }
}
