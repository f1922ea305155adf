package dev.vigil.policy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.video.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A verdict in words: one sentence for its user, and one for an inspector. */
public final class Sentences {
    /** More than these are not readable; the verdict itself has them. */
    static final int MATCHES_SHOWN = 5;

    /** Further works that the session is kept out for, one by one. */
    static final int WORKS_SHOWN = 9;

    static final int TERRITORIES_SHOWN = 20;

    /** Different decisions, in the inspector's sentence. */
    static final int DECISIONS_SHOWN = 20;

    private Sentences() {}

    /** To the user: what, why, and what can be done about it. */
    public static String user(Verdict verdict) {
        Decision decision = Ruling.strictest(verdict.decisions());
        String what =
                "Your "
                        + kind(verdict)
                        + " "
                        + name(verdict)
                        + outcome(verdict)
                        + ": "
                        + spans(verdict, decision.workId(), Sentences::plainly)
                        + ". ";
        return what + why(decision) + otherWorks(verdict, decision) + remedy(verdict, decision);
    }

    /** To an inspector: rule, entry, authorizations and evidence, each with its version. */
    public static String inspector(Verdict verdict) {
        Decision decision = Ruling.strictest(verdict.decisions());
        return "Verdict "
                + verdict.verdictId()
                + ", revision "
                + verdict.revision()
                + ", made at "
                + Instant.ofEpochMilli(verdict.judgedAt())
                + ", on "
                + kind(verdict)
                + " "
                + verdict.sessionId()
                + (verdict.accountId() == null ? "" : " of account " + verdict.accountId())
                + ". Decision: "
                + ruled(verdict.decisions())
                + ". Rules: version "
                + verdict.ruleVersion()
                + ". "
                + otherWorks(verdict, decision)
                + "Evidence: "
                + spans(verdict, null, Sentences::exactly)
                + "."
                + captured(verdict)
                + (verdict.evidenceOnly()
                        ? " No command was issued: the media was analysed too late to act on."
                        : "")
                + (decision.action().blocks() ? " " + dispute(verdict) : "");
    }

    /** How to object: the same text for both readers. */
    static String dispute(Verdict verdict) {
        return "To dispute this, send a counter-notice that names "
                + Statements.id(verdict.verdictId())
                + ", who you are and why you may use the work (Regulation 2013 art. 16, Civil Code"
                + " art. 1196).";
    }

    /** Of an upload the time of its arrival is known, not that of its sound. */
    private static String captured(Verdict verdict) {
        if (verdict.sessionKind() == SessionKind.UPLOAD) {
            return "";
        }
        String at = " First captured at " + Instant.ofEpochMilli(verdict.firstMatchCaptureTime());
        return verdict.detectionLatencyMs() > 0
                ? at + ", decided " + seconds(verdict.detectionLatencyMs()) + " later."
                : at + " by the clock of its producer.";
    }

    private static String outcome(Verdict verdict) {
        if (verdict.evidenceOnly()) {
            return " would be restricted, but it was analysed too late to act on";
        }
        return switch (verdict.action()) {
            case BLOCK -> " is blocked";
            case GEO_BLOCK -> " is blocked" + where(verdict);
            case MUTE -> " is muted";
            case REVIEW -> " waits for a review by a person";
            case WARN -> " stays online with a warning";
            case ALLOW_WITH_USAGE, OBSERVE, ALLOW -> " stays online";
        };
    }

    /** Where it is blocked, in the order of the decisions. */
    static List<String> blocked(Verdict verdict) {
        return verdict.decisions().stream()
                .filter(decision -> decision.action().blocks())
                .map(Decision::territory)
                .toList();
    }

    private static String where(Verdict verdict) {
        List<String> blocked = blocked(verdict);
        return blocked.contains(Ruling.EVERYWHERE)
                ? " in most countries"
                : " in " + listed(blocked, TERRITORIES_SHOWN, ", ");
    }

    private static String listed(List<String> all, int most, String separator) {
        String shown = all.stream().limit(most).collect(Collectors.joining(separator));
        return all.size() <= most ? shown : shown + separator + (all.size() - most) + " more";
    }

