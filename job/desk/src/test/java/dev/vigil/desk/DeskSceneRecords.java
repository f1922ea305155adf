package dev.vigil.desk;

import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.AppealDecidedBuilder;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceChangedBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.IdentifierConflictBuilder;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.OwnershipConflictBuilder;
import dev.vigil.schema.register.ReferenceOverlapBuilder;
import dev.vigil.schema.register.RegistrationReceiptBuilder;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.rights.WorkKind;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatusBuilder;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.DecisionBuilder;
import dev.vigil.schema.verdict.ScreenedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.verdict.StatementOfReasonsBuilder;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The same working day on the side of records: sessions with verdicts, commands, the list, works,
 * an account about to lose its service, usage, signals, seals.
 */
public final class DeskSceneRecords {
    private static final long NOW = TestingVisit.NOW;
    private static final long S = 1_000;
    private static final long MIN = 60 * S;
    private static final long H = 60 * MIN;
    private static final long DAY = 24 * H;
    private static final String SHA = "ab".repeat(32);

    private final TestingTopicLog log;
    private final String prefix;
    private final UnaryOperator<String> words;

    /**
     * A scene on topics.
     *
     * @param prefix of each id
     * @param words what is put in place of each text that is no id
     */
    public DeskSceneRecords(TestingTopicLog log, String prefix, UnaryOperator<String> words) {
        this.log = log;
        this.prefix = prefix;
        this.words = words;
    }

    /** An id of this scene. */
    public String id(String id) {
        return prefix + id;
    }

    private String word(String text) {
        return words.apply(text);
    }

    /** All of it. */
    public void send() {
        sessions();
        commands();
        list();
        works();
        rights();
        recordings();
        account();
        usage();
        signals();
        seals();
    }

    // Sessions --------------------------------------------------------------------------------

    private void sessions() {
        verdict("live-77", 1, Action.OBSERVE, NOW - 30 * MIN, VerdictState.OPEN, false);
        verdict("live-77", 2, Action.BLOCK, NOW - 20 * MIN, VerdictState.OPEN, true);
        verdict("upload-5", 1, Action.ALLOW_WITH_USAGE, NOW - 3 * H, VerdictState.CLOSED, false);
        reasons();
        log.send(
                EventType.SCREENED,
                id("upload-9"),
                NOW - H,
                ScreenedBuilder.builder()
                        .screenedId(id("upload-9") + "/1")
                        .sessionId(id("upload-9"))
                        .accountId(id("user-9"))
                        .result(ScreeningResult.CLEAR)
                        .verdictIds(List.of())
                        .missing(List.of())
                        .soundMs(300 * S)
                        .pictureMs(0)
                        .profile("audio/1")
                        .referenceHours(12.5)
                        .endedAt(NOW - H)
                        .build());
    }

    /** A session that is over, judged that many minutes ago. */
    public void session(String session, int minutes) {
        verdict(
                session,
                1,
                Action.OBSERVE,
                NOW - 4 * H - minutes * MIN,
                VerdictState.CLOSED,
                false);
    }

    private void verdict(
            String session,
            long revision,
            Action action,
            long at,
            VerdictState state,
            boolean all) {
        VerdictBuilder verdict =
                VerdictBuilder.builder()
                        .verdictId(id(session) + "/1")
                        .revision(revision)
                        .state(state)
                        .sessionId(id(session))
                        .sessionKind(
                                session.startsWith("live") ? SessionKind.LIVE : SessionKind.UPLOAD)
                        .accountId(id("user-8"))
                        .channelId(word("channel-9"))
                        .title(word("Tonight: the film, whole"))
                        .action(action)
                        .reasonCode(all ? "LISTED_IN_SCREENING" : "MATCH_ONLY")
                        .ruleVersion("rules-3")
                        .decisions(List.of(decision("CN", action), decision("HK", Action.OBSERVE)))
                        .evidence(List.of(sound(session, state), pictures(session)))
                        .firstMatchCaptureTime(NOW - 31 * MIN)
                        .judgedAt(at)
                        .detectionLatencyMs(1_900)
                        .serviceTerritories(List.of("CN", "HK"))
                        .startAt(NOW - 40 * MIN);
        if (all) {
            verdict.shadow(List.of(decision("HK", Action.BLOCK)))
                    .moreShadow(2)
                    .rulings(
                            List.of(
                                    WorkRulingBuilder.builder()
                                            .workId(id("the-film"))
                                            .matchIds(List.of(id(session) + "/m1"))
                                            .territories(List.of("CN"))
                                            .action(action)
                                            .step(5)
                                            .reasonCode("LISTED_IN_SCREENING")
                                            .listEntryId(id("screening-1"))
                                            .listEntryVersion(2L)
                                            .stopBy(NOW + MIN)
                                            .offerRef(word("https://license.example/1"))
                                            .build()))
                    .moreRulings(3)
                    .moreEvidence(4);
        }
        log.send(EventType.VERDICT, id(session), at, verdict.build());
    }

