/** Tests of the client API under Apache's names. */
package org.apache.zookeeper.common;
