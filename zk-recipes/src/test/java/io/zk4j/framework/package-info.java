/** Tests of the framework. */
package io.zk4j.framework;
