/** Tests of kept znodes, groups and parties. */
package io.zk4j.recipes.node;
