package dev.vigil.desk.act;

import dev.vigil.client.act.ActRefused;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.OwnAddress;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.NoticeStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The same done to several notices at once, each by a request, a record and a result of its own: to
 * look after them, to hand them over, to record that they were forwarded, to confirm their open
 * items. Nothing is rejected or declined by more than one at a time.
 */
final class Bulk {
    /** Rows of one request. */
    static final int MOST = 200;

    private static final String TEMPLATE = "act/bulk.jte";

    /** By deed, the fields that may be the same for all. */
    private static final Map<String, Set<String>> FIELDS =
            Map.of(
                    "claim", Set.of("takeOver", "released"),
                    "assign", Set.of("person"),
                    "forward", Set.of("deliveredAt", "channel", "publicly"),
                    "confirm", Set.of("measure", "effectiveAt", "executor", "evidence"));

    private final Store store;
    private final ActDesk desk;

    private Bulk(Store store, WritingParties parties) {
        this.store = store;
        this.desk = new ActDesk(store, parties);
    }

    /** What opens the form, and what it is sent to. */
    static List<DeskPost> posts(Store store, WritingParties parties) {
        Bulk bulk = new Bulk(store, parties);
        return List.of(
                new BulkPost("/bulk", NoticeDeeds.HANDLERS, bulk::open, bulk::again),
                new BulkPost("/bulk/{id}", NoticeDeeds.HANDLERS, bulk::send, bulk::again));
    }

    private static Optional<Deed> deed(String name) {
        return Optional.ofNullable(name).filter(FIELDS::containsKey).flatMap(Deeds::named);
    }

    private static Deed common(Deed deed) {
        return new Deed(
                deed.name(),
                deed.path(),
                deed.roles(),
                deed.needsTwo(),
                deed.fields().stream()
                        .filter(field -> FIELDS.get(deed.name()).contains(field.name()))
                        .toList(),
                deed.maker());
    }

    private static Answer page(Visit visit, int status, BulkView view) {
        return Answer.again(
                status,
                visit.text().text("bulk.title", visit.text().text("deed." + view.deed().name())),
                TEMPLATE,
                view);
    }

    private static String back(Visit visit) {
        return visit.field("back").filter(OwnAddress::is).orElse("/");
    }

    // The form --------------------------------------------------------------------------------

    /** Each notice is shown with the state that it has now. */
    private Answer open(Visit visit) {
        Optional<Deed> deed = deed(visit.field("deed").orElse(null));
        Set<String> notices = new LinkedHashSet<>(visit.fields("id"));
        if (deed.isEmpty() || notices.isEmpty()) {
            return Answer.refused(400, visit.text().text("bulk.none"));
        }
        List<BulkRow> rows = rows(deed.get(), notices);
        if (rows.size() > MOST) {
            return Answer.refused(400, visit.text().text("bulk.many", MOST, rows.size()));
        } else if (rows.isEmpty()) {
            return Answer.refused(409, visit.text().text("bulk.noitems"));
        }
        return form(visit, 200, deed.get(), rows, null, null);
    }

    private List<BulkRow> rows(Deed deed, Set<String> notices) {
        List<BulkRow> rows = new ArrayList<>();
        try (Handle handle = store.handle()) {
            StoredFacts known = new StoredFacts(handle);
            for (String notice : notices) {
                Optional<NoticeStatus> status = known.status(notice);
                List<String> open =
                        deed.about().equals("item")
                                ? status.map(NoticeStatus::itemsOpen).orElse(List.of())
                                : List.of(notice);
                open.stream()
                        .map(id -> row(id, notice, SeenState.of(status)))
                        .limit(MOST + 1)
                        .forEach(rows::add);
                if (rows.size() > MOST) {
                    break;
                }
            }
        }
        return rows;
    }

    private static BulkRow row(String id, String notice, SeenState seen) {
        return new BulkRow(id, notice, seen, UUID.randomUUID().toString(), null, null);
    }

