/**
 * From the store to Kafka: what people order is a row of the outbox first, then a record on its
 * topic, once.
 */
package dev.vigil.desk.act;
