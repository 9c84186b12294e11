/** The architecture of the client module, as tests. */
package io.zk4j;
