/** The checks of histories, shown to find what they are for. */
package io.zk4j.testing.history;
