package dev.vigil.bench.audio;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Profile;
import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Runs;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.cli.evaluate.Session;
import dev.vigil.edge.PcmSource;
import dev.vigil.match.Index;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Searcher;
import dev.vigil.match.Tiers;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What it costs to ask an index about sound that is not in it, live and as uploads. */
final class Matching {
    /** Goals in ms of one core per audio-second, for indexes of up to that many hours. */
    private static final double[] HOURS = {10, 100, 1_000};

    private static final double[] LIVE_MS = {0.3, 0.5, 2.0};
    private static final double[] UPLOAD_MS = {2.0, 4.0};

    private static final double GOAL_MEGABYTES = 5;

    /** In a smaller one the directory is most of it. */
    private static final double LARGE_HOURS = 9;

    private final Profile profile = Profile.CURRENT;
    private final Tiers tiers = Tiers.DEFAULT;
    private final List<List<Packet>> uploads = new ArrayList<>();

    /** One after the other in one stream: a live stream is long. */
    private final List<List<Packet>> live;

    private final double seconds;

    /** So that the virtual machine can't leave the work out. */
    private long lines;

    Matching(Corpus corpus) {
        seconds = corpus.unrelatedSeconds();
        corpus.unrelated().forEach(pcm -> uploads.add(packets(List.of(pcm))));
        live = List.of(packets(corpus.unrelated()));
    }

    private List<Packet> packets(List<short[]> sound) {
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(profile, packets::add);
        sound.forEach(pcm -> ear.hear(pcm, PcmSource.RATE_HZ, 1));
        ear.finish();
        return packets;
    }

    private List<List<Packet>> sessions(boolean upload) {
        return upload ? uploads : live;
    }

    /** Both tiers; {@code how} names the state of the index. */
    List<Figure> measure(Index index, String how) throws IOException {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("parts of the index, " + how, "", index.parts()));
        figures.add(size(index, how));
        measure(index, false, how, figures);
        measure(index, true, how, figures);
        return figures;
    }

    private static Figure size(Index index, String how) {
        Figure size =
                Figure.of("index size, " + how, "MB per hour", index.bytes() / 1e6 / index.hours());
        return index.hours() >= LARGE_HOURS ? size.atMost(GOAL_MEGABYTES) : size;
    }

    private void measure(Index index, boolean upload, String how, List<Figure> figures)
            throws IOException {
        String tier = (upload ? "upload, " : "live, ") + how;
        Searcher searcher = new Searcher(index);
        double threshold = threshold(index, upload);
        Runs runs = Runs.cpuSeconds(() -> ask(searcher, upload, threshold));
        Figure cost =
                Figure.of("match, " + tier, "ms per audio-s", runs.map(s -> 1_000 * s / seconds));
        figures.add(judged(cost, index.hours(), upload ? UPLOAD_MS : LIVE_MS));
        Searcher.Spent before = searcher.spent();
        ask(searcher, upload, threshold);
        Searcher.Spent after = searcher.spent();
        long searches = after.searches() - before.searches();
        long packets = live.get(0).size();
        figures.add(each("look-ups, " + tier, after.lookUps() - before.lookUps()));
        figures.add(each("hits, " + tier, after.hits() - before.hits()));
        figures.add(each("pairs, " + tier, after.pairs() - before.pairs()));
        figures.add(each("lines verified, " + tier, after.verified() - before.verified()));
        if (!upload) {
            figures.add(
                    Figure.of(
                            "packets searched thoroughly, " + tier,
                            "%",
                            100.0 * searches / packets));
        }
        Figure matches =
                Figure.of("matches of this unrelated sound, " + tier, "", matches(index, upload));
        figures.add(upload ? matches : matches.atMost(0));
    }

    private Figure each(String name, long count) {
        return Figure.of(name, "per audio-s", count / seconds);
    }

    private static Figure judged(Figure figure, double hours, double[] goals) {
        for (int i = 0; i < goals.length; i++) {
            // An index that was grown ends a little above the hours that were asked for.
            if (hours <= 1.02 * HOURS[i]) {
                return figure.atMost(goals[i]);
            }
        }
        return figure;
    }

    private double threshold(Index index, boolean upload) {
        return SearchSettings.DEFAULT.threshold(profile.id(), upload, index.hours());
    }

    private void ask(Searcher searcher, boolean upload, double threshold) {
        for (List<Packet> session : sessions(upload)) {
            for (Packet packet : session) {
                if (tiers.plan(packet, upload) != Tiers.Plan.SKIP) {
                    lines += tiers.ask(searcher, packet, upload, threshold).size();
                }
            }
        }
    }

    private int matches(Index index, boolean upload) {
        Searcher searcher = new Searcher(index);
        double threshold = threshold(index, upload);
        int opened = 0;
        for (List<Packet> packets : sessions(upload)) {
            Session session = new Session(searcher, tiers, upload, threshold);
            for (Packet packet : packets) {
                opened += session.hear(packet).map(Matching::opened).orElse(0);
            }
        }
        return opened;
    }

    private static int opened(Session.Step step) {
        return (int)
                step.changes().stream()
                        .filter(change -> change.phase() == MatchSpan.OPENED)
                        .count();
    }
}
