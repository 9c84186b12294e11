/**
 * Our client at Apache's server where connections are protected: TLS with certificates on both sides, and the SASL login. Certificates
 * are made for each run.
 */
@NullMarked
package io.zk4j.testing.secure;

import org.jspecify.annotations.NullMarked;
