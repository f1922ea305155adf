package dev.vigil.local.demo;

import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.policy.Sentences;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Checks of what the media job has decided. */
final class VerdictChecks {
    /** An alignment that is off by more is not evidence. */
    private static final double OFFSET_TOLERANCE_MS = 1_000;

    /** A step of what is tried for pictures, and a rounding. */
    private static final double TEMPO_TOLERANCE = 0.0101;

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
        return upload(session, action, role, e -> liesAt(e, offsetMs, tempo), Recognised::brief);
    }

    /** The same of a copy at its own speed, that must be found by its sound or by its pictures. */
    Supplier<Observed> upload(
            String session, Action action, Role role, Modality modality, double offsetMs) {
        return upload(
                session,
                action,
                role,
                e -> e.modality() == modality && liesAt(e, offsetMs, 1),
                found -> found.action() + " by its " + Recognised.sense(modality));
    }

    private Supplier<Observed> upload(
            String session,
            Action action,
            Role role,
            Predicate<Evidence> where,
            Function<Recognised, String> brief) {
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
                            && last.get().evidence().stream()
                                    .anyMatch(e -> isOf(role, e) && where.test(e));
            return right
                    ? Observed.met(brief.apply(recognised(last.get())), words)
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

    /** An upload was analysed to its end, and may be shown or waits for a person. */
    Supplier<Observed> unblocked(String session) {
        return () -> {
            Optional<Screened> answer =
                    seen.all(Screened.class)
                            .filter(one -> one.sessionId().equals(session))
                            .reduce((earlier, later) -> later);
            if (answer.isEmpty()) {
                return Observed.open("no answer yet");
            }
            String words =
                    last(session)
                            .map(this::words)
                            .orElseGet(() -> answer.get().result() + ": no match");
            return last(session).filter(verdict -> verdict.action().blocks()).isPresent()
                    ? Observed.failed(words)
                    : Observed.met(
                            last(session)
                                    .map(verdict -> verdict.action() + ", still")
                                    .orElse(words),
                            words);
        };
    }

    Optional<Verdict> last(String session) {
        return verdict(session, verdict -> true);
    }

    private Optional<Verdict> verdict(String session, Predicate<Verdict> wanted) {
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
        return verdict.evidence().stream().filter(e -> isOf(role, e)).findFirst();
    }

    private static boolean isOf(Role role, Evidence evidence) {
        return evidence.workId().equals(role.workId());
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
