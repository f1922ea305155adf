package dev.vigil.account;

import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.LiveWarning;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Works in a running stream whose owners wish a warning, or give time before they restrict it. */
public final class LiveWarnings {
    /** Works of a revision that are warned of. */
    static final int MOST_WORKS = 16;

    /** Of an account between two folds, the latest. */
    static final int MOST_WAITING = 20;

    /** After this long the room shows something else. */
    public static final long LATE_MS = 5 * 60_000;

    private LiveWarnings() {}

    /** One for each work that goes on; none of what is only tried, cut, or of no account. */
    public static List<LiveWarning> of(Verdict verdict) {
        boolean isRunning =
                verdict.sessionKind() == SessionKind.LIVE
                        && verdict.state() == VerdictState.OPEN
                        && verdict.action() != Action.BLOCK;
        if (!isRunning
                || verdict.accountId() == null
                || verdict.rulings() == null
                || !Episodes.decides(verdict)) {
            return List.of();
        }
        Map<String, List<WorkRuling>> byWork =
                verdict.rulings().stream()
                        .filter(ruling -> ruling.action() == Action.WARN || ruling.stopBy() != null)
                        .collect(
                                Collectors.groupingBy(
                                        WorkRuling::workId, TreeMap::new, Collectors.toList()));
        return byWork.entrySet().stream()
                .map(work -> of(verdict, work.getKey(), work.getValue()))
                .filter(Objects::nonNull)
                .limit(MOST_WORKS)
                .toList();
    }

    /** Null for a work that does not go on. */
    private static LiveWarning of(Verdict verdict, String workId, List<WorkRuling> rulings) {
        List<Evidence> matches =
                verdict.evidence().stream()
                        .filter(match -> match.open() && isOf(match, rulings))
                        .toList();
        if (matches.isEmpty()) {
            return null;
        }
        return new LiveWarning(
                CaseFact.ofSession(verdict.sessionId()),
                workId,
                Episodes.named(rulings.stream().map(WorkRuling::policyOwnerId)),
                Episodes.timeCodes(matches.stream().map(LiveWarnings::timeCode)),
                rulings.stream().map(WorkRuling::stopBy).reduce(null, Moments::earlier),
                matches.stream().mapToLong(LiveWarnings::receivedAt).max().orElseThrow());
    }

    private static boolean isOf(Evidence match, List<WorkRuling> rulings) {
        return rulings.stream().anyMatch(ruling -> ruling.matchIds().contains(match.matchId()));
    }

    private static TimeCode timeCode(Evidence match) {
        return new TimeCode(match.workId(), match.queryStartMs(), match.queryEndMs());
    }

    private static long receivedAt(Evidence match) {
        return match.receivedAt() == null ? match.captureEnd() : match.receivedAt();
    }

    /** One for each work of a stream. */
    static String id(Account account, LiveWarning live) {
        return account.id(WarningKind.LIVE, live.offenceId() + "/" + live.workId());
    }

    /** The work that such an id names; no id of a work has a slash. */
    static String work(String warningId) {
        return warningId.substring(warningId.lastIndexOf('/') + 1);
    }

    /** 1 without a time until which to stop, 2 with one. */
    static int revision(LiveWarning live) {
        return live.stopBy() == null ? 1 : 2;
    }

    /**
     * A room is warned of a work once, and once more where a time is given that it has not seen.
     *
     * @param known null for none
     */
    static boolean isNews(KeptWarning known, LiveWarning live) {
        return known == null || !known.isKnown() || known.revision() < revision(live);
    }

    /** With one more: of each work the latest news, of all the latest works. */
    static List<LiveWarning> and(List<LiveWarning> waiting, LiveWarning news) {
        List<LiveWarning> all = new ArrayList<>(waiting);
        for (LiveWarning known : waiting) {
            if (known.offenceId().equals(news.offenceId())
                    && known.workId().equals(news.workId())) {
                if (known.at() >= news.at()) {
                    return waiting;
                }
                all.remove(known);
            }
        }
        all.add(news);
        return all.stream()
                .sorted(
                        Comparator.comparingLong(LiveWarning::at)
                                .thenComparing(LiveWarning::offenceId)
                                .thenComparing(LiveWarning::workId))
                .skip(Math.max(0, all.size() - MOST_WAITING))
                .toList();
    }
}
