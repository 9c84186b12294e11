/** The architecture of this module as tests. */
package io.zk4j.arch;
