package dev.vigil.bench.video;

import dev.vigil.cli.evaluate.Query;
import dev.vigil.cli.evaluate.QueryAnswer;
import dev.vigil.cli.evaluate.Recall;
import dev.vigil.fixtures.process.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * MPEG-7 video signatures by the program {@code ffmpeg}, aligned here: its own comparison ends with
 * the shorter film and finds no clip. An answer counts where it is nearer than all but 1.25 % of
 * the queries of its length that nothing should match.
 */
final class SignaturePeer {
    private static final double MOST_FALSE = 0.0125;

    private final Consumer<String> progress;
    private final Map<String, FrameSignatures> films = new LinkedHashMap<>();

    SignaturePeer(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Whether there is an {@code ffmpeg} on the path that has the filter. */
    static boolean isThere() {
        try {
            Process process =
                    new ProcessBuilder("ffmpeg", "-hide_banner", "-h", "filter=signature")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String help =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return help.contains("Filter signature");
        } catch (IOException e) {
            return false;
        }
    }

    /** What it finds of all clips. */
    Recall recall(FilmCorpus corpus) throws IOException {
        Path scratch = Files.createTempDirectory("vigil-signatures");
        try {
            int done = 0;
            for (String film : corpus.films()) {
                Path file = corpus.references().resolve(film);
                films.put(film, signatures(file, SignatureAligner.FILM_RATE, scratch));
                progress.accept("signatures of " + ++done + " of " + corpus.films().size());
            }
            Map<Query, QueryAnswer> answers = new LinkedHashMap<>();
            done = 0;
            for (FilmCorpus.Clip clip : corpus.clips()) {
                answers.putAll(answers(clip, scratch));
                if (++done % 20 == 0) {
                    progress.accept("aligned " + done + " of " + corpus.clips().size() + " clips");
                }
            }
            return recall(answers);
        } finally {
            Scratch.delete(scratch);
        }
    }

    private Map<Query, QueryAnswer> answers(FilmCorpus.Clip clip, Path scratch) throws IOException {
        FrameSignatures seen = signatures(clip.file(), SignatureAligner.CLIP_RATE, scratch);
        double[] lengths =
                clip.queries().stream().mapToDouble(Query::lengthSeconds).sorted().toArray();
        SignatureAligner aligner = new SignatureAligner(seen, lengths);
        films.forEach(aligner::along);
        Map<Query, QueryAnswer> answers = new LinkedHashMap<>();
        for (Query query : clip.queries()) {
            answers.put(query, aligner.best().get(query.lengthSeconds()));
        }
        return answers;
    }

    /** The answers that are above what unrelated clips reach. */
    private static Recall recall(Map<Query, QueryAnswer> answers) {
        Map<Double, List<Double>> unrelated = new HashMap<>();
        answers.forEach(
                (query, answer) -> {
                    List<Double> scores =
                            unrelated.computeIfAbsent(
                                    query.lengthSeconds(), length -> new ArrayList<>());
                    if (query.truth().isNegative()) {
                        scores.add(answer.isMatch() ? answer.score() : Double.NEGATIVE_INFINITY);
                    }
                });
        Recall recall = new Recall();
        answers.forEach(
                (query, answer) -> {
                    boolean counts = answer.score() > limit(unrelated.get(query.lengthSeconds()));
                    recall.add(query.truth(), counts ? answer : QueryAnswer.NOTHING);
                });
        return recall;
    }

    /** The score of the first unrelated clip that would be one too many. */
    static double limit(List<Double> unrelated) {
        List<Double> bestFirst = unrelated.stream().sorted(Comparator.reverseOrder()).toList();
        int most = (int) (MOST_FALSE * bestFirst.size());
        return bestFirst.isEmpty() ? Double.NEGATIVE_INFINITY : bestFirst.get(most);
    }

    static FrameSignatures signatures(Path film, double rate, Path scratch) throws IOException {
        String name = "signature.bin";
        List<String> command =
                List.of(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-nostdin",
                        "-y",
                        "-threads",
                        "1",
                        "-i",
                        "file:" + film.toAbsolutePath(),
                        "-an",
                        "-vf",
                        "fps=" + rate + ",signature=format=binary:filename=" + name,
                        "-threads",
                        "1",
                        "-f",
                        "null",
                        "-");
        Process process =
                new ProcessBuilder(command)
                        .directory(scratch.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(
                        film + ": expected a film for ffmpeg's signature, got: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ffmpeg ran", e);
        }
        return FrameSignatures.of(Files.readAllBytes(scratch.resolve(name)));
    }
}
