package dev.vigil.local.demo;

import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.policy.Sentences;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks of what the media job has decided. */
final class VerdictChecks {
    /** An alignment that is off by more is not evidence. */
    private static final double OFFSET_TOLERANCE_MS = 1_000;

    private static final double TEMPO_TOLERANCE = 0.01;

    private final Seen seen;

    VerdictChecks(Seen seen) {
        this.seen = seen;
    }

    /**
     * An upload ends with that verdict, on evidence that lies where the clip was cut.
     *
     * @param offsetMs position in the work of the clip's first sample
     * @param tempo work seconds per clip second
     */
    Supplier<Observed> upload(
            String session, Action action, Role role, double offsetMs, double tempo) {
        return () -> {
            Optional<Verdict> last = last(session);
            if (last.isEmpty() || last.get().state() != VerdictState.CLOSED) {
                return Observed.open(last.map(this::words).orElse("no verdict yet"));
            }
            String words = words(last.get());
            if (last.get().action().blocks() && reasons(last.get()).isEmpty()) {
                return Observed.open(words + "; no statement of reasons yet");
            }
            boolean right =
                    last.get().action() == action
                            && evidence(last.get(), role)
                                    .filter(e -> liesAt(e, offsetMs, tempo))
                                    .isPresent();
            return right
                    ? Observed.met(recognised(last.get()).brief(), words)
                    : Observed.failed(words);
        };
    }

    private static boolean liesAt(Evidence evidence, double offsetMs, double tempo) {
        double refAtStart = evidence.refStartMs() - evidence.tempo() * evidence.queryStartMs();
        return Math.abs(refAtStart - offsetMs) <= OFFSET_TOLERANCE_MS
                && Math.abs(evidence.tempo() - tempo) <= TEMPO_TOLERANCE;
    }

    /** A live stream is stopped because of that work. */
    Supplier<Observed> stopped(String session, Role role) {
        return () -> {
            Optional<Verdict> blocked =
                    verdict(
                            session,
                            v -> v.action() == Action.BLOCK && evidence(v, role).isPresent());
            Optional<EnforcementCommand> command = command(session, Measure.STOP_STREAM);
            if (blocked.isEmpty() || command.isEmpty() || reasons(blocked.get()).isEmpty()) {
                return Observed.open(last(session).map(this::words).orElse("no verdict yet"));
            }
            Recognised stopped = recognised(blocked.get());
            return Observed.met(
                    "stopped, " + stopped.brief(), "ordered to stop; " + stopped.words());
        };
    }

    /** Compliance gets an alert for no command; known only when the story is over. */
    Supplier<Observed> confirmed() {
        return () -> {
            long commands = seen.all(EnforcementCommand.class).count();
            return seen.all(CommandUnconfirmed.class)
                    .findFirst()
                    .map(alert -> Observed.failed("not confirmed: " + alert.alertKey()))
                    .orElseGet(() -> Observed.met(commands + " commands, no alert"));
        };
    }

    /** Nothing was found; known only when the story is over. */
    Supplier<Observed> nothing(String session) {
        return () ->
                last(session)
                        .map(verdict -> Observed.failed(words(verdict)))
                        .orElseGet(() -> Observed.met("nothing: no match"));
    }

    Optional<Verdict> last(String session) {
        return verdict(session, verdict -> true);
    }

    private Optional<Verdict> verdict(
            String session, java.util.function.Predicate<Verdict> wanted) {
        return seen.all(Verdict.class)
                .filter(verdict -> verdict.sessionId().equals(session) && wanted.test(verdict))
                .reduce((earlier, later) -> later);
    }

    Optional<EnforcementCommand> command(String session, Measure measure) {
        return seen.all(EnforcementCommand.class)
                .filter(c -> c.sessionId().equals(session) && c.measure() == measure)
                .findFirst();
    }

    private static Optional<Evidence> evidence(Verdict verdict, Role role) {
        return verdict.evidence().stream()
                .filter(e -> e.workId().equals(role.workId()))
                .findFirst();
    }

    /** The verdict on a session that holds a match; empty where there is none. */
    Optional<Recognised> recognised(String session) {
        return verdict(session, verdict -> !verdict.evidence().isEmpty()).map(this::recognised);
    }

    private Recognised recognised(Verdict verdict) {
        Optional<StatementOfReasons> reasons = reasons(verdict);
        return new Recognised(
                verdict,
                reasons.map(StatementOfReasons::userSentence)
                        .orElseGet(() -> Sentences.user(verdict)),
                reasons.map(StatementOfReasons::inspectorSentence)
                        .orElseGet(() -> Sentences.inspector(verdict)));
    }

    private String words(Verdict verdict) {
        return verdict.evidence().isEmpty()
                ? verdict.action() + ", no match"
                : recognised(verdict).words();
    }

    /** As published; a verdict that restricts nothing has none. */
    private Optional<StatementOfReasons> reasons(Verdict verdict) {
        return seen.all(StatementOfReasons.class)
                .filter(reasons -> reasons.verdictId().equals(verdict.verdictId()))
                .reduce((earlier, later) -> later);
    }
}
