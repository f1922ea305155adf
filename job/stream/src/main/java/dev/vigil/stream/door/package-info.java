/**
 * The door: Kafka records become typed inputs, or dead letters with a reason. Whatever a record
 * holds, the job goes on.
 */
package dev.vigil.stream.door;
