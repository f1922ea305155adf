package dev.vigil.desk.screen;

import dev.vigil.desk.ask.SearchHit;
import dev.vigil.desk.ask.SearchQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What begins with a text. */
final class SearchScreen {
    private static final int MOST_OF_EACH = 8;

    private SearchScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(new StoreScreen("/search", store, SearchScreen::answer));
    }

    private static Answer answer(Handle store, Visit visit) {
        PageText text = visit.text();
        String asked = visit.query("q").orElse("");
        if (asked.length() > SearchQuery.MOST_TEXT) {
            return Answer.refused(
                    400, text.text("search.long", SearchQuery.MOST_TEXT, asked.length()));
        }
        List<SearchHit> hits =
                asked.isEmpty() ? List.of() : SearchQuery.of(store, asked, MOST_OF_EACH);
        return Answer.page(
                text.text("search.title"),
                "notices/search.jte",
                new SearchView(asked, hits, MOST_OF_EACH));
    }

    static String path(SearchHit hit) {
        return switch (hit.kind()) {
            case NOTICE, ITEM -> DeskLink.to("notice", hit.id());
            case NOTIFIER -> DeskLink.to("notifier", hit.id());
            case SESSION -> DeskLink.to("session", hit.id());
            case ACCOUNT -> DeskLink.to("account", hit.id());
            case WORK, UNREGISTERED -> DeskLink.to("work", hit.id());
            case ENTRY -> DeskLink.to("list/entry", hit.id());
            case BATCH -> DeskLink.to("list/batch", hit.id());
            case COMMAND -> DeskLink.to("command", hit.id());
            case SIGNAL -> DeskLink.to("signal", hit.id());
        };
    }
}
