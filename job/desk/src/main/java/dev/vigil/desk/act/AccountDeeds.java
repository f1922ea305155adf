package dev.vigil.desk.act;

import static dev.vigil.desk.act.FormField.area;
import static dev.vigil.desk.act.FormField.choice;
import static dev.vigil.desk.act.FormField.line;
import static dev.vigil.desk.act.FormField.lines;
import static dev.vigil.desk.act.FormField.number;
import static dev.vigil.desk.act.FormField.shown;

import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.ReferenceActs;
import dev.vigil.client.act.RightsActs;
import dev.vigil.client.act.SignalActs;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.ConflictDecidedBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.signal.DisputeReason;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is decided about accounts, references, conflicts, signals and reports of users. */
final class AccountDeeds {
    private AccountDeeds() {}

    static List<Deed> all() {
        return List.of(
                Deed.one(
                        "decide",
                        "/account/{id}/decide",
                        NoticeDeeds.LEADS,
                        AccountDeeds::decide,
                        shown(),
                        choice("decision", ProposalDecision.DECLINE, ProposalDecision.DEFER)
                                .required(),
                        number("days"),
                        area("reason", 2_000).required()),
                Deed.two(
                        "carryout",
                        "/account/{id}/carry-out",
                        NoticeDeeds.LEADS,
                        AccountDeeds::carryOut,
                        shown(),
                        area("reason", 2_000).required()),
                Deed.one(
                        "waive",
                        "/account/{id}/waive",
                        NoticeDeeds.LEADS,
                        AccountDeeds::waive,
                        line("offenceId", 210).required(),
                        area("reason", 2_000).required()),
                Deed.one(
                        "appeal",
                        "/account/{id}/appeal",
                        NoticeDeeds.LEADS,
                        AccountDeeds::appeal,
                        line("appealId", 200).required(),
                        choice("appealOutcome", AppealOutcome.values()).required(),
                        area("reason", 2_000).required()),
                Deed.one(
                        "report",
                        "/account/{id}/report",
                        NoticeDeeds.LEADS,
                        AccountDeeds::report,
                        shown(),
                        choice("reportDecision", ReportDecision.values()).required(),
                        line("reportId", 700),
                        area("reason", 2_000)),
                Deed.one(
                        "sent",
                        "/account/{id}/report/sent",
                        NoticeDeeds.LEADS,
                        AccountDeeds::sent,
                        shown(),
                        choice("delivery", DeliveryState.values()).required(),
                        line("reportId", 700),
                        line("channel", 200).required(),
                        line("documentRef", 500).required()),
                Deed.one(
                        "reports",
                        "/reports/{id}/done",
                        NoticeDeeds.HANDLERS,
                        AccountDeeds::reports,
                        shown(),
                        line("ref", 250),
                        area("reason", 2_000).required()),
                Deed.one(
                        "signal",
                        "/signal/{id}/decide",
                        NoticeDeeds.HANDLERS,
                        AccountDeeds::signal,
                        shown(),
                        choice(
                                        "opinion",
                                        OpinionKind.CONFIRM,
                                        OpinionKind.DISPUTE,
                                        OpinionKind.NONE)
                                .required(),
                        choice("dispute", DisputeReason.values()),
                        line("workId", 200),
                        line("notifier", 200),
                        area("reason", 2_000)),
                Deed.several(
                        "review",
                        "/work/{id}/review",
                        NoticeDeeds.LEADS,
                        AccountDeeds::review,
                        line("referenceId", 200).required(),
                        choice("review", ReviewOutcome.values()).required(),
                        line("sessionId", 200)),
                Deed.one(
                        "conflict",
                        "/work/{id}/conflict",
                        NoticeDeeds.LEADS,
                        AccountDeeds::conflict,
                        choice("rightType", RightType.values()).required(),
                        line("territory", 10).required(),
                        lines("setAside", 200),
                        line("documentRef", 2_000).required(),
                        area("reason", 2_000)));
    }

    private static Act decide(ActFacts known, FormValues form) throws IOException {
        Long days = form.number("days");
        return AccountActs.decide(
                known,
                form.id(),
                form.choice("decision", ProposalDecision.class),
                days == null ? null : Duration.ofDays(Math.min(days, 10_000)),
                form.actor(),
                form.text("reason"),
                form.nowMs());
    }

    private static Act carryOut(ActFacts known, FormValues form) throws IOException {
        return AccountActs.decide(
                known,
                form.id(),
                ProposalDecision.CARRY_OUT,
                null,
                form.actor(),
                form.text("reason"),
                form.nowMs());
    }

    private static Act waive(ActFacts known, FormValues form) {
        return AccountActs.waive(
                new OffenceWaived(
                        form.text("offenceId"),
                        form.id(),
                        form.actor(),
                        form.text("reason"),
                        form.nowMs()));
    }

    private static Act appeal(ActFacts known, FormValues form) throws IOException {
        return AccountActs.decideAppeal(
                known,
                form.text("appealId"),
                form.id(),
                form.choice("appealOutcome", AppealOutcome.class),
                form.actor(),
                form.text("reason"),
                form.nowMs());
    }

    /** The account's latest report, unless another one is named. */
    private static String reportOrAccount(FormValues form) {
        return form.text("reportId") == null ? form.id() : form.text("reportId");
    }

    private static Act report(ActFacts known, FormValues form) throws IOException {
        ReportDecision decision = form.choice("reportDecision", ReportDecision.class);
        return AccountActs.decideReport(
                known,
                reportOrAccount(form),
                decision,
                form.actor(),
                form.text("reason"),
                form.nowMs());
    }

    private static Act sent(ActFacts known, FormValues form) throws IOException {
        return AccountActs.reportDelivered(
                known,
                reportOrAccount(form),
                form.choice("delivery", DeliveryState.class),
                form.text("channel"),
                form.text("documentRef"),
                form.actor(),
                form.nowMs());
    }

    private static Act reports(ActFacts known, FormValues form) throws IOException {
        return AccountActs.reportsDone(
                known,
                form.id(),
                Shown.reports(form),
                form.text("ref"),
                form.actor(),
                form.text("reason"),
                form.nowMs());
    }

    private static Act signal(ActFacts known, FormValues form) throws IOException {
        return SignalActs.decide(
                known,
                SignalDecidedBuilder.builder()
                        .signalId(form.id())
                        .opinion(form.choice("opinion", OpinionKind.class))
                        .reasonCode(form.choice("dispute", DisputeReason.class))
                        .workId(form.text("workId"))
                        .notifier(form.text("notifier"))
                        .by(form.actor())
                        .reason(form.text("reason"))
                        .at(form.nowMs()));
    }

    /** One for each reference: the id of a recording means its sound and its pictures. */
    private static List<Act> review(ActFacts known, FormValues form) throws IOException {
        return ReferenceActs.review(
                known,
                form.id(),
                form.text("referenceId"),
                form.choice("review", ReviewOutcome.class),
                form.text("sessionId"),
                form.actor(),
                form.nowMs());
    }

    private static Act conflict(ActFacts known, FormValues form) {
        return RightsActs.decideConflict(
                ConflictDecidedBuilder.builder()
                        .workId(form.id())
                        .rightType(form.choice("rightType", RightType.class))
                        .territory(form.text("territory"))
                        .setAside(form.texts("setAside"))
                        .by(form.actor())
                        .documentRef(form.text("documentRef"))
                        .reason(form.text("reason"))
                        .at(form.nowMs())
                        .build());
    }
}
