/** The client for administrators: changes of the membership of an ensemble. */
@NullMarked
package org.apache.zookeeper.admin;

import org.jspecify.annotations.NullMarked;
