package dev.vigil.desk.web;

/**
 * What a refused visit shows.
 *
 * @param request names the visit in the log
 */
public record RefusalView(String sentence, String request) {}
