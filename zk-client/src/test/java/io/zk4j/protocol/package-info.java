/** Tests of the protocol: against recorded bytes, against damaged bytes, and of each building block. */
package io.zk4j.protocol;
