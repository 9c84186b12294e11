/** Connect strings, lists of servers, client settings, and the four letter words of a server. */
@NullMarked
package org.apache.zookeeper.client;

import org.jspecify.annotations.NullMarked;
