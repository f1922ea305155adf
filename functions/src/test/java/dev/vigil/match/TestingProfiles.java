package dev.vigil.match;

import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import java.util.List;

/** A second profile of sound beside the first, which differs from it in one constant. */
public final class TestingProfiles {
    private static final Profile ONE = Profile.CURRENT;

    /** Peaks are further apart in time; most of them are those of the first profile. */
    public static final Profile SECOND =
            new Profile(
                    "audio/2",
                    ONE.rateHz(),
                    ONE.windowSamples(),
                    ONE.hopSamples(),
                    ONE.lowestHz(),
                    ONE.bandsPerOctave(),
                    ONE.bands(),
                    ONE.whitening(),
                    ONE.floorPower(),
                    ONE.nearBands(),
                    ONE.nearFrames() + 1);

    public static final Profiles OF_SOUND = new Profiles(ONE, List.of(ONE, SECOND));

    /** Both, with the thresholds of the first. */
    public static final SearchProfiles BOTH = withSecond(Thresholds.of(ONE.id()));

    private TestingProfiles() {}

    /** Both, where the second one asks for other evidence. */
    public static SearchProfiles withSecond(Thresholds thresholds) {
        return new SearchProfiles(
                List.of(AudioProfile.of(ONE), new AudioProfile(SECOND, thresholds)));
    }
}
