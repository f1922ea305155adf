package dev.vigil.account;

import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.util.ArrayList;
import java.util.List;

/** Verdicts, commands and outcomes for tests. */
public final class TestingCases {
    public static final long NOON_MS = 1_800_000_000_000L;
    public static final long MINUTE_MS = 60_000;
    public static final long DAY_MS = 24 * 60 * MINUTE_MS;
    public static final String SESSION = "s-1";
    public static final String ACCOUNT = "u-1";

    private TestingCases() {}

    /**
     * What one entry decides about one reference of the work of the same name.
     *
     * @param held why it does not block by itself; null where it may
     */
    public record Ruled(
            String entry, ListClass listClass, String reference, Action action, String held) {
        public static Ruled block(String entry) {
            return new Ruled(entry, ListClass.PERMISSION_REQUIRED, "r", Action.BLOCK, null);
        }

        public Ruled with(Action other) {
            return new Ruled(entry, listClass, reference, other, held);
        }

        public Ruled by(ListClass other) {
            return new Ruled(entry, other, reference, action, held);
        }

        public Ruled matching(String other) {
            return new Ruled(entry, listClass, other, action, held);
        }

        /** Named without blocking, for that reason. */
        public Ruled held(String why) {
            return new Ruled(entry, listClass, reference, Action.REVIEW, why);
        }

        String work() {
            return "work-of-" + entry;
        }
    }

    public static VerdictBuilder verdict(int episode, long captureMs, Ruled... ruled) {
        List<WorkRuling> rulings = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (Ruled one : ruled) {
            String match = "m-" + evidence.size();
            evidence.add(evidence(match, one, captureMs));
            rulings.add(ruling(match, one));
        }
        return VerdictBuilder.builder()
                .verdictId(SESSION + "/" + episode)
                .revision(1)
                .state(VerdictState.CLOSED)
                .sessionId(SESSION)
                .accountId(ACCOUNT)
                .action(Action.OBSERVE)
                .reasonCode("MATCH_ONLY")
                .decisions(List.of())
                .evidence(evidence)
                .rulings(rulings.isEmpty() ? null : rulings)
                .firstMatchCaptureTime(captureMs)
                .judgedAt(captureMs + 1_000);
    }

    private static Evidence evidence(String match, Ruled one, long captureMs) {
        return EvidenceBuilder.builder()
                .matchId(match)
                .workId(one.work())
                .referenceId(one.reference())
                .queryStartMs(1_000)
                .queryEndMs(9_000)
                .tempo(1)
                .captureStart(captureMs)
                .captureEnd(captureMs + 8_000)
                .build();
    }

    private static WorkRuling ruling(String match, Ruled one) {
        return WorkRulingBuilder.builder()
                .workId(one.work())
                .matchIds(List.of(match))
                .territories(List.of("*"))
                .action(one.action())
                .step(4)
                .reasonCode(one.held() == null ? "LISTED_" + one.listClass() : one.held())
                .listEntryId(one.entry())
                .listEntryVersion(3L)
                .listedAt(NOON_MS - DAY_MS)
                .build();
    }

    /** That it is decided for the whole world, though only on trial. */
    public static Decision tried(String entry) {
        return Decision.plain("*", Action.BLOCK, 4, "LISTED_PERMISSION_REQUIRED", "II", "w")
                .with()
                .listEntryId(entry)
                .build();
    }

    public static CaseFact fact(VerdictBuilder verdict) {
        return CaseFact.verdict(verdict.build());
    }

    public static CaseFact fact(Verdict verdict) {
        return CaseFact.verdict(verdict);
    }

    public static CaseFact command(int number, Measure measure, long atMs) {
        return CaseFact.command(ordered(number, measure, atMs));
    }

    public static EnforcementCommand ordered(int number, Measure measure, long atMs) {
        return EnforcementCommandBuilder.builder()
                .commandId(commandId(number))
                .sessionId(SESSION)
                .accountId(ACCOUNT)
                .measure(measure)
                .territories(List.of())
                .issuedAt(atMs)
                .deadline(atMs + 10_000)
                .reasonCode("LISTED_PERMISSION_REQUIRED")
                .verdictId(SESSION + "/1")
                .workId("w")
                .build();
    }

    private static String commandId(int number) {
        return SESSION + "/command/" + number;
    }

    public static CaseFact confirmed(int number, Measure measure, long effectiveMs) {
        return CaseFact.confirmed(
                new ActionConfirmed(
                        "c",
                        SESSION,
                        measure,
                        effectiveMs,
                        null,
                        commandId(number),
                        "proof",
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    public static CaseFact failed(int number, long atMs) {
        return CaseFact.failed(new ItemBack(SESSION, atMs, "no answer", commandId(number)));
    }

    public static CaseFact outcome(
            String notice, String account, ItemOutcomeKind kind, long atMs, Long effectiveMs) {
        return CaseFact.outcome(
                new ItemOutcome(
                        notice,
                        "i-1",
                        account,
                        NOON_MS - DAY_MS,
                        "video",
                        "work-1",
                        kind,
                        atMs,
                        effectiveMs,
                        1));
    }
}
