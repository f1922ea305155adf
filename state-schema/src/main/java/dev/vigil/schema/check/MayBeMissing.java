package dev.vigil.schema.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of an event that a sender may leave out or set to null; every other field is
 * required by the published schema. A field that is added after a release always carries it, as the
 * events of that release lack it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface MayBeMissing {}
