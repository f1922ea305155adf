package dev.vigil.desk.act;

import static dev.vigil.desk.act.FormField.area;
import static dev.vigil.desk.act.FormField.boxes;
import static dev.vigil.desk.act.FormField.choice;
import static dev.vigil.desk.act.FormField.flag;
import static dev.vigil.desk.act.FormField.items;
import static dev.vigil.desk.act.FormField.line;
import static dev.vigil.desk.act.FormField.lines;
import static dev.vigil.desk.act.FormField.number;
import static dev.vigil.desk.act.FormField.openTime;
import static dev.vigil.desk.act.FormField.time;
import static dev.vigil.desk.act.FormField.words;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.FieldRefused;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeContentBuilder;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.rights.RightType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is done to notices. */
final class NoticeDeeds {
    static final Set<DeskRole> HANDLERS = Set.of(DeskRole.HANDLER, DeskRole.LEAD);
    static final Set<DeskRole> LEADS = Set.of(DeskRole.LEAD);

    /** What was received longer ago than this arrived by another way than this form. */
    private static final Duration AT_ONCE = Duration.ofMinutes(5);

    /** {@code The Film [the-film]}. */
    private static final Pattern NAMED_WORK =
            Pattern.compile("(.*\\S)\\s*[\\[【［]([^\\[\\]\\s]+)[\\]】］]");

    /** As the command line names it. */
    private static final String UPHELD = "UPHELD";

    private NoticeDeeds() {}

    static List<Deed> all() {
        return List.of(
                Deed.one("file", "/notices", HANDLERS, NoticeDeeds::file, filedFields()),
                Deed.one(
                        "triage",
                        "/notice/{id}/triage",
                        HANDLERS,
                        NoticeDeeds::triage,
                        choice(
                                        "outcome",
                                        TriageOutcome.ACCEPTED,
                                        TriageOutcome.INCOMPLETE,
                                        TriageOutcome.DUPLICATE)
                                .required(),
                        boxes("missing", Element.values()).implies(TriageOutcome.INCOMPLETE),
                        line("duplicateOf", 200).implies(TriageOutcome.DUPLICATE),
                        flag("fromStart"),
                        area("reason", 5_000)),
                Deed.one(
                        "refuse",
                        "/notice/{id}/refuse",
                        LEADS,
                        NoticeDeeds::refuse,
                        choice("outcome", TriageOutcome.REJECTED, TriageOutcome.DECLINED)
                                .required(),
                        area("reason", 5_000).required(),
                        items("itemIds").implies(TriageOutcome.DECLINED),
                        flag("manifestlyUnfounded").implies(TriageOutcome.REJECTED),
                        flag("forged").implies(TriageOutcome.REJECTED)),
                Deed.one(
                        "supplement",
                        "/notice/{id}/supplement",
                        HANDLERS,
                        NoticeDeeds::supplement,
                        time("receivedAt"),
                        boxes("elements", Element.values()),
                        lines("items", 2_250),
                        line("documentRef", 2_000)),
                Deed.one(
                        "forward",
                        "/notice/{id}/forward",
                        HANDLERS,
                        NoticeDeeds::forward,
                        time("deliveredAt"),
                        line("recipient", 200),
                        line("channel", 100),
                        flag("counter"),
                        flag("publicly")),
                Deed.one(
                        "counter",
                        "/notice/{id}/counter",
                        HANDLERS,
                        NoticeDeeds::counter,
                        time("receivedAt"),
                        items("itemIds"),
                        words(
                                "reasonCode",
                                "CounterReason",
                                "owner",
                                "authorized",
                                "no_right",
                                "fair_use",
                                "removed",
                                "not_used",
                                "other"),
                        line("identity", 500),
                        line("contact", 500),
                        line("address", 500),
                        lines("evidence", 2_000),
                        flag("truthDeclaration"),
                        flag("goodFaith")),
                Deed.one(
                        "proceeding",
                        "/notice/{id}/proceeding",
                        LEADS,
                        NoticeDeeds::proceeding,
                        choice("kind", ProceedingKind.values()).required(),
                        time("filedAt"),
                        line("body", 500),
                        line("caseNo", 200),
                        number("notarisationDelayDays")),
                Deed.one(
                        "decided",
                        "/notice/{id}/proceeding/decided",
                        LEADS,
                        NoticeDeeds::decided,
                        words("upheld", "Ruling", UPHELD, "DISMISSED").required(),
                        time("at"),
                        line("documentRef", 2_000)),
                Deed.two(
                        "hold",
                        "/notice/{id}/hold",
                        LEADS,
                        NoticeDeeds::hold,
                        line("documentRef", 2_000).required(),
                        time("at"),
                        flag("byNotifier")),
                Deed.two(
                        "resume",
                        "/notice/{id}/resume",
                        LEADS,
                        NoticeDeeds::resume,
                        line("documentRef", 2_000).required(),
                        time("at")),
                Deed.one(
                        "withdraw",
                        "/notice/{id}/withdraw",
                        LEADS,
                        NoticeDeeds::withdraw,
                        time("at"),
                        area("reason", 2_000)));
    }

