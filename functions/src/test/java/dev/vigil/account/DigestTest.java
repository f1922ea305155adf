package dev.vigil.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalBuilder;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.enforcement.Measure;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is published of an offence is in its digest, and a start without state finds it. */
class DigestTest {
    private static final long AT_MS = TestingAccounts.T0_MS;

    private static final OffenceReason REASON =
            new OffenceReason(
                    "list/e-1", GroundKind.LISTED_IN_SCREENING, 3L, List.of("w/r"), true, AT_MS);

    private static final Offence OFFENCE =
            OffenceBuilder.builder()
                    .accountId("a-1")
                    .offenceId("session:s-1")
                    .kind(OffenceKind.SESSION)
                    .occurredAt(AT_MS)
                    .establishedAt(AT_MS + 5)
                    .reasons(List.of(REASON))
                    .works(List.of("w"))
                    .owners(List.of("o"))
                    .territories(List.of("CN"))
                    .timeCodes(List.of(new TimeCode("w", 0, 60_000)))
                    .measure(Measure.STOP_STREAM)
                    .aggravators(List.of(Aggravator.IN_WINDOW))
                    .evidenceDigest("0a".repeat(32))
                    .verdictId("s-1/2")
                    .noticeIds(List.of("n-1"))
                    .disputed(List.of("notice/n-1"))
                    .build();

    /** Another one in that field; its account, its id and so its kind are its keys. */
    private static final Map<String, Offence> OTHERS =
            Map.ofEntries(
                    Map.entry("occurredAt", OFFENCE.withOccurredAt(AT_MS + 1)),
                    Map.entry("establishedAt", OFFENCE.withEstablishedAt(null)),
                    Map.entry("reasons", OFFENCE.withReasons(List.of(REASON, REASON))),
                    Map.entry("works", OFFENCE.withWorks(List.of("w", "w-2"))),
                    Map.entry("owners", OFFENCE.withOwners(List.of())),
                    Map.entry("territories", OFFENCE.withTerritories(List.of("*"))),
                    Map.entry(
                            "timeCodes",
                            OFFENCE.withTimeCodes(List.of(new TimeCode("w", 0, 60_001)))),
                    Map.entry("measure", OFFENCE.withMeasure(Measure.MUTE)),
                    Map.entry("aggravators", OFFENCE.withAggravators(List.of())),
                    Map.entry("evidenceDigest", OFFENCE.withEvidenceDigest("0b".repeat(32))),
                    Map.entry("verdictId", OFFENCE.withVerdictId("s-1/3")),
                    Map.entry("noticeIds", OFFENCE.withNoticeIds(List.of("n-1", "n-2"))),
                    Map.entry("disputed", OFFENCE.withDisputed(List.of())));

    private static final Map<String, OffenceReason> OTHER_REASONS =
            Map.of(
                    "ground", REASON.withGround("list/e-2"),
                    "kind", REASON.withKind(GroundKind.LISTED_HOT_BROADCAST),
                    "version", REASON.withVersion(4L),
                    "references", REASON.withReferences(List.of("w/r", "w/r-2")),
                    "stands", REASON.withStands(false),
                    "listedAt", REASON.withListedAt(null));

    @Test
    void eachFieldThatIsPublishedMakesAnotherDigest() {
        Set<String> fields = names(Offence.class);
        fields.removeAll(List.of("accountId", "offenceId", "kind"));
        assertThat(OTHERS.keySet()).isEqualTo(fields);
        assertThat(OTHER_REASONS.keySet()).isEqualTo(names(OffenceReason.class));

        List<Offence> all = new ArrayList<>(OTHERS.values());
        OTHER_REASONS.values().forEach(one -> all.add(OFFENCE.withReasons(List.of(one))));
        all.add(OFFENCE);
        assertThat(all.stream().map(one -> digest(one, List.of(), List.of(), List.of(), null)))
                .doesNotHaveDuplicates();
    }

    private record Before(String id, Integer more, List<Held> held) {}

    private record Held(long at) {}

