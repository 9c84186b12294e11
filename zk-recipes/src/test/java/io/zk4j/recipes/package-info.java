/** What tests of recipes share. */
package io.zk4j.recipes;
