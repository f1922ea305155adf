package dev.vigil.local.demo;

import dev.vigil.client.text.Times;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks of what the notice job, and every door, has published. */
final class Notices {
    private final Seen seen;

    Notices(Seen seen) {
        this.seen = seen;
    }

    /** Exactly these levels fire, in this order, and nothing else. */
    Supplier<Observed> levels(String noticeId, String... levels) {
        return () -> {
            List<EscalationAlert> fired = fired(noticeId);
            List<String> names = fired.stream().map(EscalationAlert::level).toList();
            String words = String.join("; ", fired.stream().map(Notices::words).toList());
            if (names.equals(List.of(levels))) {
                return Observed.met(brief(fired), words);
            }
            boolean onTheWay =
                    List.of(levels).subList(0, Math.min(names.size(), levels.length)).equals(names);
            return onTheWay
                    ? Observed.open(words.isEmpty() ? "no alert yet" : words)
                    : Observed.failed(words);
        };
    }

    /** The last level is the breach, and its record is written. */
    Supplier<Observed> breach(String noticeId, String... levels) {
        Supplier<Observed> escalation = levels(noticeId, levels);
        return () -> {
            Observed fired = escalation.get();
            Optional<BreachRecord> breach =
                    seen.all(BreachRecord.class)
                            .filter(record -> record.noticeId().equals(noticeId))
                            .findFirst();
            if (fired.outcome() != Expectation.Outcome.MET || breach.isEmpty()) {
                return fired.outcome() == Expectation.Outcome.FAILED
                        ? fired
                        : Observed.open(fired.words());
            }
            return Observed.met(
                    String.join(" and ", levels) + ": it is overdue, the breach is recorded",
                    fired.words() + "; breach record, due " + Times.clock(breach.get().dueAt()));
        };
    }

    /** Its receipt, then resolved as actioned. */
    Supplier<Observed> actioned(String noticeId) {
        Supplier<Observed> receipt = levels(noticeId, "E0");
        return () -> {
            Observed fired = receipt.get();
            Optional<EscalationResolved> resolved =
                    seen.all(EscalationResolved.class)
                            .filter(r -> r.noticeId().equals(noticeId))
                            .findFirst();
            if (fired.outcome() != Expectation.Outcome.MET || resolved.isEmpty()) {
                return fired.outcome() == Expectation.Outcome.FAILED
                        ? fired
                        : Observed.open(fired.words());
            }
            String words = fired.words() + "; resolved, " + resolved.get().outcome();
            return resolved.get().outcome() == NoticeState.ACTIONED
                    ? Observed.met("E0, then resolved: the clock has stopped", words)
                    : Observed.failed(words);
        };
    }

    /** The level, and what happens if nothing else does. */
    private static String brief(List<EscalationAlert> fired) {
        EscalationAlert last = fired.get(fired.size() - 1);
        return last.level()
                + (last.catchUp() ? " at once" : "")
                + "; breach in "
                + Times.about(last.remainingMs())
                + " if it stays up";
    }

    private List<EscalationAlert> fired(String noticeId) {
        return seen.all(EscalationAlert.class)
                .filter(alert -> alert.noticeId().equals(noticeId))
                .sorted(java.util.Comparator.comparingLong(EscalationAlert::firesAt))
                .toList();
    }

    private static String words(EscalationAlert alert) {
        return alert.level()
                + " "
                + alert.severity()
                + ", due "
                + Times.clock(alert.dueAt())
                + (alert.catchUp() ? ", skipped " + String.join(" ", alert.skippedLevels()) : "");
    }

    /**
     * A dead letter for each record.
     *
     * @param reasons by the record's key, in order
     */
    Supplier<Observed> deadLetters(Map<String, String> reasons) {
        return () -> {
            List<Observed> each =
                    reasons.entrySet().stream()
                            .map(one -> deadLetter(one.getKey(), one.getValue()).get())
                            .toList();
            String words = String.join("; ", each.stream().map(Observed::words).toList());
            if (each.stream().anyMatch(one -> one.outcome() == Expectation.Outcome.FAILED)) {
                return Observed.failed(words);
            }
            return each.stream().allMatch(one -> one.outcome() == Expectation.Outcome.MET)
                    ? Observed.met(String.join(", ", reasons.values()), words)
                    : Observed.open(words);
        };
    }

    /** A dead letter with that reason for a record under that key. */
    private Supplier<Observed> deadLetter(String key, String reason) {
        return () -> {
            Optional<DeadLetter> letter =
                    seen.all(DeadLetter.class).filter(d -> key.equals(d.key())).findFirst();
            if (letter.isEmpty()) {
                return Observed.open("no dead letter yet");
            }
            String words = letter.get().reason() + ": " + letter.get().message();
            return letter.get().reason().equals(reason)
                    ? Observed.met(words)
                    : Observed.failed(words);
        };
    }
}
