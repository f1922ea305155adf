package dev.vigil.cli.evaluate;

import dev.vigil.edge.FilmWords;
import dev.vigil.edge.PictureSource;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Recognises films by their pictures. */
public final class PictureRecognition implements Recognition {
    /** Endings of what is taken for a film. */
    private static final List<String> FILMS =
            List.of(".mp4", ".mkv", ".webm", ".avi", ".mov", ".m4v", ".ogv", ".mpg", ".ts", ".y4m");

    private static final int PROGRESS_EVERY = 200;
    private static final PictureProfile PICTURES = PictureProfile.CURRENT;

    private final boolean live;
    private final SearchProfile profile = VideoProfile.of(PICTURES);
    private final ReferenceIndex index = profile.index(SearchSettings.DEFAULT);
    private final PictureBench bench = new PictureBench(PICTURES);
    private final CpuClock decoding = new CpuClock();
    private final CpuClock referenceWords = new CpuClock();
    private final CpuClock streamWords = new CpuClock();
    private final CpuClock searching = new CpuClock();
    private final List<long[]> real = new ArrayList<>();
    private final Map<Long, String> names = new HashMap<>();
    private PictureDecoys decoys;
    private int decoysIn;
    private double hours;

    /** The film that was asked about last: the next query is of the same one mostly. */
    private Path decodedFile;

    private List<Picture> decoded = List.of();

    /**
     * @param live whether queries are screened like live streams, not searched like uploads
     */
    public PictureRecognition(boolean live) {
        this.live = live;
    }

