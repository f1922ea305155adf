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

    /** What the indexes address of them, which is more: some is left free between references. */
    private final Map<String, Long> addressed = new HashMap<>();

    Frames(SearchProfiles profiles) {
        this.profiles = profiles;
    }

    Frames copy() {
        Frames copy = new Frames(profiles);
        copy.byProfile.putAll(byProfile);
        copy.addressed.putAll(addressed);
        return copy;
    }

    void add(IndexedReference reference) {
        count(reference, 1);
    }

    void remove(IndexedReference reference) {
        count(reference, -1);
    }

    private void count(IndexedReference reference, int times) {
        byProfile.merge(reference.profile(), times * reference.frames(), Long::sum);
        addressed.merge(reference.profile(), times * addressed(reference), Long::sum);
    }

    private long addressed(IndexedReference reference) {
        return profiles.find(reference.profile())
                .map(profile -> profile.addressed(reference.fromFrame(), reference.toFrame()))
                .orElse(0L);
    }

    /** Hours that the index of a profile addresses. */
    double addressedHours(String profile) {
        return profiles.of(profile).hours(addressed.getOrDefault(profile, 0L));
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
