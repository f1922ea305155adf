package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.client.text.Times;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** The fingerprint of a stretch: the whitened spectrogram with its peaks. */
final class FingerprintPicture {
    static final int WIDTH = 1400;
    private static final int HEIGHT = 730;
    private static final int LEFT = 90;
    private static final int LEGEND = HEIGHT - 52;
    private static final int FOOT = HEIGHT - 18;
    private static final Rectangle AREA = new Rectangle(LEFT, 86, WIDTH - LEFT - 30, 504);

    private FingerprintPicture() {}

    /** Where the stretch is drawn, by seconds and bands. */
    static Panel panel(Spectrogram spectrogram, Profile profile) {
        return new Panel(
                AREA,
                profile.millis(spectrogram.fromFrame() - 0.5) / 1000,
                profile.millis(spectrogram.toFrame() - 0.5) / 1000,
                -0.5,
                profile.bands() - 0.5);
    }

    static BufferedImage of(
            FileFingerprint heard,
            RecordingFingerprint fingerprint,
            Spectrogram spectrogram,
            Profile profile) {
        Paper paper = new Paper(WIDTH, HEIGHT);
        Panel panel = panel(spectrogram, profile);
        paper.write(heard.name(), Paper.LARGE, Paper.INK, LEFT, 36, AREA.width);
        paper.write(about(fingerprint, panel), Paper.TEXT, Paper.SOFT, LEFT, 62, AREA.width);
        paper.spectrogram(panel, spectrogram);
        for (long peak : heard.peaks()) {
            paper.peak(panel, profile, peak, false);
        }
        paper.hertzLeft(panel, profile);
        paper.timeBelow(panel, "time in the recording, min:s");
        int x = paper.legendPeak(LEFT, LEGEND, false, "peak: all that a fingerprint keeps");
        paper.legendPower(x, LEGEND, "faint to loud, against what that frequency was just before");
        int half = AREA.width / 2;
        paper.source("file", heard.name(), heard.sha256(), LEFT, FOOT, half);
        paper.madeWith(fingerprint.profile(), fingerprint.vigil(), LEFT + half, FOOT, half);
        return paper.done();
    }

    private static String about(RecordingFingerprint fingerprint, Panel panel) {
        return String.format(
                Locale.ROOT,
                "%s to %s of %s  ·  %.1f peaks and %.0f hashes a second",
                Times.position(Math.max(0, Math.round(1000 * panel.fromX()))),
                Times.position(Math.min(fingerprint.durationMs(), Math.round(1000 * panel.toX()))),
                Times.position(fingerprint.durationMs()),
                fingerprint.peaksPerSecond(),
                fingerprint.hashesPerSecond());
    }
}
