/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.acl.AclScheme;
import io.zk4j.server.acl.DigestScheme;
import io.zk4j.server.acl.IpScheme;
import io.zk4j.server.acl.SaslScheme;
import io.zk4j.server.acl.X509Scheme;
import java.util.ArrayList;

/** What the configuration says about who may do what. */
final class AclSetup {
    private AclSetup() {}

    static AclPolicy policy(ServerConfig config) {
        var schemes = new ArrayList<AclScheme>();
        if (config.digestAuthEnabled()) {
            schemes.add(new DigestScheme(config.digestAlgorithm(), config.superDigest()));
        }
        schemes.add(new IpScheme());
        schemes.add(new SaslScheme(null));
        schemes.add(new X509Scheme(null));
        return new AclPolicy(schemes, config.skipAcl());
    }
}
