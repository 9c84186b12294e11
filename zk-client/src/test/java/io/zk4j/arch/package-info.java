/** The rules of the client's architecture, and under {@code broken} one class for each that breaks it. */
package io.zk4j.arch;
