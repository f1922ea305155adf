package dev.vigil.cli.picture;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.cli.text.Version;
import dev.vigil.client.text.Times;
import dev.vigil.match.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recording in the numbers of its fingerprint.
 *
 * @param sha256 of the file
 * @param damagedPackets that the decoder left out
 * @param vigil version that made it
 * @param hashes that an index holds of it
 * @param referenceBytesPerHour as it travels
 * @param indexBytesPerHour as it is searched: its peaks and its hashes, without a directory
 * @param quiet stretches of at least 2 s in which there is nothing to recognise
 */
record RecordingFingerprint(
        String file,
        String sha256,
        long durationMs,
        int rateHz,
        int channels,
        long damagedPackets,
        String profile,
        String vigil,
        int peaks,
        double peaksPerSecond,
        long hashes,
        double hashesPerSecond,
        long referenceBytesPerHour,
        long indexBytesPerHour,
        List<Stretch> quiet) {

    /** Part of a recording. */
    record Stretch(long fromMs, long toMs) {}

    private static final long LEAST_QUIET_MS = 2_000;

    static RecordingFingerprint of(FileFingerprint heard, Profile profile) {
        Index index = new Index(profile);
        index.add(heard.peaks());
        int peaks = heard.peaks().length;
        double seconds = heard.durationMs() / 1000.0;
        return new RecordingFingerprint(
                heard.name(),
                heard.sha256(),
                heard.durationMs(),
                heard.rateHz(),
                heard.channels(),
                heard.damagedPackets(),
                profile.id(),
                Version.NUMBER,
                peaks,
                tenths(peaks / seconds),
                index.postings(),
                tenths(index.postings() / seconds),
                Math.round(Long.BYTES * peaks / seconds * 3600),
                Math.round(Long.BYTES * (peaks + index.postings()) / seconds * 3600),
                quiet(heard, profile));
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    private static List<Stretch> quiet(FileFingerprint heard, Profile profile) {
        List<Stretch> quiet = new ArrayList<>();
        long before = 0;
        for (int i = 0; i <= heard.peaks().length; i++) {
            long at =
                    i == heard.peaks().length
                            ? heard.durationMs()
                            : Math.round(
                                    profile.millis(
                                            (double) Peak.time(heard.peaks()[i]) / Peak.PER_FRAME));
            if (at - before >= LEAST_QUIET_MS) {
                quiet.add(new Stretch(before, at));
            }
            before = at;
        }
        return quiet;
    }

    /** For people, several lines. */
    String text(Profile hearing) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s: %s, %d Hz, %s%n",
                        file,
                        Times.position(durationMs),
                        rateHz,
                        channelWords()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "  analysed %.0f to %.0f Hz, %.1f frames a second, profile %s%n",
                        hearing.lowestHz(),
                        hearing.lowestHz()
                                * Math.pow(2, (hearing.bands() - 1.0) / hearing.bandsPerOctave()),
                        hearing.framesPerSecond(),
                        profile));
        text.append(
                String.format(
                        Locale.ROOT, "  peaks    %,d, %.1f a second%n", peaks, peaksPerSecond));
        text.append(
                String.format(
                        Locale.ROOT, "  hashes   %,d, %.1f a second%n", hashes, hashesPerSecond));
        text.append(
                String.format(
                        Locale.ROOT,
                        "  an hour  %.1f MB as a reference, %.1f MB in an index%n",
                        referenceBytesPerHour / 1e6,
                        indexBytesPerHour / 1e6));
        if (damagedPackets > 0) {
            text.append(
                    String.format(
                            Locale.ROOT, "  damaged  %d packets were left out%n", damagedPackets));
        }
        quiet.forEach(
                stretch ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "  quiet    %s-%s: nothing to recognise%n",
                                        Times.position(stretch.fromMs()),
                                        Times.position(stretch.toMs()))));
        return text.toString();
    }

    private String channelWords() {
        return switch (channels) {
            case 1 -> "mono";
            case 2 -> "stereo";
            default -> channels + " channels";
        };
    }
}
