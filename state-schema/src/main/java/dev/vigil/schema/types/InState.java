package dev.vigil.schema.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Flink keeps the record, or one that holds it, in a state: its bytes lie in savepoints. A field
 * may be added, never renamed or retyped; golden bytes of every release must be read.
 *
 * <p>Tests walk from the topics, states and streams to everything that they hold, and expect the
 * mark there and nowhere else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InState {}
