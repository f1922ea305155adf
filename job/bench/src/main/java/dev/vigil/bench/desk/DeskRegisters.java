package dev.vigil.bench.desk;

import static dev.vigil.bench.desk.DeskPlan.DAY_MS;

import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.OwnershipConflictBuilder;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkKind;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatusBuilder;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** What a site knows of works, owners, the list, notifiers, signals and usage. */
final class DeskRegisters {
    /** Of the one audit log of the site. */
    static final String LOG = "bench.example/audit/1";

    private static final int SEALS = 1_000;
    private static final int MINUTES = 60_000;

    /** A site's own, whose days usage is of. */
    private static final ZoneId USAGE_ZONE = ZoneId.of("Asia/Shanghai");

    private final DeskPlan plan;
    private final EventSink out;

    DeskRegisters(DeskPlan plan, EventSink out) {
        this.plan = plan;
        this.out = out;
    }

    void send() {
        for (int work = 0; work < plan.works(); work++) {
            work(work);
        }
        for (int owner = 0; owner < plan.owners(); owner++) {
            policy("owner-" + owner);
        }
        list();
        for (int notifier = 0; notifier < plan.notifiers(); notifier++) {
            standing(notifier);
        }
        for (int signal = 0; signal < plan.signals(); signal++) {
            signal(signal);
        }
        for (int row = 0; row < plan.usageRows(); row++) {
            usage(row);
        }
        for (int letter = 0; letter < plan.deadLetters(); letter++) {
            deadLetter(letter);
        }
        logAndClocks();
    }

    // Works ---------------------------------------------------------------------------------------

    private void work(int number) {
        String work = DeskPlan.work(number);
        String owner = plan.owner(number);
        OwnerShare share =
                OwnerShareBuilder.builder()
                        .ownerId(owner)
                        .territories(List.of("CN", "HK"))
                        .rightTypes(List.of(RightType.ON_DEMAND, RightType.LIVE_RELAY))
                        .shareBp(10_000)
                        .from(plan.fromMs())
                        .build();
        out.send(
                EventType.WORK_REGISTERED,
                work,
                plan.fromMs(),
                RegisteredWorkBuilder.builder()
                        .workId(work)
                        .version(1)
                        .durationMs(112L * MINUTES)
                        .owners(List.of(share))
                        .titles(
                                List.of(
                                        new WorkTitle("en", "Night Harbour " + number),
                                        new WorkTitle("zh-Hans", "夜港 " + number)))
                        .kind(WorkKind.FILM)
                        .build(),
                plan.person(number));
        recordings(work, number);
        permission(work, owner, number);
        if (number % 10 == 0) {
            claim(work, owner, share, number);
        }
        if (number % 200 == 0) {
            conflict(work, owner);
        }
    }

    private void recordings(String work, int number) {
        boolean isBad = number % 100 == 7;
        for (String recording : List.of("master", "master.video")) {
            out.send(
                    EventType.REFERENCE_HEALTH,
                    work + "/" + recording,
                    plan.fromMs(),
                    new ReferenceHealth(
                            work,
                            recording,
                            isBad ? HealthState.QUARANTINED : HealthState.CONFIRMED,
                            isBad ? HealthReason.OVERTURNED : null,
                            20,
                            isBad ? 6 : 0,
                            plan.fromMs()));
        }
        if (number % 20 == 0) {
            out.send(
                    EventType.REFERENCE_REVIEWED,
                    work,
                    plan.fromMs() + DAY_MS,
                    new ReferenceReview(
                            work,
                            "master",
                            ReviewOutcome.CONFIRMED,
                            null,
                            plan.person(number),
                            plan.fromMs() + DAY_MS),
                    plan.person(number));
        }
    }

    private void permission(String work, String owner, int number) {
        String id = "permission-" + work;
        out.send(
                EventType.AUTHORIZATION_GRANTED,
                id,
                plan.fromMs(),
                AuthorizationBuilder.builder()
                        .authorizationId(id)
                        .version(1)
                        .grantor(owner)
                        .grantee(DeskPlan.account(number % plan.accounts()))
                        .workIds(List.of(work))
                        .rightTypes(List.of(RightType.LIVE_RELAY))
                        .territories(List.of("HK"))
                        .from(plan.fromMs())
                        .to(plan.toMs() + 300 * DAY_MS)
                        .evidenceRef("contract-" + number)
                        .build(),
                plan.person(number));
    }