    /** The same of a later release. */
    private record After(
            String joined,
            String id,
            Map<String, String> joinedMap,
            Integer more,
            List<LaterHeld> held,
            List<String> joinedList) {}

    private record LaterHeld(Long joined, long at, OffenceState joinedState) {}

    @Test
    void aFieldThatJoinsChangesNoDigestOfARecordThatLacksIt() {
        long before = Digest.ofAny(new Before("a-1", null, List.of(new Held(AT_MS))));
        List<LaterHeld> held = List.of(new LaterHeld(null, AT_MS, null));
        assertThat(Digest.ofAny(new After(null, "a-1", Map.of(), null, held, List.of())))
                .isEqualTo(before);
        assertThat(Digest.ofAny(new After("x", "a-1", Map.of(), null, held, List.of())))
                .isNotEqualTo(before);
        held = List.of(new LaterHeld(0L, AT_MS, null));
        assertThat(Digest.ofAny(new After(null, "a-1", Map.of(), null, held, List.of())))
                .isNotEqualTo(before);
    }

    /** State of every release holds them: a number here never changes. */
    @Test
    void whatIsInStateIsWhatIsComputedNow() {
        Strike strike = new Strike("a-1/session:s-1", List.of("session:s-1"), null, AT_MS + 9);
        Proposal proposal =
                ProposalBuilder.builder()
                        .proposalId("a-1/proposal/s-1")
                        .state(ProposalState.OPEN)
                        .openedAt(AT_MS)
                        .build();
        AccountStanding standing =
                TestingStandings.of("a-1", 1, AT_MS)
                        .with()
                        .strikes(List.of(strike))
                        .proposal(proposal)
                        .build();
        DepartmentReport report =
                DepartmentReportBuilder.builder()
                        .reportId("a-1/report/s-1")
                        .version(1)
                        .state(ReportState.DRAFT)
                        .accountId("a-1")
                        .identityRef("register/a-1")
                        .from(AT_MS)
                        .to(AT_MS + 9)
                        .step(LadderStep.S1)
                        .strikes(List.of(strike))
                        .offences(
                                List.of(new ReportedOffence(OFFENCE, OffenceState.STANDING, null)))
                        .proposal(proposal)
                        .ladderVersion("default-1")
                        .at(AT_MS + 9)
                        .build();
        assertThat(List.of(Digest.of(standing), Digest.of(report)))
                .containsExactly(-8775445447868181210L, -5053460702634859547L);
    }

    private static Set<String> names(Class<?> type) {
        return new HashSet<>(
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
    }

    @Test
    void whatBecameOfItMakesAnotherDigest() {
        List<String> some = List.of("list/e-1");
        assertThat(
                        List.of(
                                digest(OFFENCE, List.of(), List.of(), List.of(), null),
                                digest(OFFENCE, some, List.of(), List.of(), null),
                                digest(OFFENCE, List.of(), some, List.of(), null),
                                digest(OFFENCE, List.of(), List.of(), some, null),
                                digest(OFFENCE, List.of(), List.of(), List.of(), "list/e-1")))
                .doesNotHaveDuplicates();
    }

    /** What is published and read back has the digest of what was kept. */
    @Test
    void whatIsReadBackHasTheSameDigest() {
        List<Offence> all = new ArrayList<>(OTHERS.values());
        all.add(OFFENCE);
        for (Offence one : all) {
            KeptOffence kept = KeptOffence.of(one, AT_MS);
            Offence published = kept.whole("a-1", "session:s-1", one.aggravators());
            assertThat(published).isEqualTo(one);
            assertThat(digest(published, List.of(), List.of(), List.of(), null))
                    .isEqualTo(
                            Digest.of(
                                    kept,
                                    one.aggravators(),
                                    OffenceState.STANDING,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    null));
        }
    }

    private static long digest(
            Offence one,
            List<String> fallen,
            List<String> overturned,
            List<String> disputed,
            String waivedBy) {
        return Digest.of(
                KeptOffence.of(one, 0),
                one.aggravators(),
                OffenceState.STANDING,
                fallen,
                overturned,
                disputed,
                waivedBy);
    }
}
