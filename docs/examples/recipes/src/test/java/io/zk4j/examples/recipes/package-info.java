/** The tour, taken. */
package io.zk4j.examples.recipes;
