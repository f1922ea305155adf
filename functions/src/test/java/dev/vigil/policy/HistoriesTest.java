package dev.vigil.policy;

import static dev.vigil.policy.InvariantsTest.anyAuthorization;
import static dev.vigil.policy.InvariantsTest.anyEntry;
import static dev.vigil.policy.InvariantsTest.anyOwners;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.UsedTime;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Invariants 3, 4 and 12 of job/docs/domain.md, What must always hold over random histories, each
 * with a planted fault.
 */
class HistoriesTest {
    private static final long WINDOW_MS = Limits.DEFAULT.excerptWindowMs();
    private static final String REFERENCE = "reference-1";

    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    /** The registers of one work. */
    private static final class Registers {
        final ListIndex listing = new ListIndex();
        Owners owners = Owners.NONE;
        final Map<String, Authorization> authorizations = new TreeMap<>();

        void change(Random random) {
            switch (random.nextInt(3)) {
                case 0 -> listing.put(anyEntry(random, "entry-" + random.nextInt(3)));
                case 1 -> {
                    Authorization any = anyAuthorization(random, "a" + random.nextInt(2));
                    authorizations.merge(
                            any.authorizationId(), any, (a, b) -> b.supersedes(a) ? b : a);
                }
                default -> {
                    Owners any = anyOwners(random);
                    owners = any.work() == null ? owners : owners.with(any.work());
                    for (var policy : any.policies()) {
                        owners = owners.with(policy);
                    }
                }
            }
        }

        List<Authorization> naming(SessionStarted context) {
            return authorizations.values().stream()
                    .filter(a -> AuthorizationFit.names(a, context))
                    .toList();
        }
    }

    /**
     * Invariant 3: the seeds of histories with a verdict whose decisions, taken again from what the
     * published bytes say and the registers as they stood, are not the same bytes.
     *
     * @param fault what the judge makes of a finding, unlike what it publishes
     */
    private static List<Long> notReplayed(UnaryOperator<Finding> fault) {
        List<Long> seeds = new ArrayList<>();
        int replayed = 0;
        for (long seed = 1; seed <= 150; seed++) {
            Random random = random(seed);
            SessionStarted context =
                    random.nextBoolean()
                            ? session(SessionKind.LIVE, "CN", "HK")
                            : session(SessionKind.UPLOAD);
            Registers registers = new Registers();
            JudgedSession state = JudgedSession.fresh(context.sessionId());
            UsedTime used = UsedTime.NONE;
            ReferenceRecord record = ReferenceRecord.NEW;
            for (int step = 0; step < 30; step++) {
                if (random.nextInt(3) == 0) {
                    registers.change(random);
                }
                Evidence heard = heard(random, step);
                used = Usage.with(used, context.sessionId(), heard, WINDOW_MS);
                Long usedMs = Usage.usedMs(used, heard.captureEnd(), WINDOW_MS);
                Finding finding =
                        Rules.lean(finding(registers, context, heard.weighed(usedMs, null)));
                Probation.Standing standing =
                        PermittedAction.of(finding, registers.listing, record, Limits.DEFAULT);
                record = standing.record();
                Finding weighed = PermittedAction.weighed(finding, standing);
                ListIndex listing = registers.listing;
                long nowMs = NOON_MS + step * 2_000L;
                Judgement judgement =
                        SessionJudge.judge(state, fault.apply(weighed), listing, true, nowMs);
                state = judgement.session();
                if (isOf(judgement.verdict(), weighed)) {
                    replayed++;
                    if (!again(judgement.verdict(), registers)) {
                        seeds.add(seed);
                    }
                }
            }
        }
        assertThat(replayed).as("verdicts").isGreaterThan(300);
        return seeds;
    }

    private static Evidence heard(Random random, int step) {
        return evidence(
                "m" + step / 12,
                WORK,
                NOON_MS + step * 100L,
                500L + step % 12 * 700 + random.nextInt(100),
                step % 12 != 11);
    }

    private static Finding finding(Registers registers, SessionStarted context, Evidence heard) {
        return FindingBuilder.builder()
                .sessionId(context.sessionId())
                .context(context)
                .evidence(heard)
                .authorizations(registers.naming(context))
                .authorizationsLoaded(true)
                .changes(WorkListing.NONE)
                .owners(registers.owners)
                .build();
    }

    /** A verdict on that match alone: of others the registers of their own time count. */
    private static boolean isOf(Verdict verdict, Finding latest) {
        return verdict != null
                && verdict.evidence().stream()
                        .allMatch(e -> e.matchId().equals(latest.evidence().matchId()));
    }

    private static boolean again(Verdict published, Registers registers) {
        Verdict read = Json.read(Json.bytes(published), Verdict.class);
        var decisions =
                Preview.again(
                                read,
                                work -> registers.authorizations.values(),
                                work -> registers.owners)
                        .by(registers.listing);
        return Arrays.equals(Json.bytes(decisions), Json.bytes(published.decisions()));
    }

    @Test
    void everyVerdictIsTheSameBytesWhenItIsJudgedAgain() {
        assertThat(notReplayed(UnaryOperator.identity())).as("seeds").isEmpty();
        UnaryOperator<Finding> byAnotherRegister =
                finding ->
                        finding.with()
                                .authorizations(List.of())
                                .authorizationsLoaded(true)
                                .changes(WorkListing.NONE)
                                .afterwards(null)
                                .presentUntil(null)
                                .stayDown(null)
                                .build();
        assertThat(notReplayed(byAnotherRegister)).as("planted: a register unread").isNotEmpty();
        UnaryOperator<Finding> bySomethingUnsaid =
                finding ->
                        finding.with()
                                .authorizationsLoaded(true)
                                .changes(
                                        WorkListing.NONE.with(
                                                TestingRights.of(
                                                        entry(ListClass.STAYDOWN), "unsaid", WORK)))
                                .afterwards(null)
                                .presentUntil(null)
                                .stayDown(null)
                                .build();
        assertThat(notReplayed(bySomethingUnsaid)).as("planted: an entry unsaid").isNotEmpty();
    }

