/** What simulated sessions need of the client's insides. */
package io.zk4j.client;
