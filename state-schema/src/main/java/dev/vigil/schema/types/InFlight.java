package dev.vigil.schema.types;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record, or one that holds it, travels between operators and so lies in the savepoints of
 * channels and in the buffers of a job that is upgraded: it must remain a type that Flink can
 * evolve.
 *
 * <p>Tests walk from the topics, states and streams to everything that they hold, and expect the
 * mark there and nowhere else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InFlight {}
