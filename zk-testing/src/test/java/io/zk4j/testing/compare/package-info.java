/**
 * Two servers, one script: what was done to a tree is said as text, without what may differ (times, session ids, the order of
 * sets), so that two servers behave alike exactly if the texts are equal.
 */
@NullMarked
package io.zk4j.testing.compare;

import org.jspecify.annotations.NullMarked;
