package dev.vigil.flink.match;

import dev.vigil.audio.Profiles;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.video.PictureProfile;
import java.util.ArrayList;
import java.util.List;

/** The fingerprint profiles of this version, of sound and of pictures. */
public final class SearchedProfiles {
    /** All that there are. */
    public static final SearchProfiles ALL = new SearchProfiles(all());

    private SearchedProfiles() {}

    private static List<SearchProfile> all() {
        List<SearchProfile> all = new ArrayList<>();
        Profiles.ALL.known().forEach(profile -> all.add(AudioProfile.of(profile)));
        all.add(VideoProfile.of(PictureProfile.CURRENT));
        return all;
    }
}
