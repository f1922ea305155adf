package dev.vigil.cli.text;

import dev.vigil.client.account.AccountWords;
import dev.vigil.client.bus.Event;
import dev.vigil.client.notice.History;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.client.text.Times;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line per event, in columns that line up as they come. */
public final class Rows {
    private static final String FORMAT = "%-18s %-14s %-28s %-16s %s";
    private static final int MOST = 160;
    private static final int TERRITORIES_SHOWN = 10;
    private static final int MATCHES_SHOWN = 5;

    public static final String HEADER =
            String.format(Locale.ROOT, FORMAT, "time", "topic", "key", "what", "in short");

    private Rows() {}

    public static String row(Event event) {
        Optional<Object> content = event.content();
        long timeMs = timeMs(event, content.orElse(null));
        return Terminal.line(
                String.format(
                        Locale.ROOT,
                        FORMAT,
                        timeMs == 0 ? "" : Times.clock(timeMs),
                        event.topic(),
                        event.key() == null ? "" : event.key(),
                        content.map(Rows::what)
                                .orElseGet(() -> event.type().map(Enum::name).orElse("?")),
                        content.map(Rows::inShort).orElseGet(() -> bytes(event))));
    }

    /**
     * Kafka's for a repeat, which has the time of its first attempt, and for a dead letter, whose
     * own place may be the number of a segment.
     */
    private static long timeMs(Event event, Object content) {
        boolean repeat = content instanceof EnforcementCommand command && command.attempt() != null;
        boolean stored = repeat || content instanceof DeadLetter;
        return stored && event.storedAt() > 0 ? event.storedAt() : History.time(event, content);
    }

    /** Its outcome where it has one; null where its type says enough. */
    private static String what(Object content) {
        if (content instanceof Verdict verdict) {
            return verdict.action().name();
        }
        if (content instanceof Screened screened) {
            return screened.result().name();
        }
        if (content instanceof EnforcementCommand command) {
            return command.measure().name();
        }
        if (content instanceof EscalationAlert alert) {
            return alert.level() + " " + alert.severity();
        }
        if (content instanceof NoticeStatus status) {
            return status.state().name();
        }
        if (content instanceof DeadLetter letter) {
            return letter.reason();
        }
        return content instanceof ClockHealth health ? health.state().name() : null;
    }

    private static String inShort(Object content) {
        if (content instanceof Verdict verdict) {
            return verdict(verdict);
        }
        if (content instanceof Screened screened) {
            return screened(screened);
        }
        if (content instanceof EnforcementCommand command) {
            return command(command);
        }
        if (content instanceof CommandUnconfirmed alert) {
            return unconfirmed(alert);
        }
        if (content instanceof EscalationAlert alert) {
            return alert(alert);
        }
        if (content instanceof EscalationResolved resolved) {
            return resolved.outcome()
                    + " at "
                    + Times.clock(resolved.stoppedAt())
                    + ", fired "
                    + resolved.firedLevels();
        }
        if (content instanceof BreachRecord breach) {
            return breach.causeCode()
                    + ", was due "
                    + Times.clock(breach.dueAt())
                    + ", open "
                    + breach.itemsOpen();
        }
        if (content instanceof ClockHealth health) {
            return health(health);
        }
        if (content instanceof DeadLetter letter) {
            String place = letter.topic() + "/" + letter.partition() + "/" + letter.offset() + ": ";
            String before =
                    letter.leftOut() == null ? "" : " (" + letter.leftOut() + " more before it)";
            return (letter.topic().isEmpty() ? "" : place) + letter.message() + before;
        }
        String words = NoticeWords.of(content);
        words = words == null ? AccountWords.of(content) : words;
        return words == null ? cut(Json.text(content)) : words;
    }

