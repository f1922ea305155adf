package dev.vigil.cli.evaluate;

import dev.vigil.audio.Profile;
import dev.vigil.cli.text.Failure;
import dev.vigil.match.Index;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Indexes a list of recordings, asks about a list of queries, writes one row for each answer. */
public final class Evaluate {
    private static final String DECOY = "a decoy";
    private static final int TOLD_EVERY = 50;

    private final Options options;
    private final Consumer<String> progress;
    private final Profile profile = Profile.CURRENT;
    private final CpuClock clock = new CpuClock();
    private final EvaluationFingerprints hearing = new EvaluationFingerprints(profile, clock);
    private final Index index = new Index(profile);
    private final List<String> names = new ArrayList<>();

    /**
     * What to evaluate.
     *
     * @param references folder of the recordings
     * @param referenceList file with the names of those to index, one a line
     * @param queries CSV whose column {@code path} is relative to its own folder
     * @param out CSV to write, see {@link QueryAnswer#HEAD}
     * @param segmentSeconds length of the segments that queries come in; infinity for all at once
     * @param live whether they are screened like live streams, not searched like uploads
     * @param hours to which decoys fill the index up; 0 for none
     * @param candidates whether the best line of a query without a match is written too
     */
    public record Options(
            Path references,
            Path referenceList,
            Path queries,
            Path out,
            double segmentSeconds,
            boolean live,
            double hours,
            boolean candidates) {}

    /**
     * @param progress receives a line now and then
     */
    public Evaluate(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Runs it all and gives a summary for people. */
    public String run() throws IOException {
        Failure.unlessWritable(options.out());
        List<Query> queries = Query.read(options.queries());
        Recall score = new Recall();
        indexReferences(references());
        List<String> rows = new ArrayList<>();
        rows.add(QueryAnswer.HEAD);
        int heard = 0;
        int answered = 0;
        for (Query query : queries) {
            QueryAnswer answer = answer(Wav.read(options.queries().resolveSibling(query.path())));
            if (answer.isMatch() || options.candidates() && answer.reference() >= 0) {
                rows.add(answer.row(query.path(), name(answer.reference())));
                answered++;
            }
            if (query.truth() != null) {
                score.add(query.truth(), answer, name(answer.reference()));
            }
            tell(++heard, queries.size(), "searched", "queries");
        }
        Files.write(options.out(), rows);
        return (summary(answered, queries.size()) + System.lineSeparator() + score.text()).strip();
    }

    private void tell(int done, int all, String what, String things) {
        if (done % TOLD_EVERY == 0) {
            progress.accept(what + " " + done + " of " + all + " " + things);
        }
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

    private void indexReferences(List<String> listed) throws IOException {
        List<long[]> real = new ArrayList<>();
        for (String name : listed) {
            real.add(hearing.peaks(Wav.read(options.references().resolve(name))));
            index.add(real.get(real.size() - 1));
            names.add(name);
            tell(names.size(), listed.size(), "indexed", "references");
        }
        index.compact();
        if (index.hours() < options.hours()) {
            new Decoys(real, profile).fill(index, options.hours(), progress);
        }
    }

    /** Empty for {@link QueryAnswer#NOTHING}. */
    private String name(int reference) {
        if (reference < 0) {
            return "";
        }
        return reference < names.size() ? names.get(reference) : DECOY;
    }

    private QueryAnswer answer(Wav wav) {
        List<Packet> packets = hearing.packets(wav, options.segmentSeconds());
        double threshold =
                SearchSettings.DEFAULT.threshold(profile.id(), !options.live(), index.hours());
        Session session =
                new Session(new Searcher(index), Tiers.DEFAULT, !options.live(), threshold);
        QueryAnswer[] answer = {QueryAnswer.NOTHING};
        clock.searching(wav.seconds(), () -> answer[0] = QueryAnswer.of(packets, session, profile));
        return answer[0];
    }

    private String summary(int answered, int asked) {
        return String.format(
                Locale.ROOT,
                "%d references, %.2f h, %.1f MB; %d of %d queries answered; extraction %.0f x real time,"
                        + " search %.2f ms a second of audio",
                names.size(),
                index.hours(),
                index.bytes() / 1e6,
                answered,
                asked,
                clock.extractionSpeed(),
                clock.searchMillis());
    }
}
