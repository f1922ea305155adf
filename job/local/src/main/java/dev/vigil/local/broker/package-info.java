/** A Kafka broker in this very process: for {@code vigil up} on a laptop and for the tests. */
package dev.vigil.local.broker;
