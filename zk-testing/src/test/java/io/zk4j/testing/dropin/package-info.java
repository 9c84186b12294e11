/**
 * Our client in the place of Apache's, and Apache's in the place of ours: other people's programs, compiled against Apache's jar, as
 * processes of their own.
 */
@NullMarked
package io.zk4j.testing.dropin;

import org.jspecify.annotations.NullMarked;
