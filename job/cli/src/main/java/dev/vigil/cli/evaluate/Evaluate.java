package dev.vigil.cli.evaluate;

import dev.vigil.cli.text.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Indexes a list of recordings, asks about a list of queries, writes one row for each answer. */
public final class Evaluate {
    private static final int PROGRESS_EVERY = 50;

    private final Options options;
    private final Consumer<String> progress;
    private final Recognition recognition;

    /**
     * What to evaluate.
     *
     * @param video whether films are recognised by their pictures, not recordings by their sound
     * @param references folder of the recordings or films
     * @param referenceList file with the names of those to index, one a line; null for all films of
     *     the folder
     * @param queries CSV whose column {@code path} is relative to its own folder
     * @param out CSV to write, see {@link Recognition#head}
     * @param segmentSeconds length of the segments that queries come in; infinity for all at once
     * @param live whether they are screened like live streams, not searched like uploads
     * @param hours to which decoys fill the index up; 0 for none
     * @param candidates whether the best line of a query without a match is written too
     * @param explain CSV to write about queries that were not found, of sound; null for none
     */
    public record Options(
            boolean video,
            Path references,
            Path referenceList,
            Path queries,
            Path out,
            double segmentSeconds,
            boolean live,
            double hours,
            boolean candidates,
            Path explain) {}

    /**
     * @param progress receives a line now and then
     */
    public Evaluate(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        recognition =
                options.video()
                        ? new PictureRecognition(options.live())
                        : new SoundRecognition(options.segmentSeconds(), options.live());
    }

    /** Runs it all and gives a summary for people. */
    public String run() throws IOException {
        Failure.unlessWritable(options.out());
        if (options.explain() != null) {
            Failure.unlessWritable(options.explain());
        }
        List<Query> queries = Query.read(options.queries());
        Recall score = new Recall();
        Losses losses = new Losses();
        int references = indexReferences();
        List<String> rows = new ArrayList<>();
        rows.add(recognition.head());
        int asked = 0;
        int answered = 0;
        for (Query query : queries) {
            List<QueryAnswer> answers = recognition.answers(folderOfQueries(), query);
            QueryAnswer best = answers.get(0);
            if (best.isMatch() || options.candidates() && !best.isNothing()) {
                answers.forEach(answer -> rows.add(recognition.row(query, answer)));
                answered++;
            }
            if (query.truth() != null) {
                boolean isRepeated = recognition.isRepeated(query.truth(), best);
                score.add(query.truth(), best, isRepeated);
                explain(query, best, isRepeated, losses);
            }
            progress(++asked, queries.size(), "searched", "queries");
        }
        Files.write(options.out(), rows);
        if (options.explain() != null) {
            Files.write(options.explain(), losses.lines());
        }
        return (summary(references, answered, queries.size())
                        + System.lineSeparator()
                        + score.text()
                        + losses.text())
                .strip();
    }

    private void explain(Query query, QueryAnswer best, boolean isRepeated, Losses losses)
            throws IOException {
        if (options.explain() == null
                || query.truth().isNegative()
                || !(recognition instanceof SoundRecognition sound)) {
            return;
        }
        if (isRepeated || query.truth().isFoundBy(best)) {
            losses.found(query);
        } else {
            sound.explain(folderOfQueries(), query, best, losses);
        }
    }

    private Path folderOfQueries() {
        return options.queries().toAbsolutePath().getParent();
    }

    private void progress(int done, int all, String what, String things) {
        if (done % PROGRESS_EVERY == 0) {
            progress.accept(what + " " + done + " of " + all + " " + things);
        }
    }

    /** How many there are. */
    private int indexReferences() throws IOException {
        List<String> names =
                options.referenceList() == null
                        ? PictureRecognition.films(options.references())
                        : references();
        int indexed = 0;
        for (String name : names) {
            recognition.index(options.references().resolve(name), name);
            progress(++indexed, names.size(), "indexed", "references");
        }
        recognition.fill(options.hours(), progress);
        return indexed;
    }

    private List<String> references() throws IOException {
        List<String> listed = new ArrayList<>();
        for (String line : Files.readAllLines(options.referenceList())) {
            if (line.isBlank()) {
                continue;
            }
            String name = line.strip();
            if (!Files.isRegularFile(options.references().resolve(name))) {
                throw new IOException(
                        options.referenceList()
                                + ": expected names of files in "
                                + options.references()
                                + ", got '"
                                + name
                                + "', which is none; correct the list or --references");
            }
            listed.add(name);
        }
        if (listed.isEmpty()) {
            throw new IOException(
                    options.referenceList()
                            + ": expected names of recordings, one a line, got none; name some");
        }
        return listed;
    }

    static String counted(int references) {
        return references + (references == 1 ? " reference" : " references");
    }

    private String summary(int references, int answered, int asked) {
        return String.format(
                Locale.ROOT,
                "%s, %.2f h, %.1f MB; %d of %d queries answered; %s",
                counted(references),
                recognition.hours(),
                recognition.bytes() / 1e6,
                answered,
                asked,
                recognition.cost());
    }
}