    /** Other works than the decision's that block too, each with its first ruling. */
    static Map<String, WorkRuling> alsoBlocking(Verdict verdict, Decision decision) {
        List<WorkRuling> rulings = verdict.rulings() == null ? List.of() : verdict.rulings();
        Map<String, WorkRuling> works = new LinkedHashMap<>();
        rulings.stream()
                .filter(ruling -> ruling.action().blocks())
                .filter(ruling -> !ruling.workId().equals(decision.workId()))
                .forEach(ruling -> works.putIfAbsent(ruling.workId(), ruling));
        return works;
    }

    /** Without a count of the rest: each more would be a new statement to the user. */
    private static String otherWorks(Verdict verdict, Decision decision) {
        Map<String, WorkRuling> works = alsoBlocking(verdict, decision);
        if (works.isEmpty()) {
            return "";
        }
        return works.values().stream()
                .limit(WORKS_SHOWN)
                .map(ruling -> ruling.workId() + " (step " + ruling.step() + by(ruling) + ")")
                .collect(
                        Collectors.joining(
                                "; ",
                                "It would also be restricted because of ",
                                works.size() > WORKS_SHOWN ? "; and others. " : ". "));
    }

    /** Why a decision restricts, by article, entry or policy, without its session or account. */
    public static String why(Decision decision) {
        String rule =
                " (" + decision.articleRef() + ", step " + decision.step() + by(decision) + "). ";
        return switch (decision.reasonCode()) {
            case Reason.OWNER_POLICY ->
                    "The owner of the work "
                            + wish(decision.action())
                            + rule
                            + unauthorized(decision);
            case Reason.EXCERPT -> excerpt(decision.action()) + rule + unauthorized(decision);
            case Reason.OWNERSHIP_CONFLICT ->
                    "The party that authorized you is not registered as the owner of the work"
                            + rule;
            case Reason.WEAK -> "The match is not certain enough to act on" + rule;
            case Reason.QUARANTINED ->
                    "The reference recording that it matches is itself under review" + rule;
            case Reason.STILL -> "Only a still picture is in common with the work" + rule;
            case Reason.OUT_OF_STEP ->
                    "Sound and pictures are both like the work, but not at the same place of it"
                            + rule;
            case Reason.SHARED ->
                    "All that matches is a sound, such as a jingle or a loop, that works of other"
                            + " owners had before this one"
                            + rule;
            case Reason.UNCOUNTED -> "The match is new and is judged again in a moment" + rule;
            default -> lawful(decision, rule);
        };
    }

    /** The entry or the policy that decided, or would have. */
    private static String by(Decision decision) {
        return by(
                decision.listEntryId(),
                decision.listEntryVersion(),
                decision.policyOwnerId(),
                decision.policyVersion());
    }

    private static String by(WorkRuling ruling) {
        return by(
                ruling.listEntryId(),
                ruling.listEntryVersion(),
                ruling.policyOwnerId(),
                ruling.policyVersion());
    }

    private static String by(String entryId, Long entryVersion, String ownerId, Long version) {
        if (entryId != null) {
            return ", list entry " + entryId + ", version " + entryVersion;
        }
        return ownerId == null ? "" : ", policy of " + ownerId + ", version " + version;
    }

    private static String wish(Action action) {
        return switch (action) {
            case BLOCK, GEO_BLOCK, MUTE -> "does not allow its use without permission";
            case REVIEW -> "asks for a review by a person";
            case WARN -> "has not permitted its use";
            case ALLOW_WITH_USAGE -> "allows it and gets a report of its use";
            case OBSERVE -> "does not object";
            case ALLOW -> "allows it";
        };
    }

    private static String excerpt(Action action) {
        return action == Action.REVIEW
                ? "It may be an excerpt that the law permits, but the owner of the work objects"
                : "It is an excerpt within the permitted length";
    }

    private static String lawful(Decision decision, String rule) {
        return switch (decision.action()) {
            case BLOCK, GEO_BLOCK, MUTE ->
                    "The work " + restriction(decision.listClass()) + rule + unauthorized(decision);
            case REVIEW -> "It is not clear whether you may use the work" + rule;
            case WARN -> "The owner of the work has not permitted its use" + rule;
            case ALLOW_WITH_USAGE ->
                    "Your authorization "
                            + decision.authorizationId()
                            + ", version "
                            + decision.authorizationVersion()
                            + ", covers it"
                            + rule;
            case OBSERVE, ALLOW -> "No rule forbids it" + rule;
        };
    }

