/**
 * Remembers: every record that Flink turns into bytes and every event on a topic.
 *
 * <p>Would renaming it lose or misread a savepoint or a message? Then it lives here. {@code event}
 * holds what travels on topics as JSON, {@code wire} how it travels (CloudEvents, topics, codecs),
 * {@code state} what Flink keeps under which address, {@code types} how enums become bytes.
 */
package dev.vigil.schema;
