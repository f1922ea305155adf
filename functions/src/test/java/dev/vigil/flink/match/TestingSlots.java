package dev.vigil.flink.match;

import dev.vigil.match.SearchSettings;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.IndexedReferenceBuilder;
import java.util.concurrent.Executor;

/** Slots without an operator around them, and references to put in. */
final class TestingSlots {
    private TestingSlots() {}

    static Slot slot(double mostHours, Executor worker, Executor hashers) {
        return new Slot(
                SearchedProfiles.ALL,
                SearchSettings.DEFAULT,
                IndexPlan.ONE_SLOT,
                mostHours,
                TestingSearch.SLOT,
                worker,
                hashers);
    }

    /** The first version of one of sound. */
    static IndexedReference reference(String workId, long frames) {
        return reference(workId, 1, "audio/1", frames);
    }

    static IndexedReference reference(String workId, long version, String profile, long frames) {
        return IndexedReferenceBuilder.builder()
                .workId(workId)
                .referenceId("r-1")
                .version(version)
                .profile(profile)
                .next(1)
                .toFrame(frames)
                .build();
    }
}
