package dev.vigil.desk.screen;

import dev.vigil.desk.ask.DeadLetterQuery;
import dev.vigil.desk.ask.LetterRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.input.DeadLetter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Records that a job could not use, and those that the desk could not read. */
final class DeadLetterScreen {
    private static final List<String> HEADER =
            List.of("id", "topic", "place", "stage", "reason", "message", "key", "at", "leftOut");

    private DeadLetterScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(
                new StoreScreen("/deadletters", store, DeadLetterScreen::answer),
                new ListFile<>(
                        "/deadletters.csv",
                        store,
                        "deadletters",
                        HEADER,
                        (handle, visit, after, most) ->
                                DeadLetterQuery.page(
                                        handle,
                                        visit.query("reason").orElse(null),
                                        visit.query("topic").orElse(null),
                                        visit.query("key").orElse(null),
                                        after,
                                        most),
                        DeadLetterScreen::cells));
    }

    private static Answer answer(Handle store, Visit visit) {
        Optional<String> letter = visit.query("letter");
        return letter.isPresent() ? one(store, visit, letter.get()) : list(store, visit);
    }

    private static Answer one(Handle store, Visit visit, String id) {
        PageText text = visit.text();
        Optional<LetterRow> found = DeadLetterQuery.one(store, id);
        if (found.isEmpty()) {
            return Answer.refused(404, text.text("letter.none", text.shown(id)));
        }
        LetterRow letter = found.get();
        byte[] bytes =
                StoredRecords.at(store, letter.topic(), letter.partition(), letter.offset())
                        .flatMap(it -> it.as(DeadLetter.class))
                        .map(DeadLetter::bytes)
                        .filter(it -> it.length > 0)
                        .orElse(null);
        boolean isJournaled =
                StoredRecords.at(store, letter.ofTopic(), letter.ofPartition(), letter.ofOffset())
                        .isPresent();
        return Answer.page(
                text.text("letter.heading") + " " + text.shown(letter.id()),
                "notices/deadletter.jte",
                new LetterView(letter, BodyText.of(bytes), isJournaled));
    }

    private static Answer list(Handle store, Visit visit) {
        String reason = visit.query("reason").orElse(null);
        String topic = visit.query("topic").orElse(null);
        String key = visit.query("key").orElse(null);
        String after = visit.query("after").orElse(null);
        boolean isOurs = visit.query("unread").isPresent();
        ListPage<StoredRecord> unreadable =
                isOurs ? DeadLetterQuery.unreadable(store, after, ListPage.MOST) : null;
        ListPage<LetterRow> page =
                isOurs
                        ? new ListPage<>(List.of(), null)
                        : DeadLetterQuery.page(store, reason, topic, key, after, ListPage.MOST);
        String next = isOurs ? unreadable.after() : page.after();
        return Answer.page(
                visit.text().text("letter.title"),
                "notices/deadletters.jte",
                new LettersView(
                        DeadLetterQuery.reasons(store),
                        page,
                        unreadable,
                        reason,
                        topic,
                        key,
                        next == null
                                ? null
                                : DeskLink.with(
                                        "/deadletters",
                                        "reason",
                                        reason,
                                        "topic",
                                        topic,
                                        "key",
                                        key,
                                        "unread",
                                        isOurs ? "1" : null,
                                        "after",
                                        next),
                        DeskLink.with(
                                "/deadletters.csv", "reason", reason, "topic", topic, "key", key)));
    }

    private static List<Object> cells(LetterRow row, Visit visit) {
        return Arrays.asList(
                row.id(),
                row.ofTopic(),
                row.place(),
                row.stage(),
                row.reason(),
                row.message(),
                row.subject(),
                ListFile.time(row.at(), visit),
                row.leftOut());
    }
}
