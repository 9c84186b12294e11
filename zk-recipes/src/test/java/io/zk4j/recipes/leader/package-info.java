/** Tests of the elections. */
package io.zk4j.recipes.leader;
