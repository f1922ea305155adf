/**
 * Remembers: every record that Flink turns into bytes and every event on a topic.
 *
 * <p>Would renaming it lose or misread a savepoint or a message? Then it is here, in the package of
 * its domain. An annotation says which promise a record keeps: {@link
 * dev.vigil.schema.types.OnTopic}, {@link dev.vigil.schema.types.InState}, {@link
 * dev.vigil.schema.types.InFlight}. {@code wire} is how events travel (CloudEvents, topics,
 * codecs), {@code types} how enums become bytes, {@code address} under which names Flink keeps
 * state.
 *
 * <p>Times are UTC epoch milliseconds where a name ends in {@code At}. Constructors check what a
 * sender can set. Changes are additive: a field may be added, never renamed, retyped or removed.
 */
package dev.vigil.schema;
