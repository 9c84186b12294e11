/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

/**
 * A name that applications put into {@link org.apache.zookeeper.client.ZKClientConfig#ZOOKEEPER_CLIENT_CNXN_SOCKET}. There is one way to
 * connect here, so the setting changes nothing.
 */
public class ClientCnxnSocketNetty {
    private ClientCnxnSocketNetty() {}
}
