package dev.vigil.client.page;

import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.ReportedDispute;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.account.ReportedWarning;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.time.Instant;
import java.util.List;

/** A report as the ledger makes them: three strikes, one of them taken back later. */
final class TestingReports {
    static final String ACCOUNT = "account-7781";

    private TestingReports() {}

    static long at(String moment) {
        return Instant.parse(moment).toEpochMilli();
    }

    /** Version 3, corrected; every field has a value. */
    static DepartmentReport corrected() {
        return DepartmentReportBuilder.builder()
                .reportId(ACCOUNT + "/report/session:live-20261109-0311")
                .version(3)
                .state(ReportState.CORRECTED)
                .accountId(ACCOUNT)
                .identityRef("实名登记系统，编号见附件 A")
                .from(at("2026-11-02T12:01:05Z"))
                .to(at("2026-12-09T02:00:00Z"))
                .step(LadderStep.S2)
                .strikes(
                        List.of(
                                strike("session:live-20261109-0311", "2027-02-07T12:10:04Z"),
                                strike("session:live-20261124-0042", "2027-02-22T13:40:02Z")))
                .offences(
                        List.of(
                                new ReportedOffence(third(), OffenceState.STANDING, null),
                                new ReportedOffence(
                                        item(), OffenceState.FALLEN, at("2026-12-08T07:30:00Z")),
                                new ReportedOffence(second(), OffenceState.STANDING, null),
                                new ReportedOffence(first(), OffenceState.SUSPENDED, null)))
                .moreStrikes(611)
                .moreOffences(622)
                .moreReferences(633)
                .moreWarnings(644)
                .moreDisputes(655)
                .moreMeasures(666)
                .moreWaived(677)
                .warnings(warnings())
                .disputes(disputes())
                .measures(
                        List.of(
                                restriction("S2", Measure.UPLOADS_HELD, "2026-12-08T13:40:02Z"),
                                restriction("S2", Measure.LIVE_OFF, null)))
                .proposal(
                        new Proposal(
                                ACCOUNT + "/proposal/session:live-20261109-0311",
                                ProposalState.DECLINED,
                                at("2026-11-24T13:40:13Z"),
                                null,
                                "desk:person-12",
                                "首次开设账号的学生，已完成学习，态度诚恳；继续观察。",
                                at("2026-11-26T01:15:00Z")))
                .waived(
                        List.of(
                                new OffenceWaived(
                                        "item:video-77001",
                                        ACCOUNT,
                                        "desk:person-07",
                                        "权利人书面同意：宣传片段",
                                        at("2026-11-20T08:00:00Z"))))
                .linked(List.of("account-7782", "account-9004"))
                .fallen(List.of("item:video-99812"))
                .decidedBy("desk:person-03")
                .channel("市文化市场综合执法队 公文系统")
                .documentRef("〔2026〕网版报 118 号")
                .sentAt(at("2026-11-26T09:00:00Z"))
                .acknowledgedAt(at("2026-11-27T02:20:00Z"))
                .ladderVersion("default-1")
                .at(at("2026-12-09T02:00:00Z"))
                .build();
    }

    static List<DepartmentReport> earlier() {
        DepartmentReport draft =
                corrected()
                        .with()
                        .version(1)
                        .state(ReportState.DRAFT)
                        .step(LadderStep.S3)
                        .fallen(List.of())
                        .offences(
                                List.of(
                                        new ReportedOffence(item(), OffenceState.STANDING, null),
                                        new ReportedOffence(first(), OffenceState.STANDING, null)))
                        .ladderVersion("default-0")
                        .at(at("2026-11-24T13:40:13Z"))
                        .build();
        DepartmentReport sent =
                draft.with()
                        .version(2)
                        .state(ReportState.SENT)
                        .offences(
                                List.of(
                                        new ReportedOffence(third(), OffenceState.STANDING, null),
                                        new ReportedOffence(item(), OffenceState.STANDING, null),
                                        new ReportedOffence(second(), OffenceState.STANDING, null),
                                        new ReportedOffence(first(), OffenceState.STANDING, null)))
                        .at(at("2026-11-26T09:00:00Z"))
                        .build();
        return List.of(draft, sent.with().state(ReportState.APPROVED).build(), sent);
    }

    /** A first draft of an account that nothing else is known of. */
    static DepartmentReport bare() {
        return DepartmentReportBuilder.builder()
                .reportId("a/report/item:1")
                .version(1)
                .state(ReportState.DRAFT)
                .accountId("a")
                .identityRef("the platform")
                .from(at("2026-11-24T13:40:13Z"))
                .to(at("2026-11-24T13:40:13Z"))
                .step(LadderStep.S3)
                .strikes(List.of())
                .offences(List.of())
                .warnings(List.of())
                .disputes(List.of())
                .measures(List.of())
                .waived(List.of())
                .linked(List.of())
                .fallen(List.of())
                .ladderVersion("default-1")
                .at(at("2026-11-24T13:40:13Z"))
                .build();
    }

