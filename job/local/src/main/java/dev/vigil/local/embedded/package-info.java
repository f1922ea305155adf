/** Broker, mini cluster and both jobs in one JVM; state on disk survives a kill. */
package dev.vigil.local.embedded;
