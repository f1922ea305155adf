package dev.vigil.desk.screen;

import dev.vigil.desk.ask.HistoryPart;
import dev.vigil.desk.ask.RawRecord;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A record to the byte, by its place on the log. */
final class RecordScreen {
    private static final int MOST_HEADERS = 100;

    private static final Set<DeskRole> AUDITORS = Set.of(DeskRole.AUDITOR);

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
        if (raw.isPresent() && !isFor(visit, raw.get().record())) {
            return Answer.wrongRole(text, visit.visitor(), AUDITORS);
        }
        String place = topic + "-" + visit.place("part") + "@" + visit.place("off");
        return raw.map(it -> page(it, RecordChange.of(store, it).orElse(null), text))
                .orElseGet(() -> Answer.refused(404, text.text("record.none", text.shown(place))));
    }

    /**
     * Who signed in, looked and drafted is in the audit, which shows all of it to auditors, and to
     * others their own; what the history of a notice shows is for all who see that.
     */
    private static boolean isFor(Visit visit, StoredRecord record) {
        boolean isOfAudit =
                record.topic().equals(Topic.DESK_LOG.topicName())
                        && (record.type() == null
                                || !HistoryPart.PEOPLE.types().contains(record.type()));
        return !isOfAudit
                || visit.visitor().hasAny(AUDITORS)
                || visit.visitor().actor().equals(record.actor());
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
