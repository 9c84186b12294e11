/** Tests of partitions. */
package io.zk4j.recipes.partition;
