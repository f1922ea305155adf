package dev.vigil.cli.size;

/**
 * A line of the answer.
 *
 * @param part that needs it, such as a job
 * @param what is needed
 * @param amount with its unit
 * @param because of which load and cost
 */
record SizeLine(String part, String what, String amount, String because) {}
