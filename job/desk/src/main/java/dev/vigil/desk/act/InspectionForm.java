package dev.vigil.desk.act;

import dev.vigil.audit.NoteKey;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.act.FieldView.FieldOption;
import dev.vigil.desk.inspect.AskedInspection;
import dev.vigil.desk.inspect.InspectedThing;
import dev.vigil.desk.inspect.InspectionBusy;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.desk.DeskLooked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where an inspection is asked for, and those that were made. */
final class InspectionForm implements FormPage {
    static final Set<DeskRole> AUDITORS = Set.of(DeskRole.AUDITOR);
    static final String SUBJECT = "inspection/";

    private static final String DEED = "inspect";
    private static final String TEMPLATE = "act/inspections.jte";
    private static final int LONGEST = 500;

    private final Store store;
    private final InspectionMaker maker;
    private final Deed form;

    InspectionForm(Store store, InspectionMaker maker) {
        this.store = store;
        this.maker = maker;
        List<FormField> fields =
                new ArrayList<>(
                        List.of(
                                FormField.time("from").required(),
                                FormField.time("to"),
                                FormField.choice("only", InspectedThing.values()),
                                FormField.line("onlyId", LONGEST),
                                FormField.line("askedBy", LONGEST),
                                FormField.line("document", LONGEST),
                                FormField.choice("language", PageLanguage.values())));
        if (maker.settings().keys().isEmpty()) {
            fields.add(FormField.line("logKey", LONGEST).required());
        }
        form = new Deed(DEED, "/inspection", AUDITORS, false, fields, null);
    }

    @Override
    public Deed form() {
        return form;
    }

    @Override
    public Answer get(Visit visit) {
        Map<String, String> usual = visit.query("from").isPresent() ? Map.of() : lastMonth(visit);
        return page(
                visit,
                200,
                form.fields().stream()
                        .map(it -> field(it, values(visit, it.name(), usual), null, visit.text()))
                        .toList(),
                null,
                null);
    }

    private static List<String> values(Visit visit, String field, Map<String, String> usual) {
        return usual.containsKey(field) ? List.of(usual.get(field)) : visit.queries(field);
    }

    /** What most ask for: the month that is over, in the visitor's zone and language. */
    private static Map<String, String> lastMonth(Visit visit) {
        PageText text = visit.text();
        YearMonth now = YearMonth.from(Instant.ofEpochMilli(visit.nowMs()).atZone(text.zone()));
        return Map.of(
                "from", now.minusMonths(1).atDay(1).atStartOfDay().toString(),
                "to", now.atDay(1).atStartOfDay().toString(),
                "language", text.language().name());
    }

    private Answer page(
            Visit visit, int status, List<FieldView> fields, String request, String said) {
        try {
            return Answer.again(
                    status,
                    visit.text().text("inspection.title"),
                    TEMPLATE,
                    new InspectionsView(
                            maker.isHere() ? fields : List.of(),
                            request,
                            said,
                            maker.kept(),
                            maker.settings().keys().stream().map(NoteKey::line).toList(),
                            maker.settings().kept().toDays()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FieldView field(
            FormField field, List<String> values, FieldFault fault, PageText text) {
        return new FieldView(
                field,
                values,
                field.options().stream()
                        .map(it -> new FieldOption(it, text.code(field.type(), it)))
                        .toList(),
                fault == null ? null : fault.sentence(text));
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return again(visit, 400, visit.text().text("act.request.missing"));
        }
        if (!maker.isHere()) {
            return Answer.refused(409, visit.text().text("inspection.nowhere"));
        }
        FormValues values = FormValues.of(form, visit, request.get());
        check(values);
        if (!values.faults().isEmpty()) {
            return again(visit, 400, values, visit.text().text("act.faults"));
        }
        try {
            maker.begin(asked(values), keys(values), () -> note(values, visit.address()));
        } catch (InspectionBusy e) {
            return again(visit, 409, values, visit.text().text("inspection.busy"));
        } catch (DeskRefused e) {
            FormValues next = e.isOfUsedRequest() ? DeedPage.anew(form, visit) : values;
            return again(visit, 409, next, visit.text().text(e.key(), e.arguments()));
        } catch (IOException e) {
            return again(visit, 409, values, visit.text().text("act.refused", e.getMessage()));
        }
        return Answer.to("/inspection/" + request.get());
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return again(visit, status, DeedPage.sent(form, visit), said);
    }

    private Answer again(Visit visit, int status, FormValues values, String said) {
        return page(
                visit,
                status,
                form.fields().stream()
                        .map(
                                it ->
                                        field(
                                                it,
                                                values.texts(it.name()),
                                                values.faults().get(it.name()),
                                                visit.text()))
                        .toList(),
                values.request(),
                said);
    }

    private static void check(FormValues values) {
        boolean isOfOne = values.text("only") != null;
        if (isOfOne != (values.text("onlyId") != null)) {
            values.faults().putIfAbsent("onlyId", new FieldFault("inspection.fault.only", null));
        }
        if (values.faults().isEmpty() && values.timeOrNow("to") <= values.time("from")) {
            values.faults().put("to", new FieldFault("inspection.fault.span", null));
        }
        if (values.text("logKey") != null) {
            try {
                NoteKey.parse(values.text("logKey"));
            } catch (IllegalArgumentException e) {
                values.faults().put("logKey", new FieldFault("inspection.fault.key", null));
            }
        }
    }

    private List<NoteKey> keys(FormValues values) {
        return maker.settings().keys().isEmpty()
                ? List.of(NoteKey.parse(values.text("logKey")))
                : maker.settings().keys();
    }

    /** Up to now at the latest: what is stored later would make another bundle of the same span. */
    private static AskedInspection asked(FormValues values) {
        PageLanguage language = values.choice("language", PageLanguage.class);
        return new AskedInspection(
                values.request(),
                values.time("from"),
                Math.min(values.timeOrNow("to"), values.nowMs()),
                values.choice("only", InspectedThing.class),
                values.text("onlyId"),
                values.actor(),
                values.text("askedBy"),
                values.text("document"),
                language == null ? PageLanguage.ZH : language,
                values.zone().getId(),
                values.nowMs());
    }

    private void note(FormValues values, String address) {
        noted(store, DEED, values, SUBJECT + values.request(), "inspection", address);
    }

    /**
     * Notes, on the topic too, that a person has looked at what not all may see.
     *
     * @param what as {@link DeskLooked} has it
     */
    static void noted(
            Store store,
            String deed,
            FormValues values,
            String subject,
            String what,
            String address) {
        ActDesk.once(
                store,
                values,
                inside -> {
                    DeskLooked looked = new DeskLooked(subject, what, values.nowMs());
                    ActDesk.put(inside, deed, values, DeskDeeds.looked(looked), null);
                    ActDesk.audit(inside, deed, values, subject, null, address);
                });
    }
}
