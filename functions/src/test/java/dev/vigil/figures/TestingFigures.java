package dev.vigil.figures;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random history of a few days as the records that report it, and beside them what a person would
 * have counted who saw it happen: no record and none of the product's classes is asked for that.
 */
public final class TestingFigures {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final long FIRST = Instant.parse("2026-11-20T16:00:00Z").toEpochMilli();
    public static final long HOUR_MS = 3_600_000;
    public static final int DAYS = 5;

    /** What the records of one thing are counted as: in any order, each any number of times. */
    public record Happened(List<List<FigureFact>> records) {}

    /** In the order in which they happened. */
    public final List<Happened> happened = new ArrayList<>();

    /** By day/figure/dimension. */
    public final Map<String, Long> counts = new TreeMap<>();

    private final Random random;
    private int number;

    public TestingFigures(Random random, int things) {
        this.random = random;
        for (int i = 0; i < things; i++) {
            number++;
            switch (random.nextInt(5)) {
                case 0 -> measure();
                case 1 -> notice();
                case 2 -> appeal();
                case 3 -> strike();
                default -> review();
            }
        }
    }

    private long moment() {
        return FIRST + (long) (random.nextDouble() * DAYS * 24 * HOUR_MS);
    }

    /** The days of Shanghai have no summer time. */
    private void count(String what, String dimension, long at, long times) {
        long day = (at - FIRST) / (24 * HOUR_MS);
        String date = "2026-11-" + (21 + day);
        counts.merge(date + "/" + what + "/" + dimension, times, Long::sum);
    }

    private void happens(List<List<FigureFact>> records) {
        happened.add(new Happened(records));
    }

    private void measure() {
        String session = "session-" + number;
        long at = moment();
        int source = random.nextInt(3);
        String entry = source == 0 ? null : source == 1 ? "entry-1" : "signal.peer.example:7";
        String ground = source == 0 ? "OWNER_POLICY" : "LISTED_STAYDOWN";
        EnforcementCommand command =
                EnforcementCommandBuilder.builder()
                        .commandId(session + "/command/1")
                        .sessionId(session)
                        .measure(Measure.BLOCK)
                        .territories(List.of())
                        .issuedAt(at - 5_000)
                        .reasonCode(ground)
                        .listEntryId(entry)
                        .build();
        List<List<FigureFact>> records = new ArrayList<>();
        records.add(FigureFacts.of(command));
        if (random.nextInt(4) > 0) {
            ActionConfirmed confirmed =
                    ActionConfirmedBuilder.builder()
                            .confirmationId("c-" + number)
                            .itemId(session)
                            .measure(Measure.BLOCK)
                            .effectiveAt(at)
                            .commandId(command.commandId())
                            .build();
            records.add(FigureFacts.ofSession(confirmed));
            String from = source == 0 ? "OWNER" : source == 1 ? "LIST" : "PEER";
            count("MEASURES", from + "/" + ground, at, 1);
            count("MEASURES_BY_TYPE", "BLOCK", at, 1);
        }
        if (random.nextInt(3) == 0) {
            ReferenceReview wrong =
                    new ReferenceReview(
                            "work-1", "wrong", ReviewOutcome.OVERTURNED, session, "desk", at);
            records.add(FigureFacts.of(wrong));
            String from = source == 0 ? "OWNER" : source == 1 ? "LIST" : "PEER";
            count("OVERTURNED_BY_GROUND", from + "/" + ground, at, 1);
            count("OVERTURNED", "REVIEW", at, 1);
            count("OVERTURNED_BY_REFERENCE", "work-1/wrong", at, 1);
        }
        happens(records);
    }

    private void notice() {
        String id = "notice-" + number;
        long at = moment();
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .receivedAt(at - 30 * 60_000)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("item-1", null)))
                        .build();
        ItemOutcome acted =
                new ItemOutcome(
                        id, "item-1", "bob", null, null, null, ItemOutcomeKind.ACTED, at, at, 1);
        happens(List.of(FigureFacts.of(notice), FigureFacts.of(acted)));
        if (at - 30 * 60_000 >= FIRST) {
            count("NOTICES_RECEIVED", "STANDARD", at - 30 * 60_000, 1);
        } else {
            counts.merge("2026-11-20/NOTICES_RECEIVED/STANDARD", 1L, Long::sum);
        }
        count("ITEM_OUTCOMES", "ACTED", at, 1);
        count("MEASURES", "NOTICE/NOTICE", at, 1);
        count("ITEM_TO_ACTION", "STANDARD", at, 1);
    }

    private void appeal() {
        String id = "appeal-" + number;
        long at = moment();
        boolean isWrong = random.nextBoolean();
        AppealOutcome outcome = isWrong ? AppealOutcome.OVERTURN : AppealOutcome.UPHOLD;
        AppealFiled filed =
                new AppealFiled(id, "bob", "session:1", null, at - HOUR_MS, "OWNER", null, null);
        AppealDecided decided = new AppealDecided(id, "bob", outcome, "desk", "so", at);
        happens(
                List.of(
                        of(AccountFact.Kind.APPEAL_FILED, filed),
                        of(AccountFact.Kind.APPEAL_DECIDED, decided)));
        if (at - HOUR_MS >= FIRST) {
            count("APPEALS", "", at - HOUR_MS, 1);
        } else {
            counts.merge("2026-11-20/APPEALS/", 1L, Long::sum);
        }
        count("APPEALS_DECIDED", outcome.name(), at, 1);
        count("APPEAL_TO_DECISION", "", at, 1);
        if (isWrong) {
            count("OVERTURNED", "APPEAL", at, 1);
        }
    }

    private static List<FigureFact> of(AccountFact.Kind kind, Object record) {
        return FigureFacts.of(AccountFact.of(kind, "bob", 0, record));
    }

    private void strike() {
        long at = moment();
        int more = 1 + random.nextInt(2);
        StrikeChanged change =
                StrikeChangedBuilder.builder()
                        .accountId("account-" + number)
                        .seq(1)
                        .causeId("session:1")
                        .causeKind("OFFENCE")
                        .strikesBefore(0)
                        .strikesAfter(more)
                        .stepBefore(LadderStep.S0)
                        .stepAfter(LadderStep.values()[more])
                        .ladderVersion("1")
                        .at(at)
                        .build();
        happens(List.of(FigureFacts.of(change)));
        count("STRIKES", "", at, more);
        count("STEPS_REACHED", "S" + more, at, 1);
    }

    private void review() {
        long at = moment();
        String reference = "reference-" + random.nextInt(2);
        ReferenceReview review =
                new ReferenceReview(
                        "work-1", reference, ReviewOutcome.OVERTURNED, "s-" + number, "desk", at);
        happens(List.of(FigureFacts.of(review)));
        count("OVERTURNED", "REVIEW", at, 1);
        count("OVERTURNED_BY_REFERENCE", "work-1/" + reference, at, 1);
    }
}
