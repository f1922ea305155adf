package dev.vigil.policy;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PublishedVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a change of the list has done to a running session, for the receipt of its batch. The
 * session may have been judged before the change arrived with a finding: by audio that went on
 * while the broadcast was there already.
 */
public final class Rejudging {
    private Rejudging() {}

    /**
     * Nothing where the session is yet to be judged.
     *
     * @param before the session ahead of the finding
     * @param finding as the rights of the work have sent it
     * @param list as this task has it; changes that the finding carries may be ahead of it
     * @param nowMs processing time (UTC epoch ms)
     */
    public static List<ReceiptInput> of(
            JudgedSession before,
            Finding finding,
            Judgement judgement,
            ListIndex list,
            long nowMs) {
        List<ReceiptInput> news = new ArrayList<>();
        if (judgement.warming()) {
            return news;
        }
        for (ListEntry change : finding.changes().entries()) {
            if (standsForSession(finding.evidence(), judgement)) {
                news.add(news(ReceiptInput.Kind.REJUDGED, change.batch(), nowMs));
                if (isStoppedBy(change, judgement.session())) {
                    news.add(news(ReceiptInput.Kind.STOPPED, change.batch(), nowMs));
                }
            }
        }
        if (judgement.command() != null && judgement.command().measure() == Measure.LIFT) {
            for (String batch : changedSince(before.published(), finding, list)) {
                news.add(news(ReceiptInput.Kind.LIFTED, batch, nowMs));
            }
        }
        return news;
    }

    /**
     * A change comes once for each match that is open or of an upload: the first of them that the
     * session keeps, by its id, represents all.
     */
    private static boolean standsForSession(Evidence evidence, Judgement judgement) {
        return judgement.session().findings().stream()
                .filter(other -> other.evidence().workId().equals(evidence.workId()))
                .filter(Rejudging::comes)
                .map(finding -> finding.evidence().matchId())
                .min(Comparator.naturalOrder())
                .filter(evidence.matchId()::equals)
                .isPresent();
    }

    private static boolean comes(Finding finding) {
        return finding.evidence().open()
                || finding.context() != null && finding.context().kind() == SessionKind.UPLOAD;
    }

    private static boolean isStoppedBy(ListEntry change, JudgedSession after) {
        return after.commanded().measure() != null
                && after.published() != null
                && after.published().decisions().stream()
                        .filter(decision -> decision.action().blocks())
                        .anyMatch(
                                decision ->
                                        change.entryId().equals(decision.listEntryId())
                                                && change.version() == decision.listEntryVersion());
    }

    /**
     * Batches of the entries that blocked and have another version now; else it was a permission.
     */
    private static TreeSet<String> changedSince(
            PublishedVerdict published, Finding finding, ListIndex list) {
        TreeSet<String> batches = new TreeSet<>();
        List<Decision> decisions = published == null ? List.of() : published.decisions();
        for (Decision decision : decisions) {
            if (decision.action().blocks() && decision.listEntryId() != null) {
                ListEntry now = latest(decision.listEntryId(), finding, list);
                if (now != null && now.version() != decision.listEntryVersion()) {
                    batches.add(now.batch());
                }
            }
        }
        return batches;
    }

    private static ListEntry latest(String entryId, Finding finding, ListIndex list) {
        ListEntry known = list.get(entryId);
        for (ListEntry change : finding.changes().entries()) {
            if (change.entryId().equals(entryId) && (known == null || change.supersedes(known))) {
                known = change;
            }
        }
        return known;
    }

    private static ReceiptInput news(ReceiptInput.Kind kind, String batch, long nowMs) {
        return ReceiptInput.session(kind, batch, ListReader.JUDGE, nowMs);
    }
}
