package dev.vigil.desk.web;

/**
 * A page of the sign-in.
 *
 * @param link where to go on; null for nowhere
 * @param label of that link
 */
public record SignInView(String sentence, String link, String label) {}
