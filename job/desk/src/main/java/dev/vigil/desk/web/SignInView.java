package dev.vigil.desk.web;

/**
 * A page of the sign-in.
 *
 * @param link where to go on; null for nowhere
 * @param label of that link
 * @param kept what was typed before; null of what is no form
 */
public record SignInView(String sentence, String link, String label, KeptForm kept) {}
