package dev.vigil.desk.screen;

import dev.vigil.client.cluster.JobView;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.DeskPart;
import dev.vigil.desk.ask.HealthQuery.ClockRow;
import dev.vigil.desk.ask.HealthQuery.Gap;
import dev.vigil.desk.ask.HealthQuery.OutboxCounts;
import dev.vigil.desk.ask.HealthQuery.TopicRow;
import dev.vigil.desk.oidc.ProviderState;
import java.util.List;
import java.util.Map;

/**
 * How well the desk follows the jobs.
 *
 * @param behind offsets of each topic that the store has not read; null where that is not known
 * @param jobs null where not every cluster has answered
 * @param charts of how far behind it was in the last day; none before the first sample
 * @param parts of the desk itself
 * @param provider that people sign in by; null where they do otherwise
 * @param moreGaps whether there are more than are shown
 */
public record HealthView(
        Ages ages,
        List<ClockRow> clocks,
        List<TopicRow> topics,
        Map<String, Long> behind,
        List<JobView> jobs,
        List<DeskPart> parts,
        ProviderState provider,
        List<Gap> gaps,
        boolean moreGaps,
        OutboxCounts outbox,
        List<ChartView> charts,
        String csv) {
    /** Null where it is not known. */
    public Long behind(TopicRow topic) {
        return behind == null ? null : behind.get(topic.topic());
    }
}
