package dev.vigil.bench.video;

import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Runs;
import dev.vigil.cli.evaluate.PictureRecognition;
import dev.vigil.edge.FilmWords;
import dev.vigil.edge.PictureSource;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long films take to become words, decoding apart. */
final class FilmExtraction {
    private static final double GOAL_STREAM_MS = 3;
    private static final double GOAL_STREAM_BYTES = 10_000;
    private static final int MOST_CLIPS = 20;

    private final Costs costs;
    private final List<Path> files = new ArrayList<>();

    /** Shared, as the streams of a task share one. */
    private final PictureBench bench = new PictureBench(PictureProfile.CURRENT);

    /** So that the virtual machine can't leave the work out. */
    private long words;

    /** Clips evenly from among all, so that most distortions are there. */
    FilmExtraction(FilmCorpus corpus, Costs costs) {
        this.costs = costs;
        int step = Math.max(1, corpus.clips().size() / MOST_CLIPS);
        for (int i = 0; i < corpus.clips().size(); i += step) {
            files.add(corpus.clips().get(i).file());
        }
    }

    List<Figure> measure() throws IOException {
        List<List<Picture>> streams = decode(PictureSource.STREAM_RATE);
        List<List<Picture>> references = decode(PictureSource.REFERENCE_RATE);
        double seconds = seconds(streams);
        List<Figure> figures = new ArrayList<>();
        figures.add(
                each(
                        "decoding to grey thumbnails, 4 a second",
                        costs.of(this::decodeStreams),
                        seconds));
        figures.add(
                each(
                                "words of a stream, all windows, 4 pictures a second",
                                costs.of(() -> stream(streams)),
                                seconds)
                        .atMost(GOAL_STREAM_MS));
        figures.add(
                each(
                        "words of a reference, 11 windows, 8 pictures a second",
                        costs.of(() -> reference(references)),
                        seconds));
        figures.add(
                Figure.of(
                        "allocated, pictures of a stream to packets",
                        "bytes per video-second",
                        Runs.bytesOf(() -> stream(streams)) / seconds));
        figures.add(
                Figure.of(
                                "thumbnails on the wire",
                                "bytes per video-second",
                                (double) bytes(streams) / seconds)
                        .atMost(GOAL_STREAM_BYTES));
        return figures;
    }

    private static Figure each(String name, Runs cpuSeconds, double seconds) {
        return Figure.of(name, "ms per video-second", cpuSeconds.map(cpu -> 1_000 * cpu / seconds));
    }

    private List<List<Picture>> decode(int rate) throws IOException {
        List<List<Picture>> films = new ArrayList<>();
        for (Path file : files) {
            films.add(FilmWords.pictures(file.toString(), rate));
        }
        return films;
    }

    private void decodeStreams() {
        try {
            words += decode(PictureSource.STREAM_RATE).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stream(List<List<Picture>> films) {
        for (List<Picture> film : films) {
            for (Packet packet : PictureRecognition.packets(film, bench)) {
                words += packet.peaks().length;
            }
        }
    }

    private void reference(List<List<Picture>> films) {
        try {
            for (List<Picture> film : films) {
                words += FilmWords.ofReference(film).length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(List<List<Picture>> streams) {
        return streams.stream().mapToDouble(List::size).sum() / PictureSource.STREAM_RATE;
    }

    private static long bytes(List<List<Picture>> films) {
        return films.stream()
                .flatMap(List::stream)
                .mapToLong(picture -> picture.luma().length)
                .sum();
    }
}
