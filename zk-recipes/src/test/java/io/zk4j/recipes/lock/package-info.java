/** Tests of the locks. */
package io.zk4j.recipes.lock;
