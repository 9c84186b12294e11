/** The scripts in {@code bin/}, run as people run them, from the jars that this build has made. */
package io.zk4j.testing.programs;
