/**
 * Clients that keep servers busy and remember what they were told: {@link io.zk4j.testing.load.WriteLoad} to see that no acknowledged
 * write is lost and how long nobody could write, {@link io.zk4j.testing.load.RegisterLoad} to record a history that can be checked.
 *
 * <p>Each client is a thread with a session of our client; a test's thread starts and stops them.
 */
@NullMarked
package io.zk4j.testing.load;

import org.jspecify.annotations.NullMarked;
