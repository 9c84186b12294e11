/**
 * Other people's clients against our server: kazoo, Apache's C client and its shell, Apache's Java shell, node-zookeeper-client.
 *
 * <p>Tagged {@code foreign}, because they need software that the build does not bring; {@code src/test/programs/foreign/install.sh}
 * installs it. Each program also runs against Apache's server, which shows that what it expects is what the reference does.
 */
@NullMarked
package io.zk4j.testing.foreign;

import org.jspecify.annotations.NullMarked;
