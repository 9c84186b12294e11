/**
 * The server as a whole: {@code ServerMain} is the program, {@code ZkServer} wires the objects, and {@link
 * io.zk4j.server.ServerConfig} is the only reader of {@code zoo.cfg} and of system properties.
 *
 * <p>Configuration is immutable and may be read by any thread. Of all packages but {@code storage}, this one alone
 * touches files, and only to read the configuration and {@code myid}, which must be understood before a data directory
 * can be opened.
 */
@NullMarked
package io.zk4j.server;

import org.jspecify.annotations.NullMarked;
