/** What tests of the framework need of the client's inside. */
package io.zk4j.client;
