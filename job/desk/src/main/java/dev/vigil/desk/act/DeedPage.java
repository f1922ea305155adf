package dev.vigil.desk.act;

import dev.vigil.client.act.ActRefused;
import dev.vigil.desk.act.FieldView.FieldOption;
import dev.vigil.desk.ask.DistinctValues;
import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.desk.ask.NoticeQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.OwnAddress;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** The form of a deed, and where it is sent to. */
final class DeedPage implements FormPage {
    private static final String TEMPLATE = "act/form.jte";
    private static final String OUTCOME = "outcome";
    private static final int MOST_PERSONS = 200;
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9-]{8,64}");

    /** Names that messages have in place of a field's. */
    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    Map.entry("--at", "at"),
                    Map.entry("--item", "itemIds"),
                    Map.entry("--received", "receivedAt"),
                    Map.entry("--effective", "effectiveAt"),
                    Map.entry("--published", "publishedAt"),
                    Map.entry("--delivered", "deliveredAt"),
                    Map.entry("--brings", "elements"),
                    Map.entry("--answer", "digest"),
                    Map.entry("--measure", "measure"),
                    Map.entry("--for", "days"),
                    Map.entry("--reference", "referenceId"));

    private final Deed deed;
    private final Store store;
    private final ActDesk desk;

    DeedPage(Deed deed, Store store, WritingParties parties) {
        this.deed = deed;
        this.store = store;
        this.desk = new ActDesk(store, parties);
    }

    @Override
    public Deed form() {
        return deed;
    }

    /** The end of a service. */
    @Override
    public boolean isSensitive() {
        return deed.name().equals("carryout");
    }

    /** Fields may be given beforehand, by the query. */
    @Override
    public Answer get(Visit visit) {
        Map<String, List<String>> given = beforehand(visit);
        List<FieldView> fields =
                deed.fields().stream()
                        .map(field -> field(field, given.get(field.name()), null, visit))
                        .toList();
        return Answer.page(
                title(visit),
                TEMPLATE,
                view(visit, null, visit.query("back"), fields, seenNow(visit), null, null));
    }

    /**
     * What a form is opened with: the query, and of a triage without one what the notice lacks. The
     * outcome is what the given fields belong to.
     */
    private Map<String, List<String>> beforehand(Visit visit) {
        Map<String, List<String>> given = new HashMap<>();
        deed.fields().forEach(field -> given.put(field.name(), visit.queries(field.name())));
        if (given.getOrDefault(Shown.FIELD, List.of("")).isEmpty()) {
            given.put(Shown.FIELD, shownNow(visit));
        }
        if (deed.isTriage() && given.values().stream().allMatch(List::isEmpty)) {
            given.put("missing", lacking(visit.id()));
        }
        deed.fields().stream()
                .filter(field -> field.implied() != null && !given.get(field.name()).isEmpty())
                .findFirst()
                .filter(field -> given.get(OUTCOME).isEmpty())
                .ifPresent(field -> given.put(OUTCOME, List.of(field.implied())));
        return given;
    }

    private List<String> lacking(String noticeId) {
        try (Handle handle = store.handle()) {
            return NoticeQuery.of(handle, noticeId).stream()
                    .flatMap(facts -> facts.lacking().stream())
                    .map(Element::name)
                    .toList();
        }
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = request(visit);
        if (request.isEmpty()) {
            return again(visit, 400, visit.text().text("act.request.missing"));
        }
        FormValues form = FormValues.of(deed, visit, request.get());
        if (!form.faults().isEmpty()) {
            return again(visit, 400, form, visit.text().text("act.faults"), null);
        }
        try {
            desk.order(deed, form, seen(visit), visit.address(), visit.ages());
        } catch (ActRefused e) {
            return refused(visit, 409, form, e);
        } catch (IllegalArgumentException e) {
            return refused(visit, 400, form, e);
        } catch (DeskRefused e) {
            FormValues next = e.isOfUsedRequest() ? anew(deed, visit) : form;
            if (e.isOfChange()) {
                next.values().put(Shown.FIELD, shownNow(visit));
            }
            return again(visit, 409, next, visit.text().text(e.key(), e.arguments()), null);
        } catch (StaleForm e) {
            return again(visit, 409, form, visit.text().text("act.stale"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.to(
                (deed.needsTwo() ? "/draft/" : "/order/")
                        + request.get()
                        + "?back="
                        + Deed.encoded(back(visit, visit.field("back"))));
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return again(visit, status, sent(deed, visit), said, null);
    }

    /** What is shown again: it may have been carried out, and stays the same request. */
    static FormValues sent(Deed deed, Visit visit) {
        return request(visit)
                .map(request -> FormValues.of(deed, visit, request))
                .orElseGet(() -> anew(deed, visit));
    }

    /** The same as a request of its own. */
    static FormValues anew(Deed deed, Visit visit) {
        return FormValues.of(deed, visit, UUID.randomUUID().toString());
    }

    /** The id that a form was made with. */
    static Optional<String> request(Visit visit) {
        return visit.field("request").filter(DeedPage::isRequest);
    }

    static boolean isRequest(String id) {
        return REQUEST.matcher(id).matches();
    }

    /** Of a notice's forms alone. */
    private SeenState seen(Visit visit) {
        if (!isOfNotice(deed)) {
            return null;
        }
        return new SeenState(number(visit, "as_of"), number(visit, "generation"));
    }

    /** What a form shows that is opened. */
    private SeenState seenNow(Visit visit) {
        if (!isOfNotice(deed)) {
            return null;
        }
        try (Handle handle = store.handle()) {
            return SeenState.of(new StoredFacts(handle).status(visit.id()));
        }
    }

    /** The value of the hidden field: what the page that is made now shows. */
    private List<String> shownNow(Visit visit) {
        return shown(visit).map(Shown::value).stream().toList();
    }

    private Optional<Shown> shown(Visit visit) {
        String reportId =
                visit.field("reportId").or(() -> visit.query("reportId")).orElse("").strip();
        try (Handle handle = store.handle()) {
            return Shown.now(
                    deed,
                    new StoredFacts(handle),
                    visit.places().get("id"),
                    reportId.isEmpty() ? null : reportId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isOfNotice(Deed deed) {
        return deed.path().startsWith("/notice/{id}/") && !DeskDeeds.areOfDesk(deed);
    }

    private static long number(Visit visit, String field) {
        return number(visit.field(field).orElse(""));
    }

    /** 0 where it is none. */
    static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Why it was refused: beside the field that the message begins with, where it has one. */
    private Answer refused(Visit visit, int status, FormValues form, Exception e) {
        String name = e.getMessage() == null ? "" : e.getMessage().split("[:.]", 2)[0];
        String field = FIELDS.getOrDefault(name, name);
        String sentence = RefusalWords.of(visit.text(), e);
        boolean isOfField = deed.fields().stream().anyMatch(it -> it.name().equals(field));
        if (isOfField) {
            form.faults().put(field, new FieldFault("fault.sentence", sentence));
        }
        String said =
                isOfField
                        ? visit.text().text("act.faults")
                        : visit.text().text("act.refused", sentence);
        return again(visit, status, form, said, null);
    }

    /**
     * The form as it was sent. It is still made from the state that the person has seen, unless the
     * page shows what has changed since.
     */
    private Answer again(Visit visit, int status, FormValues form, String said, StaleForm stale) {
        SeenState seen = stale == null ? seen(visit) : SeenState.of(Optional.of(stale.now()));
        List<FieldView> fields =
                deed.fields().stream()
                        .map(
                                field ->
                                        field(
                                                field,
                                                form.texts(field.name()),
                                                form.faults().get(field.name()),
                                                visit))
                        .toList();
        return Answer.again(
                status,
                title(visit),
                TEMPLATE,
                view(visit, form.request(), visit.field("back"), fields, seen, said, stale));
    }

    private String title(Visit visit) {
        return visit.text().text("deed." + deed.name());
    }

    private FormView view(
            Visit visit,
            String request,
            Optional<String> from,
            List<FieldView> fields,
            SeenState seen,
            String said,
            StaleForm stale) {
        String id = visit.places().get("id");
        NoticeFacts facts = null;
        if (isOfNotice(deed)) {
            try (Handle handle = store.handle()) {
                facts = NoticeQuery.of(handle, id).orElse(null);
            }
        }
        return new FormView(
                deed,
                id,
                deed.address(id),
                request,
                back(visit, from),
                fields,
                seen,
                facts,
                said,
                stale);
    }

    /** The page that the person was on, of this desk. */
    private String back(Visit visit, Optional<String> from) {
        String id = visit.places().get("id");
        return from.filter(OwnAddress::is)
                .orElseGet(
                        () ->
                                switch (deed.about()) {
                                    case "notice", "account", "work", "signal" ->
                                            "/" + deed.about() + "/" + Deed.encoded(id);
                                    case "alert" -> "/alerts";
                                    case "command" -> "/commands";
                                    case "owner" -> "/owner";
                                    default -> "/";
                                });
    }

    FieldView field(FormField field, List<String> values, FieldFault fault, Visit visit) {
        PageText text = visit.text();
        List<FieldOption> options =
                switch (field.kind()) {
                    case ITEMS -> items(visit.id());
                    case PERSON -> persons(text);
                    case SHOWN -> shown(values, visit);
                    default ->
                            field.options().stream()
                                    .map(it -> new FieldOption(it, text.code(field.type(), it)))
                                    .toList();
                };
        return new FieldView(field, values, options, fault == null ? null : fault.sentence(text));
    }

    /** In words; none where that is no longer what there is. */
    private List<FieldOption> shown(List<String> values, Visit visit) {
        String value = values.isEmpty() ? null : values.get(0);
        PageText text = visit.text();
        return Shown.read(deed, value, shown(visit)).stream()
                .map(it -> it.words().stream().map(word -> RefusalWords.argument(text, word)))
                .map(words -> text.text("deed." + deed.name() + ".shown", words.toArray()))
                .map(words -> new FieldOption(value, words))
                .toList();
    }

    private List<FieldOption> items(String noticeId) {
        try (Handle handle = store.handle()) {
            return new StoredFacts(handle)
                    .items(noticeId).stream()
                            .flatMap(it -> it.stream())
                            .limit(500)
                            .map(it -> new FieldOption(it, null))
                            .toList();
        }
    }

    /** Those who have acted at this desk. */
    private List<FieldOption> persons(PageText text) {
        try (Handle handle = store.handle()) {
            return DistinctValues.of(handle, "audit_row", "person", MOST_PERSONS).stream()
                    .map(it -> new FieldOption(it, name(text, it)))
                    .toList();
        }
    }

    private static String name(PageText text, String pointer) {
        String name = text.names().apply(pointer);
        return name == null ? null : text.shown(name);
    }

    /** One for each deed. */
    static List<DeedPage> all(Store store, WritingParties parties) {
        return Deeds.all().stream().map(deed -> new DeedPage(deed, store, parties)).toList();
    }
}