    private Answer form(
            Visit visit, int status, Deed deed, List<BulkRow> rows, FormValues sent, String said) {
        DeedPage page = new DeedPage(deed, store, null);
        List<FieldView> fields =
                common(deed).fields().stream()
                        .map(
                                field ->
                                        page.field(
                                                field,
                                                sent == null ? List.of() : sent.texts(field.name()),
                                                sent == null
                                                        ? null
                                                        : sent.faults().get(field.name()),
                                                visit))
                        .toList();
        return page(visit, status, new BulkView(deed, rows, fields, said, false, back(visit)));
    }

    // What it is sent to ----------------------------------------------------------------------

    private Answer send(Visit visit) {
        Optional<Deed> deed = deed(visit.id());
        List<BulkRow> rows = sentRows(visit);
        if (deed.isEmpty() || rows.isEmpty() || rows.size() > MOST) {
            return Answer.refused(400, visit.text().text("bulk.none"));
        }
        FormValues first = values(common(deed.get()), rows.get(0), visit);
        if (!first.faults().isEmpty()) {
            return form(visit, 400, deed.get(), rows, first, visit.text().text("act.faults"));
        }
        List<BulkRow> done =
                rows.stream().map(row -> order(common(deed.get()), row, visit)).toList();
        return page(visit, 200, new BulkView(deed.get(), done, List.of(), null, true, back(visit)));
    }

    /** With the rows as they were sent; what opens the form has nothing that was typed. */
    private Answer again(Visit visit, int status, String said) {
        Optional<Deed> deed = deed(visit.places().get("id"));
        List<BulkRow> rows = sentRows(visit);
        if (deed.isEmpty() || rows.isEmpty() || rows.size() > MOST) {
            return Answer.refused(status, said);
        }
        FormValues sent = values(common(deed.get()), rows.get(0), visit);
        return form(visit, status, deed.get(), rows, sent, said);
    }

    /** Empty where the form is not one of ours. */
    private static List<BulkRow> sentRows(Visit visit) {
        List<String> ids = visit.fields("id");
        List<List<String>> each =
                Arrays.asList(
                        visit.fields("notice"),
                        visit.fields("rowrequest"),
                        visit.fields("as_of"),
                        visit.fields("generation"));
        boolean isWhole = each.stream().allMatch(values -> values.size() == ids.size());
        boolean isOurs =
                isWhole
                        && each.get(1).stream().distinct().count() == ids.size()
                        && each.get(1).stream().allMatch(DeedPage::isRequest);
        List<BulkRow> rows = new ArrayList<>();
        for (int i = 0; isOurs && i < ids.size(); i++) {
            SeenState seen =
                    new SeenState(
                            DeedPage.number(each.get(2).get(i)),
                            DeedPage.number(each.get(3).get(i)));
            rows.add(
                    new BulkRow(
                            ids.get(i), each.get(0).get(i), seen, each.get(1).get(i), null, null));
        }
        return rows;
    }

    private static FormValues values(Deed deed, BulkRow row, Visit visit) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        deed.fields().forEach(field -> sent.put(field.name(), visit.fields(field.name())));
        return FormValues.of(
                deed,
                row.id(),
                sent,
                visit.visitor(),
                row.request(),
                visit.text().zone(),
                visit.nowMs());
    }

    /** What is refused of one is not of the others; what was ordered before is ordered once. */
    private BulkRow order(Deed deed, BulkRow row, Visit visit) {
        try {
            if (!visit.visitor().hasAny(deed.roles())) {
                throw new DeskRefused("act.draft.role");
            }
            SeenState seen = DeedPage.isOfNotice(deed) ? row.seen() : null;
            desk.order(deed, values(deed, row, visit), seen, visit.address(), visit.ages());
            return row.ordered();
        } catch (ActRefused | IllegalArgumentException e) {
            return row.refused(visit.text().text("act.refused", RefusalWords.of(visit.text(), e)));
        } catch (DeskRefused e) {
            return row.refused(visit.text().text(e.key(), e.arguments()));
        } catch (StaleForm e) {
            return row.refused(visit.text().text("act.stale"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