    /**
     * Invariant 4: seeds of updates that end differently in another order.
     *
     * @param merge which of two records of one id stays
     */
    private static List<Long> differing(BinaryOperator<Authorization> merge) {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= 150; seed++) {
            Random random = random(seed);
            List<ListEntry> entries = new ArrayList<>();
            List<Authorization> authorizations = new ArrayList<>();
            List<Owners> owners = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                entries.add(anyEntry(random, "entry-" + random.nextInt(3)));
                authorizations.add(anyAuthorization(random, "a" + random.nextInt(3)));
                owners.add(anyOwners(random));
            }
            String first = end(entries, authorizations, owners, merge);
            for (int order = 0; order < 5; order++) {
                Collections.shuffle(entries, random);
                Collections.shuffle(authorizations, random);
                Collections.shuffle(owners, random);
                if (!first.equals(end(entries, authorizations, owners, merge))) {
                    seeds.add(seed);
                }
            }
        }
        return seeds;
    }

    private static String end(
            Collection<ListEntry> entries,
            Collection<Authorization> authorizations,
            Collection<Owners> owners,
            BinaryOperator<Authorization> merge) {
        WorkListing listing = WorkListing.NONE;
        for (ListEntry entry : entries) {
            listing = listing.with(entry);
        }
        Map<String, Authorization> register = new TreeMap<>();
        authorizations.forEach(a -> register.merge(a.authorizationId(), a, merge));
        Owners all = Owners.NONE;
        for (Owners one : owners) {
            all = one.work() == null ? all : all.with(one.work());
            for (var policy : one.policies()) {
                all = all.with(policy);
            }
        }
        return listing + " " + register + " " + all;
    }

    @Test
    void anyOrderOfUpdatesEndsInTheSameRegisters() {
        assertThat(differing((a, b) -> b.supersedes(a) ? b : a)).as("seeds").isEmpty();
        assertThat(differing((a, b) -> b.version() >= a.version() ? b : a))
                .as("planted: the later of one version stays")
                .isNotEmpty();
    }

    /**
     * Invariant 13: seeds of histories in which a reference has blocked more sessions than it may
     * since a person confirmed it or before one did.
     *
     * @param fault what is remembered of the reference's record
     */
    private static List<Long> floods(UnaryOperator<ReferenceRecord> fault) {
        List<Long> seeds = new ArrayList<>();
        int limited = 0;
        for (long seed = 1; seed <= 80; seed++) {
            Random random = random(seed);
            Limits limits = new Limits(WINDOW_MS, 0, 1 + random.nextInt(20), 2);
            Registers registers = new Registers();
            registers.listing.put(entry(ListClass.STAYDOWN));
            Map<String, JudgedSession> sessions = new TreeMap<>();
            TreeSet<String> blocked = new TreeSet<>();
            ReferenceRecord record = ReferenceRecord.NEW;
            for (int step = 0; step < 200; step++) {
                String id = "session-" + random.nextInt(60);
                if (random.nextInt(40) == 0) {
                    registers.change(random);
                }
                if (random.nextInt(60) == 0) {
                    record =
                            Probation.reviewed(
                                    record,
                                    new ReferenceReview(
                                            WORK,
                                            REFERENCE,
                                            ReviewOutcome.OVERTURNED,
                                            id,
                                            null,
                                            NOON_MS),
                                    limits);
                }
                Finding finding = of(id, registers);
                Probation.Standing standing =
                        PermittedAction.of(finding, registers.listing, record, limits);
                record = fault.apply(standing.record());
                ListIndex listing = registers.listing;
                Judgement judgement =
                        SessionJudge.judge(
                                sessions.getOrDefault(id, JudgedSession.fresh(id)),
                                PermittedAction.weighed(finding, standing),
                                listing,
                                true,
                                NOON_MS);
                sessions.put(id, judgement.session());
                if (judgement.session().commanded().measure() != null) {
                    blocked.add(id);
                }
            }
            limited += blocked.size() >= limits.blocks() ? 1 : 0;
            if (blocked.size() > limits.blocks()) {
                seeds.add(seed);
            }
        }
        assertThat(limited).as("histories that reach the limit").isGreaterThan(30);
        return seeds;
    }

    private static Finding of(String sessionId, Registers registers) {
        SessionStarted context =
                SessionStartedBuilder.builder()
                        .sessionId(sessionId)
                        .kind(SessionKind.UPLOAD)
                        .accountId("account-of-" + sessionId)
                        .serviceTerritories(List.of("CN"))
                        .startAt(NOON_MS)
                        .build();
        return FindingBuilder.builder()
                .sessionId(sessionId)
                .context(context)
                .evidence(evidence(sessionId + "/m", WORK, NOON_MS, 5_000, true))
                .authorizations(registers.naming(context))
                .authorizationsLoaded(true)
                .changes(WorkListing.NONE)
                .owners(registers.owners)
                .build();
    }

    @Test
    void aReferenceBlocksNoMoreSessionsThanItMayBeforeAPersonLooks() {
        assertThat(floods(UnaryOperator.identity())).as("seeds").isEmpty();
        assertThat(floods(record -> ReferenceRecord.NEW))
                .as("planted: its record is forgotten")
                .isNotEmpty();
    }
}
