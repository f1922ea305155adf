package dev.vigil.local.demo;

import dev.vigil.client.text.Times;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A verdict in words.
 *
 * @param userSentence as published
 * @param inspectorSentence as published
 */
record Recognised(Verdict verdict, String userSentence, String inspectorSentence) {

    String action() {
        return verdict.action().name();
    }

    String works() {
        return verdict.evidence().stream()
                .map(Evidence::workId)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The list entry or the authorization that decided; empty where none did. */
    String by() {
        Decision decision = verdict.decisions().get(0);
        if (decision.listEntryId() != null) {
            return decision.listEntryId();
        }
        return decision.authorizationId() == null ? "" : decision.authorizationId();
    }

    /** The same with its version, its class and the row of the precedence table. */
    String rule() {
        Decision decision = verdict.decisions().get(0);
        StringBuilder words = new StringBuilder();
        if (decision.listEntryId() != null) {
            words.append(by()).append(" v").append(decision.listEntryVersion());
            words.append(' ').append(decision.listClass()).append(", ");
        } else if (decision.authorizationId() != null) {
            words.append(by()).append(" v").append(decision.authorizationVersion()).append(", ");
        }
        if (!decision.failedTests().isEmpty()) {
            words.append("not authorized: ").append(decision.failedTests()).append(", ");
        }
        return words.append(decision.articleRef())
                .append(", step ")
                .append(decision.step())
                .toString();
    }

    /** Less than half a line. */
    String brief() {
        return action() + ": " + works() + (by().isEmpty() ? "" : ", by " + by());
    }

    /** The first match, of pictures where there is one. */
    Evidence match() {
        return verdict.evidence().stream()
                .filter(match -> match.modality() == Modality.VIDEO)
                .findFirst()
                .orElseGet(() -> verdict.evidence().get(0));
    }

    List<String> evidence() {
        return verdict.evidence().stream().map(Recognised::words).toList();
    }

    private static String words(Evidence evidence) {
        return String.format(
                Locale.ROOT,
                "%s-%s is %s %s-%s by its %s, score %.0f, tempo %.3f",
                Times.position(evidence.queryStartMs()),
                Times.position(evidence.queryEndMs()),
                evidence.workId(),
                Times.position(evidence.refStartMs()),
                Times.position(evidence.refEndMs()),
                sense(evidence),
                evidence.score(),
                evidence.tempo());
    }

    private static String sense(Evidence evidence) {
        PictureMatch picture = evidence.picture();
        return sense(evidence.modality())
                + (picture == null || !picture.still() ? "" : ", which are still")
                + (picture == null || !picture.mirrored() ? "" : ", mirrored");
    }

    /** What was matched by. */
    static String sense(Modality modality) {
        return modality == Modality.AUDIO ? "sound" : "pictures";
    }

    /** From the first sample or picture that matches until the match was certain. */
    String sureAfter() {
        return seconds(verdict.evidence().get(0).certainAfterMs());
    }

    /** From the capture of that sample, of an upload from its arrival, to the verdict. */
    String decidedAfter() {
        return seconds(verdict.detectionLatencyMs());
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }

    /** All of it, in lines. */
    String words() {
        return action()
                + " by "
                + rule()
                + "; "
                + String.join("; ", evidence())
                + ", sure after "
                + sureAfter()
                + "\n  To the user: "
                + userSentence
                + "\n  To an inspector: "
                + inspectorSentence;
    }
}
