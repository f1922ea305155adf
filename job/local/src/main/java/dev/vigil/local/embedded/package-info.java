/** Broker, mini cluster and the jobs in one JVM; state on disk survives a kill. */
package dev.vigil.local.embedded;
