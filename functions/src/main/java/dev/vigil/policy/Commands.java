package dev.vigil.policy;

import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.enforcement.OrderedMeasure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** One command per change of what the platform must do with a session; LIFT takes it back. */
final class Commands {
    static final String COMMAND = "/command/";

    /**
     * Live media that the broker has had for longer than this is evidence only: the moment to cut
     * has passed. By the broker's clock, as the platform's may be wrong.
     */
    private static final long STALE_MS = 60_000;

    /** No session has a new episode, or a new command, more often than this for long. */
    private static final long NUMBER_EVERY_MS = 10_000;

    /** The year 2128: without the broker's time a platform's is taken, whatever it is. */
    private static final long MOST_FIRST = 500_000_000;

    /**
     * The greatest number that is taken from a platform: with it the job counts on, and has more
     * than 10^9 numbers left.
     */
    static final int MOST_NAMED = 999_999_999;

    private Commands() {}

    /**
     * The number of a session's next verdict or command: one more than the last one. The first is
     * when its evidence was received, in 10 s since 1970, so that a job that has forgotten the
     * session, or starts without state, takes no number again that consumers know.
     *
     * @param last 0 for none
     */
    static int nextNumber(int last, long receivedAt) {
        long first = Math.min(MOST_FIRST, Math.max(1, receivedAt / NUMBER_EVERY_MS));
        return last == 0 ? (int) first : last + 1;
    }

    static Optional<EnforcementCommand> next(JudgedSession session, Verdict verdict, long nowMs) {
        Measure wanted = wanted(verdict);
        List<String> where = where(verdict);
        OrderedMeasure last = session.commanded();
        boolean same = last.isAdopted() ? wanted == null : meets(last, verdict);
        // Taking a measure back is never too late.
        if (same || wanted != null && stale(verdict, nowMs)) {
            return Optional.empty();
        }
        Decision strictest = Ruling.strictest(verdict.decisions());
        return Optional.of(
                EnforcementCommandBuilder.builder()
                        .commandId(verdict.sessionId() + COMMAND + nextNumber(session))
                        .sessionId(session.sessionId())
                        .accountId(verdict.accountId())
                        .measure(wanted == null ? Measure.LIFT : wanted)
                        .territories(where)
                        .issuedAt(nowMs)
                        .deadline(nowMs + OpenCommands.CONFIRM_WITHIN_MS)
                        .reasonCode(verdict.reasonCode())
                        .verdictId(verdict.verdictId())
                        .workId(strictest.workId())
                        .listEntryId(wanted == null ? null : strictest.listEntryId())
                        .build());
    }

    /** True where what is in force is what the verdict asks for. */
    static boolean meets(OrderedMeasure inForce, Verdict verdict) {
        return wanted(verdict) == inForce.measure() && where(verdict).equals(inForce.territories());
    }

    /** What is in force once the command is carried out. */
    static OrderedMeasure inForce(JudgedSession session, EnforcementCommand command) {
        Measure measure = command.measure() == Measure.LIFT ? null : command.measure();
        return new OrderedMeasure(measure, command.territories(), nextNumber(session));
    }

    private static int nextNumber(JudgedSession session) {
        return nextNumber(session.commanded().count(), session.receivedAt());
    }

    /**
     * The number in the id of a command on the session; empty where it is no such id, or has a
     * number that neither this job has given nor one that it has forgotten.
     *
     * @param last that is known to be given; 0 for none
     */
    static OptionalInt number(String sessionId, String commandId, int last) {
        String prefix = sessionId + COMMAND;
        if (commandId == null || !commandId.startsWith(prefix)) {
            return OptionalInt.empty();
        }
        String digits = commandId.substring(prefix.length());
        if (!digits.matches("[1-9][0-9]{0,9}")) {
            return OptionalInt.empty();
        }
        long number = Long.parseLong(digits);
        return number <= Math.max(MOST_NAMED, last)
                ? OptionalInt.of((int) number)
                : OptionalInt.empty();
    }

    private static boolean stale(Verdict verdict, long nowMs) {
        long last = verdict.evidence().stream().mapToLong(Commands::receivedAt).max().orElse(0);
        return verdict.sessionKind() == SessionKind.LIVE && nowMs - last > STALE_MS;
    }

    static long receivedAt(Evidence evidence) {
        return evidence.receivedAt() == null ? evidence.captureEnd() : evidence.receivedAt();
    }

    private static Measure wanted(Verdict verdict) {
        return switch (verdict.action()) {
            case ALLOW, ALLOW_WITH_USAGE, OBSERVE, WARN, REVIEW -> null;
            case GEO_BLOCK -> Measure.GEO_BLOCK;
            case MUTE -> Measure.MUTE;
            case BLOCK ->
                    verdict.sessionKind() == SessionKind.UPLOAD
                            ? Measure.BLOCK
                            : Measure.STOP_STREAM;
        };
    }

    private static List<String> where(Verdict verdict) {
        return verdict.action() == Action.GEO_BLOCK ? countries(verdict) : List.of();
    }

    /**
     * A platform has no word for "everywhere else": where the rest of the world is blocked, its
     * countries are named, so that no territory with a milder decision is blocked along with it.
     */
    private static List<String> countries(Verdict verdict) {
        List<String> blocked =
                verdict.decisions().stream()
                        .filter(decision -> decision.action().blocks())
                        .map(Decision::territory)
                        .toList();
        if (!blocked.contains(Ruling.EVERYWHERE)) {
            return blocked;
        }
        TreeSet<String> countries = new TreeSet<>(List.of(Locale.getISOCountries()));
        verdict.decisions().forEach(decision -> countries.remove(decision.territory()));
        countries.addAll(blocked);
        countries.remove(Ruling.EVERYWHERE);
        return List.copyOf(countries);
    }
}
