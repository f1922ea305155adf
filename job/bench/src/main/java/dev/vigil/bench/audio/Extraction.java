package dev.vigil.bench.audio;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Workbench;
import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Runs;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.edge.PcmSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How fast samples become peaks, beside fpcalc where it is there. */
final class Extraction {
    private static final double GOAL_SPEED = 3_500;
    private static final double GOAL_RATIO = 1.4;
    private static final int SEGMENT_SAMPLES = 2 * PcmSource.RATE_HZ;

    private final Profile profile = Profile.CURRENT;

    /** Shared, as the streams of a task share one. */
    private final Workbench bench = new Workbench(profile);

    private final List<short[]> sound;
    private final double seconds;

    /** So that the virtual machine can't leave the work out. */
    private long peaks;

    Extraction(Corpus corpus) {
        this.sound = corpus.unrelated();
        this.seconds = corpus.unrelatedSeconds();
    }

    List<Figure> measure(Consumer<String> progress) throws IOException {
        progress.accept("fingerprinting");
        Runs.warmUp(this::frontEnd);
        Optional<Fpcalc> fpcalc = Fpcalc.on(sound);
        List<Figure> figures = new ArrayList<>();
        if (fpcalc.isPresent()) {
            beside(fpcalc.get(), figures);
        } else {
            progress.accept("fpcalc is not on the path and was left out");
            figures.add(alone(Runs.of(() -> Runs.cpuOf(this::frontEnd))));
        }
        figures.add(
                Figure.of(
                        "extraction, segments of 2 s to packets",
                        "x real time",
                        speed(Runs.cpuSeconds(this::segments))));
        figures.add(allocated("allocated by the front end", this::frontEnd));
        figures.add(allocated("allocated, segments of 2 s to packets", this::segments));
        return figures;
    }

    /** By turns, so that a machine that becomes slower does so for both. */
    private void beside(Fpcalc fpcalc, List<Figure> figures) throws IOException {
        fpcalc.cpuSeconds();
        double[] own = new double[Runs.COUNT];
        double[] peer = new double[Runs.COUNT];
        double[] ratio = new double[Runs.COUNT];
        for (int i = 0; i < Runs.COUNT; i++) {
            own[i] = Runs.cpuOf(this::frontEnd);
            peer[i] = fpcalc.cpuSeconds();
            ratio[i] = peer[i] / own[i];
        }
        figures.add(alone(Runs.of(own)));
        figures.add(
                Figure.of("fpcalc, the same sound as WAV", "x real time", speed(Runs.of(peer))));
        figures.add(
                Figure.of("extraction against fpcalc", "x", Runs.of(ratio)).atLeast(GOAL_RATIO));
    }

    private Figure alone(Runs cpuSeconds) {
        return Figure.of("extraction, front end alone", "x real time", speed(cpuSeconds))
                .atLeast(GOAL_SPEED);
    }

    private Figure allocated(String name, Runnable work) {
        return Figure.of(name, "bytes per audio-second", Runs.bytesOf(work) / seconds);
    }

    private Runs speed(Runs cpuSeconds) {
        return cpuSeconds.map(cpu -> seconds / cpu);
    }

    /** The front end of each recording, a constructor included. */
    private void frontEnd() {
        for (short[] pcm : sound) {
            FrontEnd frontEnd = new FrontEnd(profile, bench);
            frontEnd.accept(pcm, 0, pcm.length, peak -> peaks++);
            frontEnd.finish(peak -> peaks++);
        }
    }

    /** As the job fingerprints a stream, but for the checkpoints. */
    private void segments() {
        for (short[] pcm : sound) {
            Fingerprinter ear =
                    new Fingerprinter(profile, bench, packet -> peaks += packet.peaks().length);
            for (int at = 0; at < pcm.length; at += SEGMENT_SAMPLES) {
                int to = Math.min(pcm.length, at + SEGMENT_SAMPLES);
                ear.hear(Arrays.copyOfRange(pcm, at, to), profile.rateHz(), 1);
            }
            ear.finish();
        }
    }
}
