/** The examples in the documentation, compiled and run. */
package io.zk4j.recipes.examples;
