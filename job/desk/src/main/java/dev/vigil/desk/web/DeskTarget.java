package dev.vigil.desk.web;

/** What a request is for: a page, or a form's target. */
public interface DeskTarget {
    /** True where a person has to show again who it is, unless it has just done so. */
    default boolean isSensitive() {
        return false;
    }
}
