package dev.vigil.bench.video;

import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.report.Runs;
import dev.vigil.cli.evaluate.PictureDecoys;
import dev.vigil.cli.evaluate.PictureRecognition;
import dev.vigil.cli.evaluate.Query;
import dev.vigil.cli.evaluate.QueryAnswer;
import dev.vigil.cli.evaluate.Recall;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An index of films that grows with decoys: what it costs to build and to ask, what it finds. */
final class FilmMatching {
    private static final double GOAL_SCREEN_MS = 0.4;
    private static final double GOAL_THOROUGH_MS = 7;
    private static final double GOAL_MEGABYTES = 5;
    private static final double GOAL_FALSE_PERCENT = 0.5;

    /** Goals of search are for as many hours; an index that was grown ends a little above. */
    private static final double GOAL_HOURS = 102;

    /** In a smaller one fixed parts count too much. */
    private static final double LARGE_HOURS = 0.9;

    /** Of a live stream, a packet of this number is screened, one of the other searched. */
    private static final long SCREENED = 3;

    private static final long SEARCHED = 5;
    private static final double PACKET_SECONDS = 2;
    private static final double WINDOW_SECONDS = 8;

    /** Clips that costs are measured with at most. */
    private static final int MOST_CLIPS = 12;

    private final FilmCorpus corpus;
    private final Costs costs;
    private final Consumer<String> progress;
    private final PictureRecognition index = new PictureRecognition(false);
    private final List<List<Packet>> unrelated;
    private final List<List<Packet>> decoys;

    /** So that the virtual machine can't leave the work out. */
    private long lines;

    /** Figures of an index of one size, and what it found. */
    record Measured(double hours, List<Figure> figures, Recall recall) {}

    /**
     * @param decoyWindows of 10 s, that are searched for in vain
     */
    FilmMatching(FilmCorpus corpus, int decoyWindows, Costs costs, Consumer<String> progress) {
        this.corpus = corpus;
        this.costs = costs;
        this.progress = progress;
        List<FilmCorpus.Clip> all = corpus.unrelated();
        int step = Math.max(1, all.size() / MOST_CLIPS);
        unrelated = new ArrayList<>();
        for (int i = 0; i < all.size(); i += step) {
            unrelated.add(all.get(i).longest());
        }
        decoys = DecoyWindows.of(new PictureDecoys(corpus.words()), decoyWindows);
    }

    /** Grows the index to some hours and asks it; sizes are to be asked for in order. */
    Measured measure(double hours) throws IOException {
        double before = index.hours();
        double built = Runs.cpuOf(() -> grow(hours));
        String size = ", " + Row.number(index.hours()) + " h";
        List<Figure> figures = new ArrayList<>();
        if (index.hours() > before) {
            figures.add(
                    Figure.of(
                            "index build" + size,
                            "ms per hour",
                            1_000 * built / (index.hours() - before)));
        }
        progress.accept("asking about unrelated clips" + size);
        figures.add(within(cost("screen" + size, SCREENED, 1), GOAL_SCREEN_MS));
        figures.add(within(cost("thorough search" + size, SEARCHED, 4), GOAL_THOROUGH_MS));
        figures.add(session("a live stream, screened and searched" + size, false));
        figures.add(session("an upload" + size, true));
        figures.add(falseOfDecoys(size));
        // What was put in last counts once it was asked.
        figures.add(megabytes(size));
        Recall recall = recall();
        figures.add(
                Figure.of(
                        "unrelated clips that are answered" + size,
                        "% of " + recall.negatives(),
                        100.0 * recall.falsePositives() / Math.max(1, recall.negatives())));
        figures.add(
                Figure.of("clips answered with another film" + size, "", recall.wrongReferences()));
        return new Measured(index.hours(), figures, recall);
    }

    private void grow(double hours) {
        if (index.hours() == 0) {
            for (int i = 0; i < corpus.films().size(); i++) {
                index.index(corpus.films().get(i), corpus.words().get(i));
            }
        }
        index.fill(hours, progress);
    }

    private Figure megabytes(String size) {
        Figure bytes =
                Figure.of("index size" + size, "MB per hour", index.bytes() / 1e6 / index.hours());
        return index.hours() >= LARGE_HOURS ? bytes.atMost(GOAL_MEGABYTES) : bytes;
    }

    private Figure within(Figure figure, double goal) {
        return index.hours() <= GOAL_HOURS ? figure.atMost(goal) : figure;
    }

    /**
     * A packet in so many, asked under a number that says how.
     *
     * @param every a packet that is screened is for its 2 s, one that is searched for its 8 s
     */
    private Figure cost(String name, long number, int every) throws IOException {
        List<Packet> asked = new ArrayList<>();
        for (List<Packet> stream : unrelated) {
            for (Packet packet : stream) {
                if (!packet.last() && packet.sequence() % every == every - 1) {
                    asked.add(numbered(packet, number));
                }
            }
        }
        double seconds = asked.size() * (every == 1 ? PACKET_SECONDS : WINDOW_SECONDS);
        Runs runs = costs.of(() -> asked.forEach(packet -> lines += index.ask(packet, false)));
        return Figure.of(name, "ms per video-second", runs.map(cpu -> 1_000 * cpu / seconds));
    }

    private static Packet numbered(Packet packet, long number) {
        return new Packet(
                packet.profile(),
                number,
                packet.fromFrame(),
                packet.toFrame(),
                packet.peaks(),
                packet.loud(),
                false,
                packet.windows());
    }

    private Figure session(String name, boolean upload) throws IOException {
        double seconds = unrelated.stream().mapToDouble(List::size).sum() * PACKET_SECONDS;
        Runs runs =
                costs.of(
                        () -> {
                            for (List<Packet> stream : unrelated) {
                                stream.forEach(packet -> lines += index.ask(packet, upload));
                            }
                        });
        return Figure.of(name, "ms per video-second", runs.map(cpu -> 1_000 * cpu / seconds));
    }

    private Figure falseOfDecoys(String size) {
        long matches =
                decoys.stream().filter(window -> index.answers(window).get(0).isMatch()).count();
        return Figure.of(
                        "decoys of 10 s that match" + size,
                        "% of " + decoys.size(),
                        100.0 * matches / Math.max(1, decoys.size()))
                .atMost(GOAL_FALSE_PERCENT);
    }

    private Recall recall() {
        Recall recall = new Recall();
        int done = 0;
        for (FilmCorpus.Clip clip : corpus.clips()) {
            for (int i = 0; i < clip.queries().size(); i++) {
                Query query = clip.queries().get(i);
                QueryAnswer best = index.answers(clip.packets().get(i)).get(0);
                recall.add(query.truth(), best);
            }
            if (++done % 50 == 0) {
                progress.accept("searched " + done + " of " + corpus.clips().size() + " clips");
            }
        }
        return recall;
    }
}
