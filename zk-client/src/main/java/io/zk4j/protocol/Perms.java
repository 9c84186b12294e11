/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** The permission bits of an {@link Acl}. */
public final class Perms {
    /** Data and children may be read. */
    public static final int READ = 1;
    /** Data may be set. */
    public static final int WRITE = 2;
    /** Children may be created. */
    public static final int CREATE = 4;
    /** Children may be deleted. */
    public static final int DELETE = 8;
    /** The access control list may be set. */
    public static final int ADMIN = 16;
    /** Everything. */
    public static final int ALL = READ | WRITE | CREATE | DELETE | ADMIN;

    private Perms() {}
}
