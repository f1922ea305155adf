package dev.vigil.cli.picture;

import dev.vigil.schema.media.Modality;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options that say which tracks of a file are looked at. */
final class TrackChoice {
    @Option(names = "--no-video", description = "the sound alone")
    private boolean noVideo;

    @Option(names = "--no-audio", description = "the moving pictures alone")
    private boolean noAudio;

    /**
     * Those that a file may have; of both one may be missing.
     *
     * @throws IllegalArgumentException where none is left
     */
    Set<Modality> wanted() {
        if (noVideo && noAudio) {
            throw new IllegalArgumentException(
                    "--no-video: expected sound or pictures to look at, got --no-audio too; leave"
                            + " one out");
        }
        if (noVideo) {
            return EnumSet.of(Modality.AUDIO);
        }
        return noAudio ? EnumSet.of(Modality.VIDEO) : EnumSet.of(Modality.AUDIO, Modality.VIDEO);
    }

    /** For people. */
    static String words(Set<Modality> tracks) {
        if (tracks.size() > 1) {
            return "sound and moving pictures";
        }
        return tracks.contains(Modality.AUDIO) ? "sound alone" : "moving pictures alone";
    }
}
