package dev.vigil.desk.act;

/**
 * What is wrong with a field.
 *
 * @param key of the text
 * @param argument of the text; null where it has none
 */
public record FieldFault(String key, String argument) {}