    private void claim(String work, String owner, OwnerShare share, int number) {
        out.send(
                EventType.WORK_CLAIMED,
                work + "/" + owner,
                plan.fromMs(),
                WorkClaimBuilder.builder()
                        .workId(work)
                        .claimant(owner)
                        .version(1)
                        .shares(List.of(share))
                        .evidenceRef("contract-" + number)
                        .at(plan.fromMs())
                        .build());
    }

    private void conflict(String work, String owner) {
        out.send(
                EventType.OWNERSHIP_CONFLICT,
                work + "/conflict/ON_DEMAND-CN",
                plan.fromMs() + DAY_MS,
                OwnershipConflictBuilder.builder()
                        .workId(work)
                        .conflictId("ON_DEMAND-CN")
                        .rightType(RightType.ON_DEMAND)
                        .territory("CN")
                        .state(ConflictState.OPEN)
                        .parts(
                                List.of(
                                        new ConflictPart(
                                                null,
                                                null,
                                                2_000,
                                                List.of(
                                                        new ClaimedShare(owner, 6_000, null),
                                                        new ClaimedShare("owner-0", 6_000, true)),
                                                null)))
                        .since(plan.fromMs() + DAY_MS)
                        .until(plan.toMs() + 14 * DAY_MS)
                        .at(plan.fromMs() + DAY_MS)
                        .build());
    }

    private void policy(String owner) {
        out.send(
                EventType.MATCH_POLICY,
                owner,
                plan.fromMs(),
                new MatchPolicy(
                        owner,
                        1,
                        List.of(
                                MatchRuleBuilder.builder()
                                        .territory("CN")
                                        .matchMs(30_000L)
                                        .action(Action.WARN)
                                        .build()),
                        null));
    }

    // The list ------------------------------------------------------------------------------------

    private void list() {
        for (int number = 0; number < plan.entries(); number++) {
            entry(number, 1, plan.fromMs(), null);
            if (number % 5 == 4) {
                entry(number, 2, plan.fromMs() + 2 * DAY_MS, null);
            }
            if (number % 11 == 10) {
                long at = plan.fromMs() + 3 * DAY_MS;
                entry(number, 3, at, at);
            }
            effective(number);
            if (number % plan.batchSize() == 0) {
                receipt(plan.batch(number), ListReader.JUDGE);
                receipt(plan.batch(number), ListReader.NOTICE_CLOCK);
            }
        }
    }

    private void entry(int number, long version, long at, Long withdrawnAt) {
        String[] batch = plan.batch(number).split("/");
        out.send(
                withdrawnAt == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN,
                DeskPlan.entry(number),
                at,
                ListEntryBuilder.builder()
                        .entryId(DeskPlan.entry(number))
                        .version(version)
                        .listId(batch[0])
                        .listClass(number % 3 == 2 ? ListClass.FORBIDDEN : ListClass.IN_SCREENING)
                        .authority("bureau")
                        .batchNo(batch[1])
                        .workId(DeskPlan.work(number))
                        .titles(List.of("Night Harbour " + number, "夜港 " + number))
                        .windows(number % 3 == 2 ? List.of() : List.of(window()))
                        .territoryInclude(List.of("CN", "HK"))
                        .documentRef("doc:list-" + number / plan.batchSize())
                        .issuedAt(at)
                        .withdrawnAt(withdrawnAt)
                        .providerScope(List.of(ProviderScope.LIVE, ProviderScope.STORAGE))
                        .build(),
                plan.person(number));
    }

    private ListWindow window() {
        return new ListWindow(
                WindowType.THEATRICAL,
                day(plan.fromMs()) + "T00:00:00",
                day(plan.toMs() + 30 * DAY_MS) + "T00:00:00",
                "Asia/Shanghai");
    }

