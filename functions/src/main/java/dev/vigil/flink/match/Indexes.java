package dev.vigil.flink.match;

import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The indexes of a slot, one for each profile. They belong to one thread at a time: to the worker
 * while a {@link BuildingSlot} passes them from change to change, then to the task in a {@link
 * LiveSlot}.
 */
final class Indexes {
    /** Adding up the bytes goes through all references, so not after each change. */
    private static final int CHANGES_BETWEEN_SUMS = 64;

    private final Map<String, ReferenceIndex> byProfile = new LinkedHashMap<>();
    private int changes;
    private long bytes;

    Indexes(SearchProfiles profiles, SearchSettings listening) {
        for (SearchProfile profile : profiles.all()) {
            byProfile.put(profile.id(), profile.index(listening));
        }
    }

    /**
     * The index of a profile.
     *
     * @throws IllegalArgumentException if there is none
     */
    ReferenceIndex of(String profile) {
        ReferenceIndex index = byProfile.get(profile);
        if (index == null) {
            throw new IllegalArgumentException(
                    "profile: expected one of "
                            + String.join(", ", byProfile.keySet())
                            + ", got '"
                            + profile
                            + "'; upgrade the job or make the fingerprint again");
        }
        return index;
    }

    Collection<ReferenceIndex> all() {
        return byProfile.values();
    }

    /** Bytes of all arrays, some changes ago. */
    long bytesAfterChange() {
        return changes++ % CHANGES_BETWEEN_SUMS == 0 ? bytes() : bytes;
    }

    /** Bytes of all arrays. */
    long bytes() {
        bytes = all().stream().mapToLong(ReferenceIndex::bytes).sum();
        return bytes;
    }

    int changes() {
        return changes;
    }

    boolean isMergeDue() {
        return all().stream().anyMatch(ReferenceIndex::isMergeDue);
    }

    void merge() {
        all().forEach(ReferenceIndex::merge);
    }
}
