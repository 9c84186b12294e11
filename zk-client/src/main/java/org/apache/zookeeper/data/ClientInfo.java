/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.data;

import java.io.IOException;
import org.apache.jute.InputArchive;
import org.apache.jute.JuteRecord;
import org.apache.jute.OutputArchive;
import org.jspecify.annotations.Nullable;

/** One identity that a connection has proved to the server. Mutable and not thread-safe. */
public class ClientInfo extends JuteRecord {
    private @Nullable String authScheme;
    private @Nullable String user;

    /** A record with zero and null fields, to be read into. */
    public ClientInfo() {}

    /**
     * A record with these fields; arrays and lists are not copied.
     *
     * @param authScheme scheme under which it was proved
     * @param user the part of the identity that the scheme counts as user name
     */
    public ClientInfo(@Nullable String authScheme, @Nullable String user) {
        this.authScheme = authScheme;
        this.user = user;
    }

    /** {@return the scheme under which it was proved} */
    public @Nullable String getAuthScheme() {
        return authScheme;
    }

    /**
     * Sets the scheme.
     *
     * @param authScheme the scheme
     */
    public void setAuthScheme(@Nullable String authScheme) {
        this.authScheme = authScheme;
    }

    /** {@return the the part of the identity that the scheme counts as user name} */
    public @Nullable String getUser() {
        return user;
    }

    /**
     * Sets the name within the scheme.
     *
     * @param user the name within the scheme
     */
    public void setUser(@Nullable String user) {
        this.user = user;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeString(authScheme, "authScheme");
        archive.writeString(user, "user");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        authScheme = archive.readString("authScheme");
        user = archive.readString("user");
        archive.endRecord(tag);
    }
}
