package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.NotifierRow;
import java.util.List;

/**
 * Who sends notices.
 *
 * @param begins of the name, as it was asked for; null for any
 */
public record NotifiersView(
        ListPage<NotifierRow> page,
        List<Choice> levels,
        String begins,
        boolean isFiltered,
        String next,
        String csv) {}