    /**
     * Names of the films of a folder, in order; those of folders in it are left out.
     *
     * @throws IOException where there are none
     */
    public static List<String> films(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> films =
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(PictureRecognition::isFilm)
                            .sorted()
                            .toList();
            if (films.isEmpty()) {
                throw new IOException(
                        folder + ": expected films (" + String.join(" ", FILMS) + "), got none");
            }
            return films;
        }
    }

    private static boolean isFilm(String name) {
        return FILMS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    @Override
    public void index(Path file, String name) throws IOException {
        List<Picture> pictures = decode(file, PictureSource.REFERENCE_RATE);
        referenceWords.spend(seconds(pictures), () -> index(name, FilmWords.ofReference(pictures)));
    }

    private List<Picture> decode(Path file, int rate) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        decoding.spend(0, () -> pictures.addAll(FilmWords.pictures(file.toString(), rate)));
        decoding.spend(seconds(pictures), () -> {});
        return pictures;
    }

    private static double seconds(List<Picture> pictures) {
        return pictures.isEmpty()
                ? 0
                : (pictures.get(pictures.size() - 1).frame() + 1.0) / PICTURES.framesPerSecond();
    }

    /**
     * Puts the words of a film into the index.
     *
     * @param words packed, as references have them
     */
    public void index(String name, long[] words) {
        real.add(words);
        add(name, words);
    }

    private void add(String name, long[] words) {
        ReferenceName reference = ReferenceName.of(name, "film");
        names.put(reference.number(), name);
        index.put(reference, words);
        index.maintain();
        hours += profile.hours(profile.toFrame(words));
    }

    @Override
    public void fill(double most, Consumer<String> progress) {
        if (hours >= most) {
            return;
        }
        decoys = decoys == null ? new PictureDecoys(real) : decoys;
        for (; hours < most; decoysIn++) {
            add("decoy " + decoysIn, decoys.get(decoysIn));
            if (decoysIn % PROGRESS_EVERY == 0) {
                progress.accept(String.format(Locale.ROOT, "index of %.1f of %.1f h", hours, most));
            }
        }
    }

    @Override
    public double hours() {
        return hours;
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    /** What a packet is answered by; see {@link ReferenceIndex#ask}. */
    public int ask(Packet packet, boolean upload) {
        return index.ask(packet, upload, hours).map(List::size).orElse(0);
    }

    @Override
    public List<QueryAnswer> answers(Path folder, Query query) throws IOException {
        Path file = folder.resolve(query.path());
        if (!file.equals(decodedFile)) {
            decoded = decode(file, PictureSource.STREAM_RATE);
            decodedFile = file;
        }
        List<Picture> seen = first(decoded, query.lengthSeconds());
        List<Packet> packets = new ArrayList<>();
        streamWords.spend(seconds(seen), () -> packets.addAll(packets(seen, bench)));
        List<QueryAnswer> answers = new ArrayList<>();
        searching.spend(seconds(seen), () -> answers.addAll(answers(packets)));
        return answers;
    }

    /** The pictures of the first seconds. */
    public static List<Picture> first(List<Picture> pictures, double seconds) {
        double frames = seconds * PICTURES.framesPerSecond();
        return pictures.stream().takeWhile(picture -> picture.frame() < frames).toList();
    }

    /** Packets of a stream that has these pictures, at the rate of streams, and ends then. */
    public static List<Packet> packets(List<Picture> pictures, PictureBench bench) {
        List<Packet> packets = new ArrayList<>();
        PictureStream stream = new PictureStream(PICTURES, bench, packets::add);
        pictures.forEach(stream::accept);
        stream.finish();
        return packets;
    }

    /** A stream against the index as it is now. */
    public Session session() {
        return Session.of(profile, index, !live, hours);
    }

    /** Evidence that makes a match now. */
    public double threshold() {
        return SearchSettings.DEFAULT.threshold(profile.thresholds(), !live, hours);
    }

    /** The name that a film was put in by, of its number in matches. */
    public String name(long reference) {
        return names.get(reference);
    }

    /**
     * Asks about a stream, packet by packet.
     *
     * @return as {@link Recognition#answers} does
     */
    public List<QueryAnswer> answers(List<Packet> packets) {
        Session session = session();
        Map<Long, MatchSpan> matches = new LinkedHashMap<>();
        QueryAnswer candidate = QueryAnswer.NOTHING;
        for (Packet packet : packets) {
            Session.Step step = session.hear(packet).orElse(null);
            if (step == null) {
                continue;
            }
            for (AlignTrack track : step.risen()) {
                candidate = candidate.orBetter(candidate(track));
            }
            step.changes().forEach(span -> matches.put(span.line(), span));
        }
        return matches.isEmpty()
                ? List.of(candidate)
                : matches.values().stream()
                        .map(this::match)
                        .sorted(Comparator.comparingDouble(QueryAnswer::score).reversed())
                        .toList();
    }

    private QueryAnswer candidate(AlignTrack track) {
        double seconds = profile.millis(track.offsetFrames()) / 1000;
        return new QueryAnswer(
                name(track.reference()), seconds, track.evidence(), -1, still(track.picture()));
    }

    private QueryAnswer match(MatchSpan span) {
        double offset = (span.refStartMs() - span.tempo() * span.queryStartMs()) / 1000;
        return new QueryAnswer(
                name(span.reference()),
                offset,
                span.evidence(),
                span.openedMs() / 1000.0,
                still(span.picture()));
    }

    private static boolean still(PictureMatch picture) {
        return picture != null && picture.still();
    }

    @Override
    public String head() {
        return "query,length_s,matched_ref,ref_offset_s,score,action,opened_s";
    }

    @Override
    public String row(Query query, QueryAnswer answer) {
        String length =
                Double.isInfinite(query.lengthSeconds())
                        ? ""
                        : Double.toString(query.lengthSeconds());
        String opened =
                answer.isMatch() ? String.format(Locale.ROOT, "%.3f", answer.openedSeconds()) : "";
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.3f,%.2f,%s,%s",
                query.path(),
                length,
                answer.reference(),
                answer.offsetSeconds(),
                answer.score(),
                action(answer),
                opened);
    }

    /** The most that pictures alone may come to. */
    private static String action(QueryAnswer answer) {
        return !answer.isMatch() ? "ALLOW" : answer.still() ? "REVIEW" : "BLOCK";
    }

    @Override
    public String cost() {
        return String.format(
                Locale.ROOT,
                "ms a second of film: decoding %.1f, words of a reference %.2f, of a stream %.2f,"
                        + " search %.2f",
                decoding.millis(),
                referenceWords.millis(),
                streamWords.millis(),
                searching.millis());
    }
}
