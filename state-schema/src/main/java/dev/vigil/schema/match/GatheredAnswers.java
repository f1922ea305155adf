package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;
import java.util.ArrayList;
import java.util.List;

/**
 * What shards have answered to a packet, while others still have to.
 *
 * @param answers of those that have
 * @param told whether waiting is over: later answers are passed on as they arrive
 * @param since processing time of the first answer
 */
@InState
public record GatheredAnswers(List<SearchAnswer> answers, boolean told, long since) {
    /** Whether a shard has answered. */
    public boolean has(int shard) {
        return answers.stream().anyMatch(answer -> answer.shard() == shard);
    }

    /** The same with one answer more, of a shard that has not answered. */
    public GatheredAnswers and(SearchAnswer answer) {
        List<SearchAnswer> all = new ArrayList<>(answers);
        all.add(answer);
        return new GatheredAnswers(all, told, since);
    }

    /** Waited for no longer. */
    public GatheredAnswers given() {
        return new GatheredAnswers(answers, true, since);
    }
}
