/** What a Flink cluster says of its jobs, by its REST API alone. */
package dev.vigil.client.cluster;