    private static Strike strike(String offence, String expires) {
        return new Strike(ACCOUNT + "/" + offence, List.of(offence), null, at(expires));
    }

    private static Restriction restriction(String step, Measure measure, String confirmed) {
        return new Restriction(
                ACCOUNT + "/" + step + "/session:live-20261124-0042/" + measure,
                measure,
                at("2026-11-24T13:40:02Z"),
                at("2026-12-08T13:40:02Z"),
                confirmed == null ? null : at(confirmed));
    }

    static Offence first() {
        return offence("session:live-20261102-0007", "2026-11-02T12:01:05Z", "2026-11-02T12:01:11Z")
                .with()
                .disputed(List.of("notice/notice-4100"))
                .build();
    }

    static Offence second() {
        return offence(
                "session:live-20261109-0311", "2026-11-09T12:09:58Z", "2026-11-09T12:10:04Z");
    }

    static Offence third() {
        return offence("session:live-20261124-0042", "2026-11-24T13:39:51Z", "2026-11-24T13:40:02Z")
                .with()
                .aggravators(List.of(Aggravator.IN_WINDOW, Aggravator.CONTINUED))
                .build();
    }

    private static Offence offence(String id, String occurred, String established) {
        return OffenceBuilder.builder()
                .accountId(ACCOUNT)
                .offenceId(id)
                .kind(OffenceKind.SESSION)
                .occurredAt(at(occurred))
                .establishedAt(at(established))
                .reasons(
                        List.of(
                                new OffenceReason(
                                        "list/screening-2026-118",
                                        GroundKind.LISTED_IN_SCREENING,
                                        4L,
                                        List.of("film-great-river/ref-1"),
                                        true),
                                new OffenceReason(
                                        "policy/studio-north",
                                        GroundKind.OWNER_POLICY,
                                        2L,
                                        List.of("film-great-river/ref-1"),
                                        false)))
                .works(List.of("film-great-river"))
                .owners(List.of("studio-north"))
                .territories(List.of("CN", "HK"))
                .timeCodes(List.of(new TimeCode("film-great-river", 65_000, 130_500)))
                .measure(Measure.STOP_STREAM)
                .aggravators(List.of())
                .evidenceDigest("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                .verdictId("verdict-" + id.substring("session:".length()))
                .noticeIds(List.of())
                .disputed(List.of())
                .build();
    }

    static Offence item() {
        return OffenceBuilder.builder()
                .accountId(ACCOUNT)
                .offenceId("item:video-99812")
                .kind(OffenceKind.ITEM)
                .occurredAt(at("2026-11-16T03:00:00Z"))
                .establishedAt(at("2026-11-17T01:12:40Z"))
                .reasons(
                        List.of(
                                new OffenceReason(
                                        "notice/notice-5512",
                                        GroundKind.NOTICE,
                                        null,
                                        List.of(),
                                        false)))
                .works(List.of("song-late-spring", "song-early-rain"))
                .owners(List.of("label-east"))
                .territories(List.of())
                .timeCodes(List.of())
                .measure(Measure.DELETE)
                .aggravators(List.of())
                .noticeIds(List.of("notice-5512"))
                .disputed(List.of("notice/notice-5512"))
                .build();
    }

    private static List<ReportedWarning> warnings() {
        return List.of(
                new ReportedWarning(
                        ACCOUNT + "/STRIKE/session:live-20261124-0042",
                        WarningKind.STRIKE,
                        at("2026-11-24T13:40:03Z"),
                        at("2026-11-24T13:40:05Z"),
                        null,
                        null,
                        null,
                        true,
                        at("2026-11-25T14:00:00Z")),
                new ReportedWarning(
                        ACCOUNT + "/FIRST/item:v-7",
                        WarningKind.FIRST,
                        at("2026-11-02T12:01:12Z"),
                        at("2026-11-02T12:01:14Z"),
                        at("2026-11-02T12:01:20Z"),
                        at("2026-11-02T12:31:00Z"),
                        at("2026-11-02T12:31:30Z"),
                        null,
                        null));
    }

    private static List<ReportedDispute> disputes() {
        return List.of(
                new ReportedDispute(
                        "appeal-31",
                        "session:live-20261102-0007",
                        at("2026-12-07T06:00:00Z"),
                        null,
                        null,
                        null),
                new ReportedDispute(
                        "appeal-18",
                        "session:live-20261109-0311",
                        at("2026-11-10T06:00:00Z"),
                        AppealOutcome.UPHOLD,
                        "desk:person-05",
                        at("2026-11-12T08:45:00Z")));
    }
}
