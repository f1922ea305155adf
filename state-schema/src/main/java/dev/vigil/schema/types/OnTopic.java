package dev.vigil.schema.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record, or one that holds it, is the body of an event on a topic: other programs read and
 * write it as JSON. A property may be added, never renamed, retyped or removed; its schema is
 * published, and the golden events of every release must parse.
 *
 * <p>Tests walk from the topics, states and streams to everything that they hold, and expect the
 * mark there and nowhere else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnTopic {}
