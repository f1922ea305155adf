package dev.vigil.match;

import dev.vigil.audio.Profile;

/**
 * A profile of sound, searched by a {@link Library} of hashes.
 *
 * @param profile how the fingerprint is made
 * @param thresholds what makes a match
 */
public record AudioProfile(Profile profile, Thresholds thresholds) implements SearchProfile {
    /** With the thresholds that were measured for it. */
    public static AudioProfile of(Profile profile) {
        return new AudioProfile(profile, Thresholds.of(profile.id()));
    }

    @Override
    public String id() {
        return profile.id();
    }

    @Override
    public double framesPerSecond() {
        return profile.framesPerSecond();
    }

    @Override
    public double millis(double frames) {
        return profile.millis(frames);
    }

    @Override
    public ReferenceIndex index(SearchSettings listening) {
        return new Library(profile, thresholds, listening);
    }

    @Override
    public ReferenceIndex.Prepared prepared(long[] words) {
        return Hashed.of(words);
    }

    @Override
    public Align align() {
        return new Align(profile);
    }
}
