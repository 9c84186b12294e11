/** Values that applications hand in and get back: {@code Stat}, {@code ACL}, {@code Id}, {@code ClientInfo}. */
@NullMarked
package org.apache.zookeeper.data;

import org.jspecify.annotations.NullMarked;
