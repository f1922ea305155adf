package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;

/**
 * A profile of sound, searched by a {@link Library} of hashes.
 *
 * @param profile how the fingerprint is made
 * @param thresholds what makes a match
 */
public record AudioProfile(Profile profile, Thresholds thresholds) implements SearchProfile {
    /** 8 s: half as many matches reopen as at 5 s. */
    static final int CLOSE_FRAMES = 345;

    /** 60 s. */
    static final int FORGET_FRAMES = 2584;

    /** Behind each reference, with the half frame of its last peak. */
    private static final int FREE_FRAMES = (int) Math.ceil((1 + Shelf.GAP) / Posting.PER_FRAME);

    private static final double SAME_LINE_FRAMES = 43;
    private static final double IDLE_EVIDENCE = 8;

    /** With the thresholds that were measured for it. */
    public static AudioProfile of(Profile profile) {
        return new AudioProfile(profile, Thresholds.of(profile.id()));
    }

    @Override
    public String id() {
        return profile.id();
    }

    @Override
    public Modality modality() {
        return Modality.AUDIO;
    }

    @Override
    public int gridFrames() {
        return PeakWindow.GRID_FRAMES;
    }

    @Override
    public AlignScale scale() {
        return new AlignScale(
                PeakWindow.GRID_FRAMES,
                PeakWindow.WINDOW_FRAMES,
                CLOSE_FRAMES,
                FORGET_FRAMES,
                SAME_LINE_FRAMES,
                IDLE_EVIDENCE,
                profile.bandsPerOctave());
    }

    @Override
    public double framesPerSecond() {
        return profile.framesPerSecond();
    }

    @Override
    public double millis(double frames) {
        return profile.millis(frames);
    }

    /** From the earliest anchor that the first peak may have. */
    @Override
    public long addressed(long fromFrame, long toFrame) {
        long anchor = fromFrame - Triples.LARGEST_GAP / Peak.PER_FRAME;
        return toFrame - Math.max(0, anchor) + FREE_FRAMES;
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
    public int longs() {
        return 1;
    }

    @Override
    public long[] newWords(Packet packet) {
        return Library.newPeaks(packet);
    }

    @Override
    public boolean areInOrder(long[] words) {
        return Peak.areInOrder(words);
    }

    @Override
    public long fromFrame(long[] words) {
        return words.length == 0 ? 0 : Peak.frame(words[0]);
    }

    @Override
    public long toFrame(long[] words) {
        return words.length == 0 ? 0 : Peak.frame(words[words.length - 1]) + 1;
    }
}
