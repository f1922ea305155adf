package dev.vigil.desk.screen;

import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import gg.jte.Content;
import java.util.List;

/** A page about one thing. */
public record RecordPage(Content heading, List<RecordPart> parts) {
    public RecordPage {
        parts = List.copyOf(parts);
    }

    /**
     * The page as an answer.
     *
     * @param key of its title, which names the id as {@code {0}}
     */
    static Answer of(PageText text, String key, String id, List<RecordPart> parts) {
        return Answer.page(
                text.text(key, text.shown(id)),
                "records/page.jte",
                new RecordPage(text.say(key, text.foreign(id)), parts));
    }
}