    /**
     * The fields that {@link #notice} reads.
     *
     * @param first those of the work, which not each form asks for alike, and what else begins it
     */
    static FormField[] noticeFields(FormField... first) {
        Stream<FormField> further =
                Stream.of(
                        choice("rightType", RightType.values()),
                        flag("live"),
                        area("statement", 5_000),
                        words("role", "SenderRole", "principal", "agent", "attorney"),
                        line("identity", 500),
                        line("contact", 500),
                        line("address", 500),
                        lines("evidence", 2_000),
                        flag("truthDeclaration"),
                        flag("goodFaith"));
        return Stream.concat(Stream.of(first), further).toArray(FormField[]::new);
    }

    /** What an authority orders comes last: most notices are none. */
    private static FormField[] filedFields() {
        FormField[] fields =
                noticeFields(
                        line("noticeId", 200),
                        line("notifier", 200),
                        time("receivedAt"),
                        line("arrival", 100),
                        line("workName", 500),
                        line("workId", 200),
                        lines("moreWorks", 702),
                        lines("items", 2_250));
        return Stream.concat(
                        Stream.of(fields),
                        Stream.of(
                                choice("regime", Regime.values()),
                                choice("directiveKind", DirectiveKind.values()),
                                line("directiveRef", 200),
                                area("scope", 2_000),
                                lines("deliverables", 500),
                                openTime("dueAt")))
                .toArray(FormField[]::new);
    }

    private static Act file(ActFacts known, FormValues form) throws IOException {
        if (form.text("notifier") == null) {
            throw new FieldRefused(
                    "notifier.missing",
                    "notifier: expected who has sent it, got nothing; give the pointer of the"
                            + " register");
        }
        Directive directive = directive(form);
        long receivedAt = form.timeOrNow("receivedAt");
        requireWhole(form, receivedAt, directive);
        return NoticeActs.file(
                known,
                notice(form)
                        .noticeId(
                                form.text("noticeId") == null ? newId(form) : form.text("noticeId"))
                        .channel(form.text("arrival") == null ? "desk" : form.text("arrival"))
                        .receivedAt(receivedAt)
                        .notifier(form.text("notifier"))
                        .regime(form.choice("regime", Regime.class))
                        .directive(directive)
                        .dueAt(form.time("dueAt"))
                        .build(),
                form.nowMs());
    }

    /** Of an order the law asks for no work, and of one with deliverables for no item. */
    private static void requireWhole(FormValues form, long receivedAt, Directive directive) {
        boolean isEarlier = receivedAt < form.nowMs() - AT_ONCE.toMillis();
        boolean isOfDeliverables = directive != null && !directive.deliverables().isEmpty();
        if (isEarlier && form.text("arrival") == null) {
            throw new FieldRefused(
                    "arrival.missing",
                    "arrival: expected how it arrived, as it was received earlier, got nothing;"
                            + " give it");
        }
        if (form.text("workName") == null && directive == null) {
            throw new FieldRefused(
                    "work.missing",
                    "workName: expected the name of the work, as the notice is no authority's"
                            + " order, got nothing; give it");
        }
        if (form.texts("items").isEmpty() && !isOfDeliverables) {
            throw new FieldRefused(
                    "items.missing",
                    "items: expected what is to be removed, or a directive with what is to be"
                            + " handed over, got neither; give one");
        }
    }

