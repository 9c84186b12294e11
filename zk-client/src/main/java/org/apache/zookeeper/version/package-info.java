/** The version of Apache's API that this client has. */
@NullMarked
package org.apache.zookeeper.version;

import org.jspecify.annotations.NullMarked;
