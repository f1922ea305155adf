package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.list.ListPreview;
import dev.vigil.client.list.Listing;
import dev.vigil.client.list.PreviewedSession;
import dev.vigil.desk.act.FourEyes.DraftState;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.policy.ListIndex;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.verdict.DecisionBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The preview reads verdicts and registers of few works only. Its numbers are those of all
 * verdicts, each judged by all entries, authorizations and owners that there are, for random
 * drafts.
 */
class PreviewedDraftTest {
    private static final long HOUR_MS = 3_600_000;
    private static final int WORKS = 6;
    private static final int SESSIONS = 120;
    private static final int DRAFTS = 20;

    private static final List<ListClass> CLASSES =
            List.of(ListClass.FORBIDDEN, ListClass.PERMISSION_REQUIRED, ListClass.RIGHTS_DECLARED);

    @TempDir private Path folder;

    /** What is on the topics, by id. */
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    private final Map<String, ListEntry> entries = new HashMap<>();
    private final Map<String, Authorization> authorizations = new HashMap<>();
    private final Map<String, Owners> owners = new HashMap<>();

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void itsNumbersAreThoseOfJudgingEach(TestingStores kind) throws IOException {
        long blocked = 0;
        long freed = 0;
        Random random = new Random(1);
        TestingDesk desk = new TestingDesk(kind.open(folder));
        history(random, desk);
        try (Handle handle = desk.store.handle()) {
            for (int n = 0; n < DRAFTS; n++) {
                TwoPersonDraft draft = draft("draft-" + n, csv(random));
                PreviewedDraft.make(handle, draft, PreviewedDraft.HOURS, T0);
                PreviewedDraft made = PreviewedDraft.of(handle, draft.id()).orElseThrow();
                List<ListEntry> drafted = ListDraft.changes(handle, draft).entries();

                assertSame(draft.id(), made, naive(drafted), about(drafted));
                assertThat(PreviewSums.of(handle, draft.id()).orElseThrow().works())
                        .as(draft.id())
                        .isEqualTo(sums(naive(drafted)).works());
                blocked += made.blocked();
                freed += made.freed();
            }
        }
        assertThat(blocked).isGreaterThan(50);
        assertThat(freed).isPositive();
    }

    private static void assertSame(
            String as, PreviewedDraft made, List<PreviewedSession> naive, long about) {
        assertThat(made.judged()).as(as).isEqualTo(about);
        assertThat(made.notJudged()).as(as).isZero();
        assertThat(made.isCut()).as(as).isFalse();
        assertThat(made.blocked())
                .as(as)
                .isEqualTo(naive.stream().filter(it -> !it.blocked().isEmpty()).count());
        assertThat(made.running())
                .as(as)
                .isEqualTo(
                        naive.stream()
                                .filter(it -> !it.blocked().isEmpty())
                                .filter(it -> it.verdict().state() == VerdictState.OPEN)
                                .count());
        assertThat(made.freed())
                .as(as)
                .isEqualTo(naive.stream().filter(it -> !it.freed().isEmpty()).count());
        assertThat(made.sessions().stream().map(it -> it.sessionId() + it.blocked() + it.freed()))
                .as(as)
                .containsExactlyInAnyOrderElementsOf(
                        naive.stream()
                                .map(it -> it.verdict().sessionId() + it.blocked() + it.freed())
                                .toList());
    }

    // All of it --------------------------------------------------------------------------------

    private List<PreviewedSession> naive(List<ListEntry> drafted) {
        Listing listing = new Listing();
        entries.values().forEach(listing::put);
        ListIndex now = listing.index();
        drafted.forEach(listing::put);
        return new ListPreview(
                        now,
                        listing.index(),
                        work -> authorizations.values(),
                        work -> owners.getOrDefault(work, Owners.NONE),
                        T0)
                .judge(lately().stream())
                .toList();
    }

    private List<Verdict> lately() {
        return verdicts.values().stream()
                .filter(it -> it.judgedAt() >= T0 - PreviewedDraft.HOURS * HOUR_MS)
                .toList();
    }

    private long about(List<ListEntry> drafted) {
        Set<String> works =
                drafted.stream()
                        .flatMap(
                                it ->
                                        Stream.of(
                                                it.workId(),
                                                entries.getOrDefault(it.entryId(), it).workId()))
                        .collect(Collectors.toSet());
        return lately().stream()
                .filter(it -> it.evidence().stream().anyMatch(e -> works.contains(e.workId())))
                .count();
    }

    private static PreviewSums sums(List<PreviewedSession> sessions) {
        PreviewSums.Tally tally = new PreviewSums.Tally();
        sessions.forEach(tally::add);
        return tally.sums(Map.of());
    }

    // A history --------------------------------------------------------------------------------

    private void history(Random random, TestingDesk desk) {
        for (int n = 0; n < WORKS; n++) {
            register(random, desk, "work-" + n);
            if (random.nextBoolean()) {
                list(random, desk, "entry-" + n, "work-" + n);
            }
        }
        for (int n = 0; n < SESSIONS; n++) {
            judge(random, desk, n);
        }
        desk.read();
    }

