package dev.vigil.match.video;

import dev.vigil.match.AlignScale;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.PictureWord;

/**
 * A profile of pictures, searched by a {@link PictureIndex}.
 *
 * @param profile how the words are made
 * @param thresholds what makes a match
 */
public record VideoProfile(PictureProfile profile, Thresholds thresholds) implements SearchProfile {
    private static final int CLOSE_SECONDS = 8;
    private static final int FORGET_SECONDS = 60;
    private static final int SAME_LINE_SECONDS = 1;

    /** What unrelated pictures reach in a packet. */
    private static final double IDLE_EVIDENCE = 3;

    private static final double NO_PITCH = 1;

    /** With the thresholds that were measured for it. */
    public static VideoProfile of(PictureProfile profile) {
        return new VideoProfile(profile, Thresholds.of(profile.id()));
    }

    @Override
    public String id() {
        return profile.id();
    }

    @Override
    public Modality modality() {
        return Modality.VIDEO;
    }

    @Override
    public double framesPerSecond() {
        return profile.framesPerSecond();
    }

    @Override
    public int gridFrames() {
        return PictureStream.GRID_FRAMES;
    }

    @Override
    public double millis(double frames) {
        return profile.millis(frames);
    }

    @Override
    public AlignScale scale() {
        int second = profile.framesPerSecond();
        return new AlignScale(
                PictureStream.GRID_FRAMES,
                PictureStream.WINDOW_FRAMES,
                CLOSE_SECONDS * second,
                FORGET_SECONDS * second,
                SAME_LINE_SECONDS * second,
                IDLE_EVIDENCE,
                NO_PITCH);
    }

    @Override
    public ReferenceIndex index(SearchSettings listening) {
        return new PictureIndex(profile, thresholds, listening);
    }

    @Override
    public ReferenceIndex.Prepared prepared(long[] words) {
        return PictureReference.of(words);
    }

    @Override
    public int longs() {
        return PictureWord.LONGS;
    }

    @Override
    public long[] newWords(Packet packet) {
        return PictureIndex.newWords(packet);
    }

    @Override
    public boolean areInOrder(long[] words) {
        return PictureWord.areInOrder(words);
    }

    @Override
    public long fromFrame(long[] words) {
        return words.length == 0 ? 0 : PictureWord.frame(words[0]);
    }

    @Override
    public long toFrame(long[] words) {
        return words.length == 0
                ? 0
                : PictureWord.frame(words[words.length - PictureWord.LONGS]) + 1;
    }
}
