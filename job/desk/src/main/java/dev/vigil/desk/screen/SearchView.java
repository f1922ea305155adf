package dev.vigil.desk.screen;

import dev.vigil.desk.ask.SearchHit;
import java.util.List;

/**
 * What a search has found.
 *
 * @param asked the text; empty where none was given
 */
public record SearchView(String asked, List<SearchHit> hits, int mostOfEach) {
    /** The page of what is found. */
    public String path(SearchHit hit) {
        return SearchScreen.path(hit);
    }
}