    static LocalDate day(long ms) {
        return Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void effective(int number) {
        for (int subtask = 0; subtask < 2; subtask++) {
            out.send(
                    EventType.LIST_EFFECTIVE,
                    DeskPlan.entry(number),
                    plan.fromMs(),
                    new ListEffective(
                            DeskPlan.entry(number),
                            1,
                            false,
                            plan.batch(number),
                            ListReader.JUDGE,
                            subtask,
                            2,
                            plan.fromMs(),
                            plan.fromMs() + 80));
        }
    }

    private void receipt(String batch, ListReader reader) {
        out.send(
                EventType.LIST_RECEIPT,
                batch,
                plan.fromMs(),
                new ListReceipt(
                        batch,
                        reader,
                        3,
                        plan.batchSize(),
                        0,
                        2,
                        plan.fromMs(),
                        plan.fromMs() + 80,
                        310L,
                        312,
                        9,
                        2,
                        plan.fromMs() + 1_000));
    }

    // Others --------------------------------------------------------------------------------------

    private void standing(int number) {
        StandingLevel level =
                number % 50 == 3
                        ? StandingLevel.RESTRICTED
                        : number % 10 == 1 ? StandingLevel.WATCH : StandingLevel.NORMAL;
        String notifier = plan.notifier(number);
        out.send(
                EventType.NOTIFIER_STANDING,
                notifier,
                plan.fromMs(),
                new NotifierStanding(
                        notifier,
                        level,
                        false,
                        400,
                        390,
                        10,
                        0,
                        1,
                        plan.fromMs(),
                        level == StandingLevel.RESTRICTED
                                ? Long.valueOf(plan.toMs() + 14 * DAY_MS)
                                : null,
                        level == StandingLevel.NORMAL ? "NOTHING_KNOWN" : "UNFOUNDED_3",
                        null,
                        null,
                        plan.fromMs()));
    }

    private void signal(int number) {
        boolean isOpen = number % 7 == 0;
        long at = plan.receivedAt((long) plan.notices() * number / plan.signals());
        out.send(
                EventType.SIGNAL_STATE,
                DeskPlan.signal(number),
                at,
                SignalStatusBuilder.builder()
                        .signalId(DeskPlan.signal(number))
                        .origin("peer-" + number % 5)
                        .kind(SignalKind.REFERENCE)
                        .version(1)
                        .contentDigest("ab".repeat(32))
                        .state(isOpen ? SignalState.QUARANTINED : SignalState.ACTIVE)
                        .reasonCode(isOpen ? "WORK_AMBIGUOUS" : null)
                        .works(List.of(DeskPlan.work(number % plan.works())))
                        .confirmations(1)
                        .sessions(4)
                        .title("Night Harbour " + number)
                        .expiresAt(at + 90 * DAY_MS)
                        .at(at)
                        .build());
    }

    private void usage(int number) {
        long at = plan.receivedAt((long) plan.notices() * number / plan.usageRows());
        String work = DeskPlan.work(number % plan.works());
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(at), USAGE_ZONE);
        String row = day + "/" + work + "/CN/ON_DEMAND/" + UsageRow.NONE;
        boolean isHeld = number % 200 == 0;
        out.send(
                EventType.USAGE_ROW,
                row,
                at,
                UsageRowBuilder.builder()
                        .rowId(row)
                        .day(day.toString())
                        .dayFrom(startOf(day))
                        .dayTo(startOf(day.plusDays(1)))
                        .workId(work)
                        .territory("CN")
                        .rightType(RightType.ON_DEMAND)
                        .basis(UsageRow.NONE)
                        .usedMs(51_400L + number)
                        .liveMs(1_000)
                        .sessions(1 + number % 9)
                        .viewers(100L)
                        .held(isHeld ? true : null)
                        .revision(2)
                        .state(isHeld ? UsageState.PROVISIONAL : UsageState.SETTLED)
                        .shares(List.of(new UsageShare(plan.owner(number % plan.works()), 10_000)))
                        .build());
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(USAGE_ZONE).toInstant().toEpochMilli();
    }

    private void deadLetter(int number) {
        long notice = (long) plan.notices() * number / plan.deadLetters();
        String id = "notices/0/" + number;
        out.send(
                Topic.NOTICE_DEAD_LETTERS,
                EventType.DEAD_LETTER,
                id,
                plan.receivedAt(notice),
                new DeadLetter(
                        id,
                        "notices",
                        0,
                        number,
                        "door",
                        number % 3 == 0 ? "KEY_MISMATCH" : "INVALID_JSON",
                        "key: expected 'n-3', got 'n-2'; send it with its key",
                        DeskPlan.notice(notice),
                        Json.text(DeskPlan.notice(notice)).getBytes(StandardCharsets.UTF_8),
                        null),
                null);
    }

    private void logAndClocks() {
        for (long size = 1; size <= SEALS; size++) {
            long at = plan.receivedAt(plan.notices() * size / SEALS);
            out.send(
                    EventType.AUDIT_SEAL,
                    LOG,
                    at,
                    new AuditSeal(LOG, size, at, LOG + "\n" + size + "\nroot=\n\n— site sig\n"));
        }
        for (String clock : List.of(ClockHealth.NOTICE_CLOCK, ClockHealth.LEDGER_CLOCK)) {
            out.send(
                    EventType.CLOCK_HEALTH,
                    clock,
                    plan.fromMs(),
                    new ClockHealth(
                            ClockMotion.RUNNING,
                            plan.fromMs(),
                            plan.fromMs(),
                            plan.fromMs() - 360,
                            360L));
        }
    }
}
