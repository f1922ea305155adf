package dev.vigil.schema.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of an event means, in the published schema: for those who write the event from there
 * and never see this code.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Described {
    /** The meaning, and the unit of a number. */
    String value();

    /** A value in JSON; empty for none, as in what the jobs write. */
    String example() default "";
}
