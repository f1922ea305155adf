package dev.vigil.bench.video;

import dev.vigil.cli.evaluate.PictureRecognition;
import dev.vigil.cli.evaluate.Query;
import dev.vigil.edge.FilmWords;
import dev.vigil.edge.PictureSource;
import dev.vigil.schema.media.Packet;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Films that are indexed, as words, and clips that are searched for, as packets: 0.2 MB a clip.
 *
 * @param origin where it is from, for the report
 * @param references folder of the films
 * @param films their names in it
 * @param words of each
 */
record FilmCorpus(
        String origin, Path references, List<String> films, List<long[]> words, List<Clip> clips) {
    private static final int PROGRESS_EVERY = 20;

    /**
     * A clip and what is asked of it.
     *
     * @param packets of each query, which is of the clip's first seconds
     */
    record Clip(Path file, List<Query> queries, List<List<Packet>> packets) {
        boolean isUnrelated() {
            return queries.get(0).truth().isNegative();
        }

        /** Those of the longest query. */
        List<Packet> longest() {
            List<Packet> longest = packets.get(0);
            for (List<Packet> one : packets) {
                longest = one.size() > longest.size() ? one : longest;
            }
            return longest;
        }
    }

    /**
     * Decodes all of them.
     *
     * @param queries CSV as of {@code vigil evaluate --video}, with what is known of the queries
     */
    static FilmCorpus of(String origin, Path references, Path queries, Consumer<String> progress)
            throws IOException {
        List<String> films = PictureRecognition.films(references);
        List<long[]> words = new ArrayList<>();
        for (String film : films) {
            String location = references.resolve(film).toString();
            words.add(
                    FilmWords.ofReference(
                            FilmWords.pictures(location, PictureSource.REFERENCE_RATE)));
            progress.accept("read " + words.size() + " of " + films.size() + " films");
        }
        Map<Path, List<Query>> byFile = byFile(queries);
        PictureBench bench = new PictureBench(PictureProfile.CURRENT);
        List<Clip> clips = new ArrayList<>();
        for (Map.Entry<Path, List<Query>> file : byFile.entrySet()) {
            clips.add(clip(file.getKey(), file.getValue(), bench));
            if (clips.size() % PROGRESS_EVERY == 0) {
                progress.accept("read " + clips.size() + " of " + byFile.size() + " clips");
            }
        }
        return new FilmCorpus(origin, references, films, words, clips);
    }

    private static Map<Path, List<Query>> byFile(Path csv) throws IOException {
        Map<Path, List<Query>> byFile = new LinkedHashMap<>();
        boolean anyUnrelated = false;
        for (Query query : Query.read(csv)) {
            if (query.truth() == null) {
                throw new IOException(
                        csv
                                + ": expected the columns path, true_ref, offset_s, length_s and"
                                + " distortion, got others; see vigil evaluate --help");
            }
            anyUnrelated |= query.truth().isNegative();
            byFile.computeIfAbsent(csv.resolveSibling(query.path()), file -> new ArrayList<>())
                    .add(query.byMotion());
        }
        if (!anyUnrelated) {
            throw new IOException(
                    csv
                            + ": expected clips that nothing should match too, got none; add rows"
                            + " without a true_ref");
        }
        return byFile;
    }

    private static Clip clip(Path file, List<Query> queries, PictureBench bench)
            throws IOException {
        List<Picture> pictures = FilmWords.pictures(file.toString(), PictureSource.STREAM_RATE);
        List<List<Packet>> packets = new ArrayList<>();
        for (Query query : queries) {
            List<Picture> seen = PictureRecognition.first(pictures, query.lengthSeconds());
            packets.add(PictureRecognition.packets(seen, bench));
        }
        return new Clip(file, queries, packets);
    }

    /** Clips that no film is in. */
    List<Clip> unrelated() {
        return clips.stream().filter(Clip::isUnrelated).toList();
    }
}
