/**
 * Kafka, ZooKeeper, an object storage, a JobManager and TaskManagers, each a process of its own,
 * and what reaches into them: Flink's REST interface, a reader of topics, a clock in a file, the
 * moment before a commit. It must not know what is sent to a job or what a benchmark promises.
 */
package dev.vigil.bench.site;
