package dev.vigil.desk.screen;

import dev.vigil.desk.text.RunbookText;
import java.util.List;

/**
 * What to do about an alert.
 *
 * @param pages names of all runbooks
 * @param page the one that is shown
 */
public record RunbookView(List<String> pages, String page, RunbookText content) {}
