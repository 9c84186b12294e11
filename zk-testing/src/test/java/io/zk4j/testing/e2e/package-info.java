/** End-to-end tests: real servers and clients, ours and Apache's, as processes of their own that talk over loopback. */
@NullMarked
package io.zk4j.testing.e2e;

import org.jspecify.annotations.NullMarked;
