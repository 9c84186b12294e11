/** Recipes on Apache's servers, as processes of their own. */
package io.zk4j.recipes.apache;