    private Decision decision(String territory, Action action) {
        return DecisionBuilder.builder()
                .territory(territory)
                .action(action)
                .step(5)
                .reasonCode(word("LISTED_IN_SCREENING"))
                .articleRef(word("Declaration IV"))
                .workId(id("the-film"))
                .listClass(ListClass.IN_SCREENING)
                .listEntryId(id("screening-1"))
                .listEntryVersion(2L)
                .failedTests(List.of(word("deal-1: territory")))
                .moreFailedTests(2)
                .build();
    }

    private Evidence sound(String session, VerdictState state) {
        return EvidenceBuilder.builder()
                .matchId(id(session) + "/m1")
                .workId(id("the-film"))
                .referenceId(id("ref-1"))
                .queryStartMs(31_000)
                .queryEndMs(82_400)
                .refStartMs(902_100)
                .refEndMs(953_500)
                .score(460.4)
                .tempo(1.02)
                .pitchSemitones(-0.5)
                .certainAfterMs(1_900)
                .captureStart(NOW - 31 * MIN)
                .captureEnd(NOW - 30 * MIN)
                .open(state == VerdictState.OPEN)
                .usedMs(51_400L)
                .standing(EvidenceStanding.COUNTED)
                .otherSense(OtherSense.IN_STEP)
                .otherPlaces(new OtherPlaces(2, List.of(662_100L, 782_100L)))
                .build();
    }

    private Evidence pictures(String session) {
        return EvidenceBuilder.builder()
                .matchId(id(session) + "/m2")
                .workId(id("other-film"))
                .referenceId(id("ref-2"))
                .queryStartMs(90_000)
                .queryEndMs(99_000)
                .refStartMs(1_000)
                .refEndMs(10_000)
                .score(22)
                .tempo(1)
                .pitchSemitones(0)
                .certainAfterMs(4_000)
                .captureStart(NOW - 29 * MIN)
                .captureEnd(NOW - 28 * MIN)
                .standing(EvidenceStanding.STILL)
                .picture(new PictureMatch(3, true, 100, 100, 500, 500, true))
                .build();
    }

    private void reasons() {
        log.send(
                EventType.STATEMENT_OF_REASONS,
                id("live-77"),
                NOW - 20 * MIN,
                StatementOfReasonsBuilder.builder()
                        .statementId(id("live-77") + "/1/reasons")
                        .verdictId(id("live-77") + "/1")
                        .revision(2)
                        .sessionId(id("live-77"))
                        .decisionVisibility(List.of("DECISION_VISIBILITY_CONTENT_DISABLED"))
                        .decisionGround("DECISION_GROUND_ILLEGAL_CONTENT")
                        .category("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS")
                        .categorySpecification("KEYWORD_COPYRIGHT_INFRINGEMENT")
                        .contentType("CONTENT_TYPE_VIDEO")
                        .sourceType("SOURCE_VOLUNTARY")
                        .automatedDetection("Yes")
                        .automatedDecision("AUTOMATED_DECISION_FULLY")
                        .territorialScope(List.of("CN"))
                        .legalGround(List.of(word("Declaration IV")))
                        .chineseGrounds(List.of(word("自律宣言第四条")))
                        .facts(word("51 s of the work were recognised."))
                        .applicationDate(NOW - 20 * MIN)
                        .decisions(List.of(decision("CN", Action.BLOCK)))
                        .userSentence(word("Your stream shows a film that is in cinemas."))
                        .inspectorSentence(word("The work is on the list, entry screening-1."))
                        .build());
    }

