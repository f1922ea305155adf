/** Topics and events on any Kafka, as the commands need them. */
package dev.vigil.client.bus;
