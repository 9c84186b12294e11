/**
 * Sessions: who they are ({@link io.zk4j.server.session.SessionIds}), how they prove it
 * ({@link io.zk4j.server.session.SessionPassword}) and when they end ({@link io.zk4j.server.session.SessionTable}).
 *
 * <p>Pure: time is an argument. The session table is owned by the core thread.
 */
@NullMarked
package io.zk4j.server.session;

import org.jspecify.annotations.NullMarked;
