/** Tests of caches. */
package io.zk4j.recipes.cache;
