package dev.vigil.desk.web;

/**
 * What a refused visit shows.
 *
 * @param request names the visit in the log
 * @param kept what was typed; null of what is no form
 */
public record RefusalView(String sentence, String request, KeptForm kept) {}
