package dev.vigil.stream;

import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.Limits;
import dev.vigil.stream.options.JobOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the media job is wired with.
 *
 * @param listening how thoroughly streams are searched, and what makes a match
 * @param plan how the index is divided
 * @param limits how matches are weighed before they may block
 * @param keeping how uploads are kept down
 * @param lookBackMs how long after its end an upload is judged again; 0 for never
 */
public record MediaOptions(
        SearchSettings listening, IndexPlan plan, Limits limits, Keeping keeping, long lookBackMs) {
    /**
     * How recordings of upheld notices are kept down.
     *
     * @param peaksMs how long after its end an upload can be kept down; 0 for never
     * @param ageMs how long an upload stays down after the last decision
     * @param listKey file of the key that signs the job's own entries, or null
     */
    public record Keeping(long peaksMs, long ageMs, String listKey) {
        /** No upload is kept down. */
        public static final Keeping NONE = new Keeping(0, 0, null);

        boolean isOn() {
            return peaksMs > 0;
        }
    }

    /**
     * @param plan as counted for the cluster
     */
    public static MediaOptions of(ReadableConfig options, IndexPlan plan) {
        return new MediaOptions(
                new SearchSettings(
                        options.get(JobOptions.THOROUGH_EVERY),
                        options.get(JobOptions.FALSE_LIVE),
                        options.get(JobOptions.FALSE_UPLOAD)),
                plan,
                new Limits(
                        options.get(JobOptions.EXCERPT_WINDOW).toMillis(),
                        options.get(JobOptions.EVIDENCE_FLOOR),
                        options.get(JobOptions.QUARANTINE_BLOCKS),
                        options.get(JobOptions.QUARANTINE_OVERTURNED)),
                new Keeping(
                        options.get(JobOptions.STAYDOWN_KEEP).toMillis(),
                        options.get(JobOptions.STAYDOWN_AGE).toMillis(),
                        options.get(JobOptions.LIST_KEY)),
                options.get(JobOptions.LOOK_BACK).toMillis());
    }
}
