package dev.vigil.edge;

import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.Profile;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.PictureWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The fingerprint of one track of a work while it is made, a step at a time. */
abstract class Analysis {
    /** A growing list: 1 MB for an hour of music, 8 for one of film. */
    private long[] packed = new long[4_096];

    private int count;

    /** Takes in some of the track; false at its end. */
    abstract boolean step() throws IOException;

    /** How much was taken in, in ms. */
    abstract long positionMs();

    final void add(long word) {
        if (count == packed.length) {
            packed = Arrays.copyOf(packed, 2 * count);
        }
        packed[count++] = word;
    }

    /** What the track is made of, in order of time. */
    final long[] words() {
        return Arrays.copyOf(packed, count);
    }

    final boolean isEmpty() {
        return count == 0;
    }

    /** Sound to peaks. */
    static final class OfSound extends Analysis {
        private static final int BUFFER = 65_536;

        private final PcmSource source;
        private final FrontEnd frontEnd;
        private final short[] buffer = new short[BUFFER];
        private long samples;

        OfSound(PcmSource source, Profile profile) {
            this.source = source;
            this.frontEnd = new FrontEnd(profile);
        }

        @Override
        boolean step() throws IOException {
            int count = source.read(buffer, 0, BUFFER);
            if (count < 0) {
                frontEnd.finish(this::add);
                return false;
            }
            frontEnd.accept(buffer, 0, count, this::add);
            samples += count;
            return true;
        }

        @Override
        long positionMs() {
            return samples * 1_000 / PcmSource.RATE_HZ;
        }
    }

    /** Pictures to words. */
    static final class OfPictures extends Analysis {
        private static final PictureProfile PROFILE = PictureProfile.CURRENT;

        /** 180 MB of words and 100 MB of pictures, which wait here until the source is whole. */
        private static final long LONGEST_MS = 24 * 3_600_000L;

        private final PictureSource source;
        private final boolean keeps;
        private final List<KeptPicture> kept = new ArrayList<>();
        private final PictureWords words = new PictureWords(PROFILE, new PictureBench(PROFILE));
        private long frames;

        OfPictures(PictureSource source) {
            this(source, false);
        }

        /**
         * @param keeps whether one picture for each 2 s is kept
         */
        OfPictures(PictureSource source, boolean keeps) {
            this.source = source;
            this.keeps = keeps;
        }

        @Override
        boolean step() throws IOException {
            Optional<Picture> picture = source.next();
            if (picture.isEmpty()) {
                return false;
            }
            Picture one = picture.get();
            words.accept(one, PROFILE.windows(), this::add);
            if (keeps && one.frame() % PictureStream.GRID_FRAMES == 0) {
                kept.add(new KeptPicture(one.frame(), one.width(), one.height(), one.luma()));
            }
            frames = one.frame() + 1;
            if (positionMs() > LONGEST_MS) {
                throw new MediaException(
                        "film: expected at most 24 hours of pictures, got more; push it in parts");
            }
            return true;
        }

        private void add(long head, long picture, long change) {
            add(head);
            add(picture);
            add(change);
        }

        /** In order of time. */
        List<KeptPicture> kept() {
            return kept;
        }

        long frames() {
            return frames;
        }

        @Override
        long positionMs() {
            return Math.round(PROFILE.millis(frames));
        }
    }
}
