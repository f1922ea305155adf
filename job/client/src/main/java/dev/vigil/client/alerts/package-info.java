/** Forwards alerts from their topics to Alertmanager or any webhook, at least once. No Flink. */
package dev.vigil.client.alerts;
