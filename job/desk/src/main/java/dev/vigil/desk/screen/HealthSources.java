package dev.vigil.desk.screen;

import dev.vigil.client.cluster.JobView;
import dev.vigil.desk.ask.DeskPart;
import dev.vigil.desk.oidc.ProviderState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a desk knows of its health beside the store.
 *
 * @param behind offsets of each topic that the store has not read; empty where that is not known
 * @param jobs of the clusters; empty where not every cluster has answered
 * @param parts of the desk itself
 * @param provider that people sign in by; empty where they do otherwise
 */
public record HealthSources(
        Supplier<Optional<Map<String, Long>>> behind,
        Supplier<Optional<List<JobView>>> jobs,
        Supplier<List<DeskPart>> parts,
        Supplier<Optional<ProviderState>> provider) {
    /** Of a desk that knows its store alone. */
    public static HealthSources none() {
        return new HealthSources(Optional::empty, Optional::empty, List::of, Optional::empty);
    }
}