    private void register(Random random, TestingDesk desk, String workId) {
        RegisteredWork work =
                RegisteredWorkBuilder.builder()
                        .workId(workId)
                        .version(1)
                        .owners(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId("owner-of-" + workId)
                                                .build()))
                        .titles(List.of(new WorkTitle("en", "Night Harbour")))
                        .build();
        MatchPolicy policy =
                new MatchPolicy(
                        "owner-of-" + workId,
                        1,
                        List.of(
                                MatchRuleBuilder.builder()
                                        .territory("CN")
                                        .action(
                                                random.nextBoolean()
                                                        ? Action.BLOCK
                                                        : Action.ALLOW_WITH_USAGE)
                                        .build()),
                        null);
        desk.send(EventType.WORK_REGISTERED, workId, work);
        boolean wishes = random.nextInt(3) == 0;
        if (wishes) {
            desk.send(EventType.MATCH_POLICY, policy.ownerId(), policy);
        }
        owners.put(workId, new Owners(work, wishes ? List.of(policy) : List.of()));
        Authorization deal =
                AuthorizationBuilder.builder()
                        .authorizationId("deal-" + workId)
                        .version(1)
                        .grantor("owner-of-" + workId)
                        .grantee("account-" + random.nextInt(3))
                        .workIds(List.of(workId, "work-" + random.nextInt(WORKS)))
                        .rightTypes(List.of(RightType.LIVE_RELAY))
                        .territories(random.nextBoolean() ? List.of("CN") : List.of())
                        .from(T0 - 1_000 * HOUR_MS)
                        .build();
        desk.send(EventType.AUTHORIZATION_GRANTED, deal.authorizationId(), deal);
        authorizations.put(deal.authorizationId(), deal);
    }

    private void list(Random random, TestingDesk desk, String entryId, String workId) {
        ListEntry entry =
                ListEntryBuilder.builder()
                        .entryId(entryId)
                        .version(1)
                        .listClass(CLASSES.get(random.nextInt(CLASSES.size())))
                        .workId(workId)
                        .titles(List.of())
                        .territoryInclude(random.nextBoolean() ? List.of("CN") : List.of())
                        .issuedAt(T0 - 500 * HOUR_MS)
                        .build();
        desk.send(EventType.LIST_UPSERTED, entryId, entry);
        entries.put(entryId, entry);
    }

    /** One in three has a second revision, which may be about other works. */
    private void judge(Random random, TestingDesk desk, int number) {
        long at = T0 - random.nextInt(100) * HOUR_MS;
        for (int revision = 1; revision <= 1 + random.nextInt(3) / 2; revision++) {
            Verdict verdict = verdict(random, number, revision, at + revision);
            desk.send(EventType.VERDICT, verdict.sessionId(), verdict);
            verdicts.put(verdict.verdictId(), verdict);
        }
    }

    private static Verdict verdict(Random random, int number, int revision, long at) {
        boolean isOpen = random.nextBoolean();
        List<Evidence> evidence = new ArrayList<>();
        List<WorkRuling> rulings = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            String work = "work-" + random.nextInt(WORKS);
            evidence.add(evidence(number + "/" + i, work, at, isOpen));
            rulings.add(ruling(work, number + "/" + i));
        }
        return VerdictBuilder.builder()
                .verdictId("session-" + number + "/1")
                .revision(revision)
                .state(isOpen ? VerdictState.OPEN : VerdictState.CLOSED)
                .sessionId("session-" + number)
                .sessionKind(random.nextBoolean() ? SessionKind.LIVE : SessionKind.UPLOAD)
                .accountId("account-" + random.nextInt(3))
                .title("Tonight")
                .action(Action.OBSERVE)
                .reasonCode("MATCH_ONLY")
                .ruleVersion("rules-3")
                .decisions(
                        List.of(
                                DecisionBuilder.builder()
                                        .territory("CN")
                                        .action(Action.OBSERVE)
                                        .step(8)
                                        .reasonCode("MATCH_ONLY")
                                        .articleRef("III")
                                        .workId(evidence.get(0).workId())
                                        .failedTests(List.of())
                                        .build()))
                .evidence(evidence)
                .rulings(rulings)
                .firstMatchCaptureTime(at - 60_000)
                .judgedAt(at)
                .detectionLatencyMs(1_000)
                .serviceTerritories(random.nextBoolean() ? List.of("CN", "HK") : List.of("HK"))
                .startAt(at - 120_000)
                .build();
    }

    private static Evidence evidence(String match, String work, long at, boolean isOpen) {
        return EvidenceBuilder.builder()
                .matchId(match)
                .workId(work)
                .referenceId("ref-1")
                .queryEndMs(60_000)
                .refEndMs(60_000)
                .score(400)
                .tempo(1)
                .certainAfterMs(1_000)
                .captureStart(at - 60_000)
                .captureEnd(at)
                .open(isOpen)
                .usedMs(60_000L)
                .standing(EvidenceStanding.COUNTED)
                .build();
    }

    private static WorkRuling ruling(String work, String match) {
        return WorkRulingBuilder.builder()
                .workId(work)
                .matchIds(List.of(match))
                .territories(List.of("CN"))
                .action(Action.OBSERVE)
                .step(8)
                .reasonCode("MATCH_ONLY")
                .build();
    }

    // A draft ----------------------------------------------------------------------------------

    /** New entries, and ones in force that are of another class, territory or work. */
    private static String csv(Random random) {
        StringBuilder csv = new StringBuilder("entry,work,class,territories,batch\n");
        for (int n = 0; n < 2; n++) {
            csv.append(n == 0 ? "entry-" : "new-").append(random.nextInt(WORKS));
            csv.append(",work-").append(random.nextInt(WORKS)).append(',');
            csv.append(CLASSES.get(random.nextInt(CLASSES.size()))).append(',');
            csv.append(random.nextBoolean() ? "CN" : "").append(",2026-7\n");
        }
        return csv.toString();
    }

    private static TwoPersonDraft draft(String id, String csv) {
        return new TwoPersonDraft(
                id,
                ListDraft.DEED,
                "2026-7",
                csv.getBytes(StandardCharsets.UTF_8),
                "",
                T0,
                "oidc:wang",
                DraftState.OPEN,
                null,
                null,
                null,
                null,
                null);
    }
}
