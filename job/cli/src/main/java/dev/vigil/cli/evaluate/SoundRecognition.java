package dev.vigil.cli.evaluate;

import dev.vigil.audio.Profile;
import dev.vigil.match.Explanation;
import dev.vigil.match.Index;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.match.TruePlace;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Recognises 16-bit WAV recordings by their peaks. */
final class SoundRecognition implements Recognition {
    private static final String DECOY = "a decoy";

    private final double segmentSeconds;
    private final boolean live;
    private final Profile profile = Profile.CURRENT;
    private final CpuClock extracting = new CpuClock();
    private final CpuClock searching = new CpuClock();
    private final EvaluationFingerprints fingerprints =
            new EvaluationFingerprints(profile, extracting);
    private final Index index = new Index(profile);
    private final List<long[]> real = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    /**
     * @param segmentSeconds length of the segments that queries come in; infinity for all at once
     * @param live whether they are screened like live streams, not searched like uploads
     */
    SoundRecognition(double segmentSeconds, boolean live) {
        this.segmentSeconds = segmentSeconds;
        this.live = live;
    }

    @Override
    public void index(Path file, String name) throws IOException {
        long[] peaks = fingerprints.peaks(Wav.read(file));
        real.add(peaks);
        index.add(peaks);
        names.add(name);
        files.add(file);
    }

    @Override
    public void fill(double hours, Consumer<String> progress) {
        index.compact();
        if (index.hours() < hours) {
            new Decoys(real, profile).fill(index, hours, progress);
        }
    }

    @Override
    public double hours() {
        return index.hours();
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    @Override
    public List<QueryAnswer> answers(Path folder, Query query) throws IOException {
        Wav wav = Wav.read(folder.resolve(query.path()));
        List<Packet> packets = fingerprints.packets(wav, segmentSeconds);
        Session session = new Session(new Searcher(index), Tiers.DEFAULT, !live, threshold());
        List<QueryAnswer> answers = new ArrayList<>();
        searching.spend(wav.seconds(), () -> answers.add(best(packets, session)));
        return answers;
    }

    @Override
    public boolean isRepeated(Query.Truth truth, QueryAnswer answer) throws IOException {
        if (!truth.isNamedBy(answer) || truth.isFoundBy(answer)) {
            return false;
        }
        Path file = files.get(names.indexOf(truth.reference()));
        return new RepeatedPlaces(Wav.read(file))
                .isRepeated(
                        truth.offsetsSeconds().get(0),
                        truth.lengthSeconds() * truth.tempo(),
                        answer.offsetSeconds());
    }

    /** Asks a query again that was not found, and adds where it was lost. */
    void explain(Path folder, Query query, QueryAnswer answer, Losses losses) throws IOException {
        double threshold = threshold();
        TruePlace place = place(query.truth());
        Searcher searcher = new Searcher(index);
        Session session = new Session(searcher, Tiers.DEFAULT, !live, threshold);
        Explanation best = null;
        for (Packet packet :
                fingerprints.packets(Wav.read(folder.resolve(query.path())), segmentSeconds)) {
            Explanation one =
                    session.hear(packet)
                            .flatMap(step -> searcher.explain(place, step.lines()))
                            .orElse(null);
            boolean better = best == null || one != null && one.most() > best.most();
            best = better ? one : best;
        }
        losses.missed(query, answer, best, threshold);
    }

    private TruePlace place(Query.Truth truth) throws IOException {
        int reference = names.indexOf(truth.reference());
        if (reference < 0) {
            throw new IOException(
                    "queries: expected names of the reference list in column 'true_ref', got '"
                            + truth.reference()
                            + "'; add it to the list or leave out --explain");
        }
        double frames = truth.offsetsSeconds().get(0) * profile.framesPerSecond();
        return new TruePlace(reference, frames, truth.tempo());
    }

    private double threshold() {
        return SearchSettings.DEFAULT.threshold(profile.id(), !live, index.hours());
    }

    private QueryAnswer best(List<Packet> packets, Session session) {
        QueryAnswer best = QueryAnswer.NOTHING;
        for (Packet packet : packets) {
            Session.Step step = session.hear(packet).orElse(null);
            if (step == null) {
                continue;
            }
            for (Line line : step.lines()) {
                best = best.orBetter(candidate(line));
            }
            for (MatchSpan span : step.changes()) {
                best = best.orBetter(match(span));
            }
        }
        return best;
    }

    private QueryAnswer candidate(Line line) {
        double seconds = line.offsetFrames() / profile.framesPerSecond();
        return new QueryAnswer(name(line.reference()), seconds, line.evidence(), -1, false);
    }

    private QueryAnswer match(MatchSpan span) {
        double offset = (span.refStartMs() - span.tempo() * span.queryStartMs()) / 1000;
        return new QueryAnswer(
                name(span.reference()), offset, span.evidence(), span.openedMs() / 1000.0, false);
    }

    private String name(long reference) {
        return reference < names.size() ? names.get((int) reference) : DECOY;
    }

    @Override
    public String head() {
        return "query,matched_ref,ref_offset_s,score,opened_s";
    }

    /** New columns go to the end: scores are read by name and place. */
    @Override
    public String row(Query query, QueryAnswer answer) {
        String opened =
                answer.isMatch() ? String.format(Locale.ROOT, "%.3f", answer.openedSeconds()) : "";
        return String.format(
                Locale.ROOT,
                "%s,%s,%.3f,%.2f,%s",
                query.path(),
                answer.reference(),
                answer.offsetSeconds(),
                answer.score(),
                opened);
    }

    @Override
    public String cost() {
        return String.format(
                Locale.ROOT,
                "extraction %.0f x real time, search %.2f ms a second of audio",
                extracting.speed(),
                searching.millis());
    }
}
