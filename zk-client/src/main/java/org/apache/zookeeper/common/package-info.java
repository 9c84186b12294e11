/** Helpers of Apache's client that applications call: path rules, configuration, names of TLS settings. */
@NullMarked
package org.apache.zookeeper.common;

import org.jspecify.annotations.NullMarked;
