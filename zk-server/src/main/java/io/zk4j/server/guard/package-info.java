/**
 * The place in front of every connection of a server, where a program that has the server inside itself may stand. Used by the packages
 * that open connections; uses Netty alone.
 */
@NullMarked
package io.zk4j.server.guard;

import org.jspecify.annotations.NullMarked;