    /** An authority's order: the notifier is the authority. Null where the notice is none. */
    private static Directive directive(FormValues form) {
        DirectiveKind kind = form.choice("directiveKind", DirectiveKind.class);
        for (String field : List.of("directiveRef", "scope", "deliverables", "dueAt")) {
            if (kind == null && form.text(field) != null) {
                throw new FieldRefused(
                        "directive.missing",
                        field
                                + ": expected of an authority's order alone, got it without; choose"
                                + " what is ordered, or leave it out");
            }
        }
        if (kind == null) {
            return null;
        }
        if (form.text("directiveRef") == null) {
            throw new FieldRefused(
                    "directive.document",
                    "directiveRef: expected the number of the authority's document, got nothing;"
                            + " give it");
        }
        return new Directive(
                kind,
                form.text("notifier"),
                form.text("directiveRef"),
                form.text("scope"),
                form.texts("deliverables"));
    }

    /** The first by its own fields, further ones by a line each. */
    private static List<NoticeWork> works(FormValues form) {
        RightType right = form.choice("rightType", RightType.class);
        List<NoticeWork> works = new ArrayList<>();
        if (form.text("workName") != null || form.text("workId") != null) {
            works.add(new NoticeWork(form.text("workName"), form.text("workId"), right, null));
        }
        for (String line : form.texts("moreWorks")) {
            Matcher work = NAMED_WORK.matcher(line);
            works.add(
                    work.matches()
                            ? new NoticeWork(work.group(1), work.group(2), right, null)
                            : new NoticeWork(line, null, right, null));
        }
        return works;
    }

    /** Of a notice that is filed here: no other form has it. */
    static String newId(FormValues form) {
        return "desk-" + form.request();
    }

    /** All but its id, when it was received and who has sent it. */
    static NoticeReceivedBuilder notice(FormValues form) {
        return NoticeReceivedBuilder.builder()
                .channel("desk")
                .works(works(form))
                .items(noticeItems(form))
                .statement(form.text("statement"))
                .content(content(form).role(form.text("role")).build())
                .live(form.flagOrNull("live"));
    }

    /** An id on each line, and behind it, where it is known, the address. */
    private static List<NoticeItem> noticeItems(FormValues form) {
        return form.texts("items").stream()
                .map(line -> line.split("\\s+", 2))
                .map(parts -> new NoticeItem(parts[0], parts.length == 1 ? null : parts[1]))
                .toList();
    }

    private static NoticeContentBuilder content(FormValues form) {
        return NoticeContentBuilder.builder()
                .identity(form.text("identity"))
                .contact(form.text("contact"))
                .address(form.text("address"))
                .evidence(form.texts("evidence"))
                .truthDeclaration(form.flagOrNull("truthDeclaration"))
                .goodFaith(form.flagOrNull("goodFaith"));
    }

    private static NoticeTriagedBuilder decision(FormValues form) {
        return NoticeTriagedBuilder.builder()
                .noticeId(form.id())
                .outcome(form.choice("outcome", TriageOutcome.class))
                .at(form.nowMs())
                .actor(form.actor())
                .reason(form.text("reason"));
    }

    private static Act triage(ActFacts known, FormValues form) throws IOException {
        TriageOutcome outcome = form.choice("outcome", TriageOutcome.class);
        List<Element> missing = form.choices("missing", Element.class);
        require("missing", outcome == TriageOutcome.INCOMPLETE, !missing.isEmpty());
        require(
                "duplicateOf",
                outcome == TriageOutcome.DUPLICATE,
                form.text("duplicateOf") != null);
        return NoticeActs.triage(
                known,
                decision(form)
                        .missing(missing)
                        .duplicateOf(form.text("duplicateOf"))
                        .fromStart(
                                outcome == TriageOutcome.ACCEPTED
                                        ? form.flagOrNull("fromStart")
                                        : null)
                        .build(),
                form.nowMs());
    }

