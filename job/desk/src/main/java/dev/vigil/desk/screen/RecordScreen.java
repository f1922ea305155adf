package dev.vigil.desk.screen;

import dev.vigil.desk.ask.RawRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A record to the byte, by its place on the log. */
final class RecordScreen {
    private static final int MOST_HEADERS = 100;

    private RecordScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(
                new StoreScreen("/record/{topic}/{part}/{off}", store, RecordScreen::answer));
    }

    private static Answer answer(Handle store, Visit visit) {
        PageText text = visit.text();
        String topic = visit.place("topic");
        Optional<RawRecord> raw = Optional.empty();
        if (isNumber(visit.place("part")) && isNumber(visit.place("off"))) {
            raw =
                    StoredRecords.raw(
                            store,
                            topic,
                            Long.parseLong(visit.place("part")),
                            Long.parseLong(visit.place("off")));
        }
        String place = topic + "-" + visit.place("part") + "@" + visit.place("off");
        return raw.map(it -> page(it, RecordChange.of(store, it).orElse(null), text))
                .orElseGet(() -> Answer.refused(404, text.text("record.none", text.shown(place))));
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,18}");
    }

    private static Answer page(RawRecord raw, RecordChange change, PageText text) {
        return Answer.page(
                text.text("record.title") + " " + raw.record().place(),
                "notices/record.jte",
                new RecordView(
                        raw,
                        BodyText.of(raw.key()),
                        raw.headers().stream()
                                .limit(MOST_HEADERS)
                                .map(
                                        it ->
                                                new RecordView.Header(
                                                        it.name(), BodyText.of(it.value())))
                                .toList(),
                        BodyText.of(raw.record().body()),
                        change));
    }
}