    private static String restriction(ListClass listClass) {
        if (listClass == null) {
            return "may not be shown without the permission of its owner";
        }
        return switch (listClass) {
            case FORBIDDEN -> "may not be shown by law, even with permission";
            case ORDER -> "is restricted by order of a court or an authority";
            case PERMISSION_REQUIRED, RIGHTS_DECLARED ->
                    "is on a list of notified works and may not be shown without permission";
            case STAYDOWN ->
                    "was removed after a notice and may not be shown again without permission";
            case IN_SCREENING -> "is in its theatrical run and may not be shown without permission";
            case HOT_BROADCAST -> "is being broadcast and may not be shown without permission";
        };
    }

    private static String unauthorized(Decision decision) {
        return decision.failedTests().isEmpty()
                ? ""
                : "Your authorizations do not cover it (" + failed(decision) + "). ";
    }

    private static String failed(Decision decision) {
        return String.join(", ", decision.failedTests())
                + (decision.moreFailedTests() == null
                        ? ""
                        : ", " + decision.moreFailedTests() + " more");
    }

    private static String remedy(Verdict verdict, Decision decision) {
        if (verdict.evidenceOnly()) {
            return "No action was taken.";
        }
        return switch (decision.action()) {
            case BLOCK, GEO_BLOCK, MUTE -> dispute(verdict);
            case WARN, REVIEW -> stop(decision) + "If you have permission, send proof of it.";
            case ALLOW_WITH_USAGE -> "The use is reported to the owner of the work.";
            case OBSERVE, ALLOW -> "You do not need to do anything.";
        };
    }

    private static String stop(Decision decision) {
        return decision.stopBy() == null
                ? ""
                : "Stop showing the work before "
                        + Instant.ofEpochMilli(decision.stopBy())
                        + ", or the stream is restricted. ";
    }