    /** A field that belongs to one outcome is needed there, and must not be given elsewhere. */
    private static void require(String field, boolean isNeeded, boolean isGiven) {
        if (isNeeded != isGiven) {
            throw new FieldRefused(
                    isNeeded ? "field.needed" : "field.other",
                    field
                            + (isNeeded
                                    ? ": expected with this outcome, got nothing; give it"
                                    : ": expected with another outcome alone, got it with this"
                                            + " one; leave it out or correct the outcome"));
        }
    }

    private static Act refuse(ActFacts known, FormValues form) throws IOException {
        boolean isRejected = form.choice("outcome", TriageOutcome.class) == TriageOutcome.REJECTED;
        if (isRejected) {
            require("itemIds", false, !form.texts("itemIds").isEmpty());
        } else {
            require("manifestlyUnfounded", false, form.flag("manifestlyUnfounded"));
            require("forged", false, form.flag("forged"));
        }
        return NoticeActs.triage(
                known,
                decision(form)
                        .itemIds(form.texts("itemIds"))
                        .manifestlyUnfounded(form.flagOrNull("manifestlyUnfounded"))
                        .forged(form.flagOrNull("forged"))
                        .build(),
                form.nowMs());
    }

    private static Act supplement(ActFacts known, FormValues form) throws IOException {
        return NoticeActs.supplement(
                known,
                new NoticeSupplemented(
                        form.id(),
                        form.timeOrNow("receivedAt"),
                        form.choices("elements", Element.class),
                        noticeItems(form),
                        form.text("documentRef")),
                form.nowMs());
    }

    private static Act forward(ActFacts known, FormValues form) throws IOException {
        return NoticeActs.forward(
                known,
                new ForwardDelivered(
                        form.id(),
                        form.flag("counter"),
                        form.text("recipient"),
                        form.text("channel"),
                        form.timeOrNow("deliveredAt"),
                        form.flagOrNull("publicly")),
                form.nowMs());
    }

    private static Act counter(ActFacts known, FormValues form) throws IOException {
        NoticeContent content = content(form).build();
        return NoticeActs.counter(
                known,
                new CounterNotice(
                        form.id(),
                        form.timeOrNow("receivedAt"),
                        form.texts("itemIds"),
                        form.text("reasonCode"),
                        content),
                form.nowMs());
    }

    private static Act proceeding(ActFacts known, FormValues form) throws IOException {
        Long days = form.number("notarisationDelayDays");
        return NoticeActs.proceedingFiled(
                known,
                new ProceedingFiled(
                        form.id(),
                        form.choice("kind", ProceedingKind.class),
                        form.timeOrNow("filedAt"),
                        form.text("body"),
                        form.text("caseNo"),
                        days == null ? null : Integer.valueOf((int) Math.min(days, 1_000))),
                form.nowMs());
    }

    private static Act decided(ActFacts known, FormValues form) throws IOException {
        return NoticeActs.proceedingDecided(
                known,
                new ProceedingDecided(
                        form.id(),
                        UPHELD.equals(form.text("upheld")),
                        form.timeOrNow("at"),
                        form.text("documentRef")),
                form.nowMs());
    }

    private static Act hold(ActFacts known, FormValues form) throws IOException {
        return NoticeActs.hold(
                known,
                new NoticeHeld(
                        form.id(),
                        form.timeOrNow("at"),
                        false,
                        form.text("documentRef"),
                        form.flagOrNull("byNotifier")),
                form.nowMs());
    }

    private static Act resume(ActFacts known, FormValues form) throws IOException {
        return NoticeActs.hold(
                known,
                new NoticeHeld(
                        form.id(), form.timeOrNow("at"), true, form.text("documentRef"), null),
                form.nowMs());
    }

    private static Act withdraw(ActFacts known, FormValues form) throws IOException {
        return NoticeActs.withdraw(
                known,
                new NoticeWithdrawn(form.id(), form.timeOrNow("at"), form.text("reason")),
                form.nowMs());
    }
}