    private void commands() {
        command(1, null, NOW - 19 * MIN);
        command(1, 3, NOW - 19 * MIN);
        command(2, null, NOW - 10 * MIN);
        command(3, null, NOW - 5 * MIN);
        command(4, 3, NOW - 3 * MIN);
        command(5, null, NOW - 2 * MIN);
        log.send(
                EventType.COMMAND_UNCONFIRMED,
                id("live-77") + "/command/1/unconfirmed",
                NOW - 10 * MIN,
                CommandUnconfirmedBuilder.builder()
                        .alertKey(id("live-77") + "/command/1/unconfirmed")
                        .commandId(id("live-77") + "/command/1")
                        .sessionId(id("live-77"))
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of("CN"))
                        .workId(id("the-film"))
                        .verdictId(id("live-77") + "/1")
                        .issuedAt(NOW - 19 * MIN)
                        .attempts(3)
                        .deadline(NOW - 11 * MIN)
                        .failure(word("the platform does not answer"))
                        .build());
        log.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                id("live-77"),
                NOW - 9 * MIN,
                Json.bytes(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("c-1")
                                .itemId(id("live-77"))
                                .measure(Measure.STOP_STREAM)
                                .effectiveAt(NOW - 9 * MIN)
                                .commandId(id("live-77") + "/command/2")
                                .evidence(word("log line 7"))
                                .build()));
        // Another session that confirms a command which is not its own.
        log.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                id("upload-5"),
                NOW - MIN,
                Json.bytes(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("c-2")
                                .itemId(id("upload-5"))
                                .measure(Measure.STOP_STREAM)
                                .effectiveAt(NOW - MIN)
                                .commandId(id("live-77") + "/command/5")
                                .build()));
        log.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_REVERSED,
                id("live-77"),
                NOW - 4 * MIN,
                Json.bytes(
                        new ItemBack(
                                id("live-77"),
                                NOW - 4 * MIN,
                                word("the encoder went on"),
                                id("live-77") + "/command/3")));
    }

    private void command(int number, Integer attempt, long at) {
        log.send(
                EventType.COMMAND,
                id("live-77"),
                at,
                EnforcementCommandBuilder.builder()
                        .commandId(id("live-77") + "/command/" + number)
                        .sessionId(id("live-77"))
                        .accountId(id("user-8"))
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of("CN"))
                        .issuedAt(at)
                        .deadline(at + MIN)
                        .reasonCode("LISTED_IN_SCREENING")
                        .verdictId(id("live-77") + "/1")
                        .workId(id("the-film"))
                        .attempt(attempt)
                        .listEntryId(id("screening-1"))
                        .build());
    }

    // The list --------------------------------------------------------------------------------

    private void list() {
        entry("screening-1", 1, NOW - 10 * DAY).send();
        entry("screening-1", 2, NOW - 2 * DAY).send();
        new SentEntry(
                        entry("gone-1", 1, NOW - 9 * DAY)
                                .entry
                                .listClass(ListClass.ORDER)
                                .windows(List.of()),
                        NOW - 9 * DAY)
                .send();
        new SentEntry(
                        entry("gone-1", 2, NOW - 8 * DAY)
                                .entry
                                .listClass(ListClass.ORDER)
                                .windows(List.of())
                                .withdrawnAt(NOW - 8 * DAY),
                        NOW - 8 * DAY)
                .send();
        new SentEntry(entry("trial-1", 1, NOW - DAY).entry.shadow(true), NOW - DAY).send();
        for (int subtask = 0; subtask < 2; subtask++) {
            log.send(
                    EventType.LIST_EFFECTIVE,
                    id("screening-1"),
                    NOW - 2 * DAY,
                    new ListEffective(
                            id("screening-1"),
                            2,
                            false,
                            id("film") + "/2026-7",
                            ListReader.JUDGE,
                            subtask,
                            2,
                            NOW - 2 * DAY,
                            NOW - 2 * DAY + 80));
        }
        receipt(ListReader.JUDGE, 0);
        receipt(ListReader.NOTICE_CLOCK, 1);
    }

    private final class SentEntry {
        private final ListEntryBuilder entry;
        private final long at;

        SentEntry(ListEntryBuilder entry, long at) {
            this.entry = entry;
            this.at = at;
        }

        void send() {
            log.send(
                    entry.withdrawnAt() == null
                            ? EventType.LIST_UPSERTED
                            : EventType.LIST_WITHDRAWN,
                    entry.entryId(),
                    at,
                    entry.build());
        }
    }

    private SentEntry entry(String id, long version, long at) {
        return new SentEntry(
                ListEntryBuilder.builder()
                        .entryId(id(id))
                        .version(version)
                        .listId(id("film"))
                        .listClass(ListClass.IN_SCREENING)
                        .authority(word("bureau"))
                        .batchNo("2026-7")
                        .workId(id("the-film"))
                        .titles(List.of(word("The Film"), word("电影")))
                        .windows(
                                List.of(
                                        new ListWindow(
                                                WindowType.THEATRICAL,
                                                "2026-11-01T00:00:00",
                                                "2026-12-24T00:00:00",
                                                "Asia/Shanghai")))
                        .territoryInclude(List.of("CN", "HK"))
                        .territoryExclude(List.of("MO"))
                        .documentRef(word("doc:list-7"))
                        .issuedAt(at)
                        .providerScope(List.of(ProviderScope.LIVE)),
                at);
    }

    private void receipt(ListReader reader, int waiting) {
        log.send(
                EventType.LIST_RECEIPT,
                id("film") + "/2026-7",
                NOW - 2 * DAY,
                new ListReceipt(
                        id("film") + "/2026-7",
                        reader,
                        3,
                        3,
                        waiting,
                        4,
                        NOW - 2 * DAY,
                        NOW - 2 * DAY + 80,
                        310L,
                        312,
                        9,
                        2,
                        NOW - 2 * DAY + S));
    }

    // Works -----------------------------------------------------------------------------------

    private void works() {
        work("the-film", WorkKind.FILM, word("The Film"), word("电影"));
        work("other-film", WorkKind.SERIES, word("Other Film"), word("另一部"));
        log.send(
                EventType.WORK_CLAIMED,
                id("the-film") + "/" + id("studio"),
                NOW - 20 * DAY,
                WorkClaimBuilder.builder()
                        .workId(id("the-film"))
                        .claimant(id("studio"))
                        .version(1)
                        .shares(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId(id("studio"))
                                                .shareBp(6_000)
                                                .build()))
                        .evidenceRef(word("contract 7"))
                        .at(NOW - 20 * DAY)
                        .build());
        log.send(
                EventType.REGISTRATION_RECEIPT,
                id("the-film") + "/refused/" + id("harbour"),
                NOW - 19 * DAY,
                RegistrationReceiptBuilder.builder()
                        .workId(id("the-film"))
                        .claimant(id("harbour"))
                        .state(RegistrationState.REFUSED)
                        .reason("SHARE_RANGE")
                        .message(word("expected shares of 1 to 10000"))
                        .build());
        log.send(
                EventType.OWNERSHIP_CONFLICT,
                id("the-film") + "/conflict/ON_DEMAND-CN",
                NOW - 18 * DAY,
                OwnershipConflictBuilder.builder()
                        .workId(id("the-film"))
                        .conflictId("ON_DEMAND-CN")
                        .rightType(RightType.ON_DEMAND)
                        .territory("CN")
                        .state(ConflictState.EXPIRED)
                        .parts(
                                List.of(
                                        new ConflictPart(
                                                null,
                                                null,
                                                2_000,
                                                List.of(
                                                        new ClaimedShare(id("studio"), 6_000, null),
                                                        new ClaimedShare(
                                                                id("harbour"), 6_000, true)),
                                                null)))
                        .since(NOW - 18 * DAY)
                        .until(NOW - 4 * DAY)
                        .at(NOW - 4 * DAY)
                        .build());
        log.send(
                EventType.IDENTIFIER_CONFLICT,
                id("the-film") + "/identifier/EIDR:10.5240/AAAA",
                NOW - 17 * DAY,
                IdentifierConflictBuilder.builder()
                        .workId(id("the-film"))
                        .scheme(IdScheme.EIDR)
                        .value("10.5240/AAAA")
                        .open(true)
                        .otherWorkIds(List.of(id("other-film")))
                        .at(NOW - 17 * DAY)
                        .build());
    }

    private void work(String id, WorkKind kind, String en, String zh) {
        log.send(
                EventType.WORK_REGISTERED,
                id(id),
                NOW - 30 * DAY,
                RegisteredWorkBuilder.builder()
                        .workId(id(id))
                        .version(3)
                        .durationMs(112 * MIN)
                        .owners(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId(id("studio"))
                                                .territories(List.of("CN", "HK"))
                                                .rightTypes(List.of(RightType.ON_DEMAND))
                                                .shareBp(6_000)
                                                .from(NOW - 300 * DAY)
                                                .exclusive(true)
                                                .build()))
                        .ids(
                                new WorkIds(
                                        "10.5240/AAAA", null, null, List.of(), word("dci 1"), null))
                        .titles(List.of(new WorkTitle("en", en), new WorkTitle("zh-Hans", zh)))
                        .kind(kind)
                        .releasedAt(NOW - 400 * DAY)
                        .build());
    }

    private void rights() {
        log.send(
                EventType.AUTHORIZATION_GRANTED,
                id("deal-1"),
                NOW - 25 * DAY,
                AuthorizationBuilder.builder()
                        .authorizationId(id("deal-1"))
                        .version(1)
                        .grantor(id("studio"))
                        .grantee(id("user-9"))
                        .workIds(List.of(id("the-film")))
                        .rightTypes(List.of(RightType.LIVE_RELAY))
                        .territories(List.of("HK"))
                        .from(NOW - 25 * DAY)
                        .to(NOW + 25 * DAY)
                        .maxExcerptMs(10 * MIN)
                        .evidenceRef(word("contract 8"))
                        .build());
        log.send(
                EventType.MATCH_POLICY,
                id("studio"),
                NOW - 24 * DAY,
                new MatchPolicy(
                        id("studio"),
                        2,
                        List.of(
                                MatchRuleBuilder.builder()
                                        .territory("CN")
                                        .matchMs(30_000L)
                                        .refPct(5.0)
                                        .action(Action.WARN)
                                        .graceMs(5 * MIN)
                                        .offerRef(word("https://license.example/1"))
                                        .build()),
                        true));
    }

    private void recordings() {
        health("ref-1", HealthState.CONFIRMED, null, 3, 0);
        health("ref-2", HealthState.QUARANTINED, HealthReason.OVERTURNED, 20, 6);
        log.send(
                EventType.REFERENCE_OVERLAP,
                id("the-film") + "/overlap/o-1",
                NOW - 15 * DAY,
                ReferenceOverlapBuilder.builder()
                        .workId(id("the-film"))
                        .referenceId(id("ref-1"))
                        .overlapId("o-1")
                        .otherWorkId(id("other-film"))
                        .otherReferenceId(id("ref-2"))
                        .owners(List.of(id("studio")))
                        .otherOwners(List.of(id("harbour")))
                        .spans(List.of(new OverlapSpan(1_000, 31_000, 5_000, 35_000)))
                        .commonMs(30_000)
                        .open(true)
                        .at(NOW - 15 * DAY)
                        .build());
        log.send(
                EventType.REFERENCE_REVIEWED,
                id("the-film"),
                NOW - 14 * DAY,
                new ReferenceReview(
                        id("the-film"),
                        id("ref-1"),
                        ReviewOutcome.CONFIRMED,
                        null,
                        word("os:li@desk"),
                        NOW - 14 * DAY));
    }

    private void health(
            String recording, HealthState state, HealthReason reason, int blocked, int overturned) {
        log.send(
                EventType.REFERENCE_HEALTH,
                id("the-film") + "/" + id(recording),
                NOW - 16 * DAY,
                new ReferenceHealth(
                        id("the-film"),
                        id(recording),
                        state,
                        reason,
                        blocked,
                        overturned,
                        NOW - 16 * DAY));
    }

    // An account ------------------------------------------------------------------------------

    private void account() {
        String account = id("user-8");
        offences(account);
        warnings(account);
        appeals(account);
        standing(account);
        log.send(
                EventType.ACCOUNT_COMMAND,
                account,
                NOW - 5 * DAY,
                AccountCommandBuilder.builder()
                        .commandId(account + "/S2/1/LIVE_OFF")
                        .accountId(account)
                        .measure(Measure.LIVE_OFF)
                        .from(NOW - 5 * DAY)
                        .until(NOW + 25 * DAY)
                        .step(LadderStep.S2)
                        .reason("STRIKES")
                        .issuedAt(NOW - 5 * DAY)
                        .deadline(NOW - 5 * DAY + H)
                        .build());
        log.send(
                EventType.USER_REPORT,
                id("live-77"),
                NOW - 2 * H,
                new UserReport(
                        "r-1",
                        id("live-77"),
                        account,
                        id("the-film"),
                        "COPYRIGHT",
                        word("text:1"),
                        NOW - 2 * H));
        log.send(
                EventType.USER_REPORT,
                id("upload-5"),
                NOW - 3 * H,
                new UserReport("r-2", id("upload-5"), null, null, "OTHER", null, NOW - 3 * H));
        log.send(
                EventType.USER_REPORTS_TRIAGED,
                id("upload-5"),
                NOW - H,
                new UserReportsTriaged(
                        id("upload-5"),
                        NOW - 3 * H,
                        Long.MAX_VALUE,
                        UserReportsOutcome.DISMISSED,
                        null,
                        word("os:li@desk"),
                        word("nothing of it"),
                        NOW - H));
    }

    private void offences(String account) {
        log.send(
                EventType.OFFENCE_CHANGED,
                account + "/session:" + id("live-77"),
                NOW - 6 * DAY,
                OffenceChangedBuilder.builder()
                        .offence(
                                OffenceBuilder.builder()
                                        .accountId(account)
                                        .offenceId("session:" + id("live-77"))
                                        .kind(OffenceKind.SESSION)
                                        .occurredAt(NOW - 6 * DAY)
                                        .establishedAt(NOW - 6 * DAY + MIN)
                                        .reasons(
                                                List.of(
                                                        new OffenceReason(
                                                                "list/" + id("screening-1"),
                                                                GroundKind.LISTED_IN_SCREENING,
                                                                2L,
                                                                List.of(),
                                                                true)))
                                        .works(List.of(id("the-film")))
                                        .measure(Measure.STOP_STREAM)
                                        .verdictId(id("live-77") + "/1")
                                        .build())
                        .state(OffenceState.STANDING)
                        .changedAt(NOW - 6 * DAY)
                        .build());
        log.send(
                EventType.STRIKE_CHANGED,
                account,
                NOW - 6 * DAY,
                StrikeChangedBuilder.builder()
                        .accountId(account)
                        .seq(1)
                        .causeId("session:" + id("live-77"))
                        .causeKind("OFFENCE")
                        .offencesAfter(1)
                        .strikesAfter(1)
                        .pending(1)
                        .stepBefore(LadderStep.S0)
                        .stepAfter(LadderStep.S1)
                        .ladderVersion("ladder-2")
                        .at(NOW - 6 * DAY)
                        .build());
    }

    private void warnings(String account) {
        log.send(
                EventType.USER_WARNING,
                account,
                NOW - 6 * DAY,
                UserWarningBuilder.builder()
                        .warningId(account + "/STRIKE/1")
                        .accountId(account)
                        .kind(WarningKind.STRIKE)
                        .revision(1)
                        .attempt(1)
                        .offences(List.of("session:" + id("live-77")))
                        .works(List.of(id("the-film")))
                        .timeCodes(List.of())
                        .owners(List.of(id("studio")))
                        .zh(new WarningText(word("违规警告"), word("您的直播播放了正在上映的电影。")))
                        .en(new WarningText(word("Strike"), word("Your stream showed a film.")))
                        .templateVersion("templates-1")
                        .disputeUntil(NOW + 24 * DAY)
                        .step(LadderStep.S1)
                        .issuedAt(NOW - 6 * DAY)
                        .build());
        log.send(
                EventType.WARNING_RECEIPT,
                account,
                NOW - 6 * DAY + H,
                new WarningReceipt(
                        account + "/STRIKE/1",
                        account,
                        ReceiptState.READ,
                        NOW - 6 * DAY + H,
                        word("app"),
                        null));
    }

    private void appeals(String account) {
        for (String appeal : List.of("appeal-1", "appeal-2")) {
            log.send(
                    EventType.APPEAL_FILED,
                    account,
                    NOW - 5 * DAY,
                    AppealFiledBuilder.builder()
                            .appealId(appeal)
                            .accountId(account)
                            .offenceId("session:" + id("live-77"))
                            .at(NOW - 5 * DAY)
                            .reasonCode("NOT_MINE")
                            .build());
        }
        log.send(
                EventType.APPEAL_DECIDED,
                account,
                NOW - 4 * DAY,
                AppealDecidedBuilder.builder()
                        .appealId("appeal-1")
                        .accountId(account)
                        .outcome(AppealOutcome.UPHOLD)
                        .by(word("os:li@desk"))
                        .reason(word("it is the film"))
                        .at(NOW - 4 * DAY)
                        .build());
    }

    private void standing(String account) {
        Proposal proposal =
                new Proposal(
                        account + "/proposal/1",
                        ProposalState.OPEN,
                        NOW - 2 * DAY,
                        NOW + DAY,
                        null,
                        null,
                        null);
        Strike strike =
                new Strike(
                        account + "/session:" + id("live-77"),
                        List.of("session:" + id("live-77")),
                        null,
                        NOW + 80 * DAY);
        Restriction restriction =
                new Restriction(
                        account + "/S2/1/LIVE_OFF",
                        Measure.LIVE_OFF,
                        NOW - 5 * DAY,
                        NOW + 25 * DAY,
                        null);
        log.send(
                EventType.ACCOUNT_STANDING,
                account,
                NOW - 2 * DAY,
                AccountStandingBuilder.builder()
                        .accountId(account)
                        .seq(1)
                        .step(LadderStep.S3)
                        .strikes(List.of(strike))
                        .pending(2)
                        .offences(1)
                        .warnings(1)
                        .restrictions(List.of(restriction))
                        .proposal(proposal)
                        .nextChangeAt(NOW + DAY)
                        .linked(List.of(id("user-9")))
                        .ladderVersion("ladder-2")
                        .at(NOW - 2 * DAY)
                        .build());
        log.send(
                EventType.DEPARTMENT_REPORT,
                account + "/report/1",
                NOW - DAY,
                DepartmentReportBuilder.builder()
                        .reportId(account + "/report/1")
                        .version(1)
                        .state(ReportState.DRAFT)
                        .accountId(account)
                        .identityRef(word("vault:8"))
                        .from(NOW - 6 * DAY)
                        .to(NOW - DAY)
                        .step(LadderStep.S3)
                        .strikes(List.of(strike))
                        .measures(List.of(restriction))
                        .proposal(proposal)
                        .linked(List.of(id("user-9")))
                        .ladderVersion("ladder-2")
                        .at(NOW - DAY)
                        .build());
    }

    // Usage, signals, seals -------------------------------------------------------------------

    private void usage() {
        for (int day = 1; day <= 3; day++) {
            String date = "2026-11-2" + day;
            String row = date + "/" + id("the-film") + "/CN/ON_DEMAND/NONE";
            log.send(
                    EventType.USAGE_ROW,
                    row,
                    NOW - DAY,
                    UsageRowBuilder.builder()
                            .rowId(row)
                            .day(date)
                            .dayFrom(midnight(date))
                            .dayTo(midnight(date) + DAY)
                            .workId(id("the-film"))
                            .territory(day == 3 ? "*" : "CN")
                            .rightType(RightType.ON_DEMAND)
                            .basis(day == 2 ? UsageRow.POLICY + id("studio") : UsageRow.NONE)
                            .usedMs(day * 51_400L)
                            .liveMs(day * 1_000L)
                            .sessions(day)
                            .viewers(day == 1 ? null : Long.valueOf(100))
                            .held(day == 3)
                            .revision(2)
                            .state(day == 3 ? UsageState.PROVISIONAL : UsageState.SETTLED)
                            .shares(List.of(new UsageShare(id("studio"), 6_000)))
                            .build());
        }
    }

    private static long midnight(String date) {
        return LocalDate.parse(date)
                .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                .toInstant()
                .toEpochMilli();
    }

    private void signals() {
        log.send(
                EventType.SIGNAL_STATE,
                id("signal-1"),
                NOW - 3 * DAY,
                SignalStatusBuilder.builder()
                        .signalId(id("signal-1"))
                        .origin(id("peer-1"))
                        .kind(SignalKind.REFERENCE)
                        .version(1)
                        .contentDigest(SHA)
                        .state(SignalState.QUARANTINED)
                        .reasonCode("WORK_AMBIGUOUS")
                        .works(List.of(id("the-film"), id("other-film")))
                        .confirmations(1)
                        .disputes(0)
                        .sessions(4)
                        .title(word("The Film"))
                        .expiresAt(NOW + 60 * DAY)
                        .at(NOW - 3 * DAY)
                        .build());
        log.send(
                EventType.SIGNAL_DECIDED,
                id("signal-1"),
                NOW - 2 * DAY,
                SignalDecidedBuilder.builder()
                        .signalId(id("signal-1"))
                        .contentDigest(SHA)
                        .opinion(OpinionKind.CONFIRM)
                        .workId(id("the-film"))
                        .by(word("os:li@desk"))
                        .reason(word("it is ours"))
                        .at(NOW - 2 * DAY)
                        .build());
    }

    private void seals() {
        String origin = id("site") + "/audit/1";
        for (long size : new long[] {40, 41}) {
            log.send(
                    EventType.AUDIT_SEAL,
                    origin,
                    NOW - H,
                    new AuditSeal(
                            origin,
                            size,
                            NOW - H,
                            origin + "\n" + size + "\nroot" + size + "=\n\n— site sig\n"));
        }
    }

    /** Addresses of pages about one thing, with what their braces hold. */
    public List<String[]> pages() {
        return List.of(
                new String[] {"/session/{id}", id("live-77")},
                new String[] {"/session/{id}", id("upload-5")},
                new String[] {"/session/{id}", id("upload-9")},
                new String[] {"/command/{id}", id("live-77") + "/command/1"},
                new String[] {"/command/{id}", id("live-77") + "/command/2"},
                new String[] {"/command/{id}", id("user-8") + "/S2/1/LIVE_OFF"},
                new String[] {"/list/entry/{id}", id("screening-1")},
                new String[] {"/list/entry/{id}", id("gone-1")},
                new String[] {"/list/batch/{id}", id("film") + "/2026-7"},
                new String[] {"/work/{id}", id("the-film")},
                new String[] {"/work/{id}", id("other-film")},
                new String[] {"/account/{id}", id("user-8")},
                new String[] {"/report/{id}", id("user-8") + "/report/1"},
                new String[] {"/signal/{id}", id("signal-1")},
                new String[] {"/log/{id}", id("site") + "/audit/1"});
    }
}
