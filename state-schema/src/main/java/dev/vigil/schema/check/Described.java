package dev.vigil.schema.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of an event means, in the published schema: for those who read or write the event
 * from there and never see this code. Every field has one; its example is that of the golden event.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Described {
    /**
     * The meaning: who gives an id and where it is unique, when a field is missing, what decides.
     */
    String value();

    /** Every number has one, and every text that is a time, a territory, a zone or a digest. */
    Unit unit() default Unit.NONE;
}
