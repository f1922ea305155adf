/**
 * From Kafka to the store: a journal of the records as they were on their topics, and projections,
 * which can be made again from it. Positions in topics move in the transaction that writes what was
 * read there.
 */
package dev.vigil.desk.project;
