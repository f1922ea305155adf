package dev.vigil.edge;

import dev.vigil.schema.media.Modality;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options that say which tracks of a source are pushed, and in which form. */
final class TrackOptions {
    @Option(names = "--no-video", description = "Push the sound alone.")
    private boolean noVideo;

    @Option(names = "--no-audio", description = "Push the moving pictures alone.")
    private boolean noAudio;

    @Option(
            names = "--peaks",
            description =
                    "Fingerprint here and send peaks instead of sound: a thirtieth of the bytes,"
                            + " and less work for the jobs; the answers are the same.")
    boolean peaks;

    @Option(
            names = "--words",
            description =
                    "Fingerprint here and send words instead of grey thumbnails of 64 x 36: nothing"
                            + " that could be looked at. The answers are the same, but no evidence"
                            + " can be drawn. Of a work, which is words always: without a thumbnail"
                            + " for each 2 s.")
    boolean words;

    /** Of the two, one may be missing in a source. */
    Set<Modality> wanted() {
        if (noVideo) {
            return Set.of(Modality.AUDIO);
        }
        return noAudio ? Set.of(Modality.VIDEO) : Set.of(Modality.AUDIO, Modality.VIDEO);
    }

    /**
     * Throws where two options contradict each other.
     *
     * @throws IllegalArgumentException that names them
     */
    void check(IngestKind as) {
        if (noVideo && noAudio) {
            throw new IllegalArgumentException(
                    "--no-video: expected sound or pictures to push, got --no-audio too; leave one"
                            + " out");
        }
        if (as == IngestKind.WORK && peaks) {
            throw new IllegalArgumentException(
                    "--peaks: expected a session, got a work, which is peaks always; leave it");
        }
        if (peaks && noAudio || words && noVideo) {
            throw new IllegalArgumentException(
                    peaks && noAudio
                            ? "--peaks: expected sound, got --no-audio; leave one out"
                            : "--words: expected pictures, got --no-video; leave one out");
        }
    }
}
