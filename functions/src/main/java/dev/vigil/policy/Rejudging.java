package dev.vigil.policy;

import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ListReader;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.flow.ReceiptInput;
import dev.vigil.schema.state.Finding;
import java.util.ArrayList;
import java.util.List;

/** What a change of the list has done to a running session, for the receipt of its batch. */
public final class Rejudging {
    private Rejudging() {}

    /**
     * Nothing where the finding brings no change, or the session is yet to be judged.
     *
     * @param finding as the rights of the work have sent it
     * @param nowMs processing time (UTC epoch ms)
     */
    public static List<ReceiptInput> of(Finding finding, Judgement judgement, long nowMs) {
        List<ReceiptInput> news = new ArrayList<>();
        if (judgement.warming()) {
            return news;
        }
        for (ListEntry change : finding.changes().entries()) {
            if (countsSession(finding.evidence(), judgement)) {
                news.add(news(ReceiptInput.Kind.REJUDGED, change, nowMs));
            }
            if (judgement.command() != null) {
                boolean lifted = judgement.command().measure() == Measure.LIFT;
                ReceiptInput.Kind kind =
                        lifted ? ReceiptInput.Kind.LIFTED : ReceiptInput.Kind.STOPPED;
                news.add(news(kind, change, nowMs));
            }
        }
        return news;
    }

    /**
     * A change comes once for each match of the session: the first of them, by its id, stands for
     * all.
     */
    private static boolean countsSession(Evidence evidence, Judgement judgement) {
        return judgement.session().findings().stream()
                .map(Finding::evidence)
                .filter(other -> other.workId().equals(evidence.workId()))
                .noneMatch(other -> other.matchId().compareTo(evidence.matchId()) < 0);
    }

    private static ReceiptInput news(ReceiptInput.Kind kind, ListEntry change, long nowMs) {
        return ReceiptInput.session(kind, change.batch(), ListReader.JUDGE, nowMs);
    }
}
