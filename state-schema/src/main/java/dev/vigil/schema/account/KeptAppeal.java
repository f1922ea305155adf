package dev.vigil.schema.account;

import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An appeal as the standing of its account keeps it; the appeal id is its key.
 *
 * @param offenceId null of one about a measure, and while only its decision is known
 * @param measureId null of one about an offence
 * @param filedAt null while only its decision is known (UTC epoch ms)
 * @param decisions a later one corrects those before it; the first and the last three, by time
 * @param seenAt when it was first named
 * @param known what it is about was there: it may have been forgotten since
 * @param position where it was read, until then
 */
@InState
@RecordBuilder
public record KeptAppeal(
        String offenceId,
        String measureId,
        Long filedAt,
        List<KeptDecision> decisions,
        long seenAt,
        boolean known,
        RecordPosition position)
        implements KeptAppealBuilder.With {
    private static final int MOST_DECISIONS = 4;

    private static final Comparator<KeptDecision> IN_ORDER =
            Comparator.comparingLong(KeptDecision::at)
                    .thenComparing(KeptDecision::outcome)
                    .thenComparing(KeptDecision::by);

    public KeptAppeal {
        decisions = KeptList.orNull(decisions);
    }

    @Override
    public List<KeptDecision> decisions() {
        return KeptList.of(decisions);
    }

    public KeptAppeal and(KeptDecision news) {
        List<KeptDecision> all =
                Stream.concat(decisions().stream(), Stream.of(news))
                        .distinct()
                        .sorted(IN_ORDER)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (all.size() > MOST_DECISIONS) {
            all.remove(1);
        }
        return withDecisions(List.copyOf(all));
    }

    /** The one in force at a moment; null while it is open. */
    public KeptDecision asOf(long atMs) {
        KeptDecision last = null;
        for (KeptDecision one : decisions()) {
            last = one.at() <= atMs ? one : last;
        }
        return last;
    }

    /** Null while it is open. */
    public AppealOutcome outcome() {
        KeptDecision last = asOf(Long.MAX_VALUE);
        return last == null ? null : last.outcome();
    }
}