    /** Decisions without their territories, each with all that it is for. */
    static Map<Decision, List<String>> alike(List<Decision> decisions) {
        Map<Decision, List<String>> alike = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            alike.computeIfAbsent(decision.withTerritory(""), same -> new ArrayList<>())
                    .add(decision.territory());
        }
        return alike;
    }

    /** What is decided alike in several territories is named once; names no session or account. */
    public static String ruled(List<Decision> decisions) {
        return listed(
                alike(decisions).entrySet().stream()
                        .map(e -> ruled(e.getKey(), e.getValue()))
                        .toList(),
                DECISIONS_SHOWN,
                "; ");
    }

    private static String ruled(Decision decision, List<String> territories) {
        StringBuilder text = new StringBuilder();
        text.append(decision.action()).append(" in ");
        text.append(listed(territories, TERRITORIES_SHOWN, ", "));
        text.append(" at step ").append(decision.step()).append(", reason ");
        text.append(decision.reasonCode()).append(", ").append(decision.articleRef());
        text.append(", work ").append(decision.workId());
        if (decision.listEntryId() != null) {
            text.append(", list entry ").append(decision.listEntryId());
            text.append(" version ").append(decision.listEntryVersion());
        }
        if (decision.policyOwnerId() != null) {
            text.append(", policy of ").append(decision.policyOwnerId());
            text.append(" version ").append(decision.policyVersion());
        }
        if (decision.workVersion() != null) {
            text.append(", register of works version ").append(decision.workVersion());
        }
        if (decision.authorizationId() != null) {
            text.append(", authorization ").append(decision.authorizationId());
            text.append(" version ").append(decision.authorizationVersion());
        }
        if (!decision.failedTests().isEmpty()) {
            text.append(", authorizations that do not fit: ");
            text.append(failed(decision));
        }
        return text.toString();
    }

    /**
     * @param workId only matches of that work; null for all
     */
    static List<Evidence> matches(Verdict verdict, String workId) {
        return verdict.evidence().stream()
                .filter(match -> workId == null || match.workId().equals(workId))
                .toList();
    }

    private static String spans(Verdict verdict, String workId, Function<Evidence, String> words) {
        List<Evidence> matches = matches(verdict, workId);
        String shown =
                matches.stream().limit(MATCHES_SHOWN).map(words).collect(Collectors.joining("; "));
        int more = matches.size() - MATCHES_SHOWN;
        if (more <= 0) {
            return shown;
        }
        return shown
                + (verdict.moreEvidence() == null ? "; and " + more + " more" : "; and others");
    }

    private static String plainly(Evidence match) {
        return span(match.queryStartMs(), match.queryEndMs())
                + " matches "
                + span(match.refStartMs(), match.refEndMs())
                + " of "
                + match.workId()
                + sense(match)
                + shared(match.shared());
    }

    /** Other works that have the same sound. */
    private static String shared(SharedSound shared) {
        if (shared == null) {
            return "";
        }
        String more = shared.moreWorks() == null ? "" : " and " + shared.moreWorks() + " more";
        return ", a sound that is also in " + String.join(", ", shared.works()) + more;
    }

    /** Which of sound and pictures matches; nothing where there is sound alone. */
    private static String sense(Evidence match) {
        OtherSense other = match.otherSense();
        if (match.modality() == Modality.VIDEO) {
            String still = match.picture().still() ? "by a still picture" : "by its pictures";
            return " " + still + (other == null ? "" : pictures(other));
        }
        return other == null ? "" : " by its sound" + sound(other);
    }

    private static String pictures(OtherSense other) {
        return switch (other) {
            case UNMATCHED -> " alone, its sound is other";
            case OTHER_WORK -> ", its sound is of another work";
            case OUT_OF_STEP -> ", its sound is of another place";
            case IN_STEP -> " as by its sound";
        };
    }

    private static String sound(OtherSense other) {
        return switch (other) {
            case UNMATCHED -> " alone, its pictures are other";
            case OTHER_WORK -> ", its pictures are of another work";
            case OUT_OF_STEP -> ", its pictures are of another place";
            case IN_STEP -> " as by its pictures";
        };
    }

    /** Where the recording repeats what matches. */
    private static String elsewhere(Evidence match) {
        OtherPlaces other = match.otherPlaces();
        if (other == null) {
            return "";
        }
        String at =
                other.refStartMs().stream()
                        .map(Sentences::position)
                        .collect(Collectors.joining(", "));
        int more = other.count() - other.refStartMs().size();
        return ", the same as from " + at + (more > 0 ? " and " + more + " more places" : "");
    }

    private static String exactly(Evidence match) {
        return String.format(
                        Locale.ROOT,
                        "%s, reference %s, score %.1f, tempo %.3f",
                        plainly(match),
                        match.referenceId(),
                        match.score(),
                        match.tempo())
                + placed(match.picture())
                + elsewhere(match)
                + (match.usedMs() == null
                        ? ""
                        : ", "
                                + position(match.usedMs())
                                + " of the work used in the excerpt window")
                + (match.standing() == null ? "" : ", evidence " + match.standing());
    }

    /** Where in the session's picture the work is shown, unless it is all of it, and how. */
    private static String placed(PictureMatch picture) {
        if (picture == null) {
            return "";
        }
        String mirrored = picture.mirrored() ? ", mirrored" : "";
        boolean isWhole = picture.width() == Window.SIDE && picture.height() == Window.SIDE;
        return isWhole || picture.width() * picture.height() == 0
                ? mirrored
                : String.format(
                        Locale.ROOT,
                        ", in a rectangle of %d by %d %% of the picture, %d %% from its left and"
                                + " %d %% from its top%s",
                        percent(picture.width()),
                        percent(picture.height()),
                        percent(picture.left()),
                        percent(picture.top()),
                        mirrored);
    }

    static long percent(int parts) {
        return Math.round(100.0 * parts / Window.SIDE);
    }

    private static String kind(Verdict verdict) {
        return verdict.sessionKind() == SessionKind.UPLOAD ? "upload" : "live stream";
    }

    private static String name(Verdict verdict) {
        return verdict.title() == null
                ? verdict.sessionId()
                : "'" + verdict.title() + "' (" + verdict.sessionId() + ")";
    }

    private static String span(long fromMs, long toMs) {
        return position(fromMs) + " to " + position(toMs);
    }

    /** {@code 1:02:03.4}, without hours where there are none. */
    static String position(long ms) {
        long tenths = Math.round(ms / 100.0);
        long hours = tenths / 36_000;
        String rest =
                String.format(
                        Locale.ROOT,
                        hours > 0 ? "%02d:%02d.%d" : "%d:%02d.%d",
                        tenths / 600 % 60,
                        tenths / 10 % 60,
                        tenths % 10);
        return hours > 0 ? hours + ":" + rest : rest;
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }
}
