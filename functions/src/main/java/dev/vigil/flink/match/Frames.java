package dev.vigil.flink.match;

import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.schema.reference.IndexedReference;
import java.util.HashMap;
import java.util.Map;

/** How much the references of a slot are together, by profile: a frame is not as long in each. */
final class Frames {
    private final SearchProfiles profiles;
    private final Map<String, Long> byProfile = new HashMap<>();

    Frames(SearchProfiles profiles) {
        this.profiles = profiles;
    }

    void add(IndexedReference reference) {
        byProfile.merge(reference.profile(), reference.frames(), Long::sum);
    }

    void remove(IndexedReference reference) {
        byProfile.merge(reference.profile(), -reference.frames(), Long::sum);
    }

    /** Hours of one profile; 0 of one that is not searched. */
    double hours(String profile) {
        return profiles.find(profile).map(this::hours).orElse(0.0);
    }

    /** Hours of all. */
    double hours() {
        return profiles.all().stream().mapToDouble(this::hours).sum();
    }

    private double hours(SearchProfile profile) {
        return profile.hours(byProfile.getOrDefault(profile.id(), 0L));
    }
}