    /** Of a segment its size; of what can't be read the bytes themselves. */
    private static String bytes(Event event) {
        boolean binary = event.type().filter(type -> type.data() == null).isPresent();
        return binary
                ? event.data().length + " bytes"
                : "unreadable: " + cut(new String(event.data(), StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    }

    /** What is decided and why, then the latest matches: a verdict may have 100. */
    private static String verdict(Verdict verdict) {
        StringBuilder line = new StringBuilder(verdict.reasonCode());
        verdict.decisions().stream()
                .limit(TERRITORIES_SHOWN)
                .forEach(
                        decision ->
                                line.append(' ')
                                        .append(decision.territory())
                                        .append('=')
                                        .append(decision.action()));
        more(line, " ", verdict.decisions().size() - TERRITORIES_SHOWN, "territories");
        verdict.evidence().stream()
                .sorted(Comparator.comparing(Evidence::captureEnd).reversed())
                .limit(MATCHES_SHOWN)
                .forEach(evidence -> match(line, evidence));
        int left = verdict.moreEvidence() == null ? 0 : verdict.moreEvidence();
        more(line, ", ", left + verdict.evidence().size() - MATCHES_SHOWN, "matches");
        ruled(line, verdict);
        return line.append(verdict.evidenceOnly() ? ", evidence only" : "")
                .append(", ")
                .append(verdict.state())
                .toString();
    }

    private static void match(StringBuilder line, Evidence evidence) {
        line.append(", ")
                .append(evidence.workId())
                .append(' ')
                .append(Times.position(evidence.queryStartMs()))
                .append('-')
                .append(Times.position(evidence.queryEndMs()))
                .append(" is ")
                .append(Times.position(evidence.refStartMs()))
                .append('-')
                .append(Times.position(evidence.refEndMs()))
                .append(sense(evidence))
                .append(places(evidence))
                .append(", score ")
                .append(Math.round(evidence.score()));
    }

    /** Which of sound and pictures matches; nothing where there is sound alone. */
    private static String sense(Evidence evidence) {
        PictureMatch picture = evidence.picture();
        if (picture == null) {
            return evidence.otherSense() == null ? "" : " by its sound";
        }
        return (picture.still() ? " by a still picture" : " by its pictures")
                + (picture.mirrored() ? ", mirrored" : "");
    }

    /** Where a recording repeats itself it may be another place. */
    private static String places(Evidence evidence) {
        OtherPlaces other = evidence.otherPlaces();
        return other == null
                ? ""
                : " or another of the "
                        + (other.count() + 1)
                        + " places where the recording has it";
    }

    /** The works that restrict the session, where there are several. */
    private static void ruled(StringBuilder line, Verdict verdict) {
        List<String> works =
                verdict.rulings() == null
                        ? List.of()
                        : verdict.rulings().stream()
                                .filter(ruling -> ruling.action().blocks())
                                .map(ruling -> ruling.workId() + " by " + ruling.reasonCode())
                                .distinct()
                                .toList();
        if (works.size() > 1) {
            line.append(", restricted for ");
            line.append(works.stream().limit(MATCHES_SHOWN).collect(Collectors.joining(" and ")));
            more(line, " and ", works.size() - MATCHES_SHOWN, "works");
        }
    }

    private static void more(StringBuilder line, String before, int count, String what) {
        if (count > 0) {
            line.append(before).append(count).append(" more ").append(what);
        }
    }

    private static String screened(Screened screened) {
        String action = screened.action() == null ? "" : screened.action() + ", ";
        String missing =
                screened.missing().stream()
                        .map(part -> ", " + part.reason() + " " + part.count())
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%s%d matched, analysed %.1f s of sound and %.1f s of pictures%s",
                action,
                screened.matches(),
                screened.soundMs() / 1_000.0,
                screened.pictureMs() / 1_000.0,
                missing);
    }

    private static String command(EnforcementCommand command) {
        return command.workId()
                + ", "
                + command.reasonCode()
                + where(command.territories())
                + ", to be confirmed until "
                + Times.clock(command.deadline())
                + (command.attempt() == null ? "" : ", attempt " + command.attempt());
    }

    private static String unconfirmed(CommandUnconfirmed alert) {
        return alert.measure()
                + " sent "
                + alert.attempts()
                + " times"
                + where(alert.territories())
                + ", due "
                + Times.clock(alert.deadline())
                + (alert.failure() == null ? "" : ", failed: " + alert.failure())
                + (alert.resolvedAt() == null
                        ? ""
                        : ", " + alert.resolution() + " at " + Times.clock(alert.resolvedAt()));
    }

    private static String where(List<String> territories) {
        return territories.isEmpty() ? "" : " in " + territories;
    }

    private static String alert(EscalationAlert alert) {
        String skipped =
                alert.skippedLevels().isEmpty() ? "" : ", skipped " + alert.skippedLevels();
        return "due "
                + Times.clock(alert.dueAt())
                + ", open "
                + alert.itemsOpen()
                + ", to "
                + alert.recipients()
                + (alert.catchUp() ? ", published late" : "")
                + skipped;
    }

    private static String health(ClockHealth health) {
        String time =
                health.watermark() == null
                        ? ", no time known yet"
                        : ", time is "
                                + Times.clock(health.watermark())
                                + (health.lagMs() == null
                                        ? ""
                                        : ", late " + health.lagMs() + " ms");
        String why = health.reason() == null ? "" : ": " + health.reason();
        return "since " + Times.clock(health.since()) + time + why;
    }
}
