/**
 * The small part of Apache's record runtime that application code can meet: the {@link org.apache.jute.Record} interface of
 * {@code Stat}, {@code ACL} and {@code Id}, and the archives that write and read such records.
 *
 * <p>Only for code that was compiled against these names. The client itself speaks {@code io.zk4j.protocol}.
 */
@NullMarked
package org.apache.jute;

import org.jspecify.annotations.NullMarked;
