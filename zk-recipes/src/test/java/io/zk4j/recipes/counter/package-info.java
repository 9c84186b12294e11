/** Tests of the primitives. */
package io.zk4j.recipes.counter;
