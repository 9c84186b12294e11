/** Tests of discovery. */
package io.zk4j.recipes.discovery;
