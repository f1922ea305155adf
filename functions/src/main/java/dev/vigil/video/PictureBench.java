package dev.vigil.video;

import java.util.List;

/**
 * What making words needs while it runs and not after, about 30 kB and without memory of a stream.
 * Streams of one thread share one.
 */
public final class PictureBench {
    private final PictureProfile profile;
    private final CellSums sums;
    private final CellSums sumsBefore;
    private final Spectrum spectrum;
    private final float[] now;
    private final float[] before;

    public PictureBench(PictureProfile profile) {
        this.profile = profile;
        sums = new CellSums(profile.cells());
        sumsBefore = new CellSums(profile.cells());
        spectrum = new Spectrum(profile.cells());
        now = new float[profile.cells() * profile.cells()];
        before = new float[now.length];
    }

    /**
     * The bits of both words that are the other way round in a mirrored picture, in the mirrored
     * window.
     */
    public long mirrorMask() {
        return spectrum.mirrorMask();
    }

    /**
     * Words of the windows of a picture.
     *
     * @param windows by number, null where there is none
     * @param earlier the picture of half a second before, null where there is none
     */
    void words(Picture picture, Picture earlier, List<Window> windows, PictureWords.Sink sink) {
        sums.of(picture);
        boolean isComparable = earlier != null && isOfSameSize(picture, earlier);
        if (isComparable) {
            sumsBefore.of(earlier);
        }
        for (int window = 0; window < windows.size(); window++) {
            if (windows.get(window) == null) {
                continue;
            }
            frequencies(sums, windows.get(window), now);
            int kinds = spectrum.deviation(now) < profile.leastContrast() ? 0 : PictureWord.PICTURE;
            if (isComparable) {
                frequencies(sumsBefore, windows.get(window), before);
                boolean moved = spectrum.deviation(now, before) >= profile.leastChange();
                kinds |= moved ? PictureWord.CHANGE : 0;
            }
            if (kinds != 0) {
                sink.word(
                        PictureWord.head(picture.frame(), window, kinds),
                        (kinds & PictureWord.PICTURE) == 0 ? 0 : spectrum.signs(now),
                        (kinds & PictureWord.CHANGE) == 0 ? 0 : spectrum.signs(now, before));
            }
        }
    }

    /** Of another size it is another film: nothing has changed, something else has begun. */
    private static boolean isOfSameSize(Picture a, Picture b) {
        return a.width() == b.width() && a.height() == b.height();
    }

    private void frequencies(CellSums of, Window window, float[] into) {
        of.means(window, into);
        spectrum.transform(into);
    }
}
