/**
 * Ensembles of real processes, of zk4j's servers, Apache's and both: that they hold what is promised while servers are killed, frozen, cut
 * off and replaced. Each test owns its processes.
 */
package io.zk4j.testing.ensemble;
