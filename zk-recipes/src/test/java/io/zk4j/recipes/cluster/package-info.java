/** Recipes on several real servers in this JVM, whose network is disturbed. */
package io.zk4j.recipes.cluster;
