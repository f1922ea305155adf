package dev.vigil.edge;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes one source after the other from its location to Kafka. */
final class Ingest {
    private final Push push;
    private final IngestKind as;
    private final TrackOptions trackOptions;
    private final SessionOptions sessionOptions;
    private final WorkOptions workOptions;
    private final Clock clock;
    private final Supplier<SessionPush.Pace> realtime;
    private final BooleanSupplier stopped;
    private final BiFunction<String, OptionalLong, Progress> progress;

    Ingest(
            Push push,
            IngestKind as,
            TrackOptions trackOptions,
            SessionOptions sessionOptions,
            WorkOptions workOptions,
            Clock clock,
            Supplier<SessionPush.Pace> realtime,
            BooleanSupplier stopped,
            BiFunction<String, OptionalLong, Progress> progress) {
        this.push = push;
        this.as = as;
        this.trackOptions = trackOptions;
        this.sessionOptions = sessionOptions;
        this.workOptions = workOptions;
        this.clock = clock;
        this.realtime = realtime;
        this.stopped = stopped;
        this.progress = progress;
    }

    /**
     * What was pushed.
     *
     * @param line for people
     * @param session null for a work
     */
    record Pushed(String line, SessionStarted session) {}

    /**
     * Ingests a source to its end.
     *
     * @return what was pushed, and under which name
     * @throws IllegalArgumentException for options that the jobs would refuse
     */
    Pushed one(Source source) throws IOException, InterruptedException {
        int rate = as == IngestKind.WORK ? PictureSource.REFERENCE_RATE : PictureSource.STREAM_RATE;
        try (Tracks tracks = Tracks.open(source.location(), trackOptions.wanted(), rate);
                Progress shown = progress.apply(source.title(), tracks.durationMs())) {
            Pushed pushed =
                    as == IngestKind.WORK
                            ? new Pushed(work(source, tracks, shown), null)
                            : session(source, tracks, shown);
            return new Pushed(
                    source.location() + ": " + pushed.line() + leftOut(tracks), pushed.session());
        }
    }

    private static String leftOut(Tracks tracks) {
        return (tracks.damagedPackets() == 0
                        ? ""
                        : "; " + tracks.damagedPackets() + " damaged packets were left out")
                + (tracks.jumps() == 0
                        ? ""
                        : "; its clock jumped " + tracks.jumps() + " times, which was left out");
    }

    private String work(Source source, Tracks tracks, Progress shown) throws IOException {
        ReferencePush references =
                new ReferencePush(
                        push, Profile.CURRENT, workOptions.causedBy(), trackOptions.words);
        List<ReferenceManifest> manifests =
                references.push(
                        workOptions.name(source),
                        tracks.sound().orElse(null),
                        tracks.pictures().orElse(null),
                        clock.millis(),
                        shown);
        ReferenceManifest first = manifests.get(0);
        return String.format(
                Locale.ROOT,
                "%.1f s, %s, as work %s, reference%s %s, version %d",
                manifests.stream().mapToLong(ReferenceManifest::durationMs).max().orElse(0)
                        / 1_000.0,
                joined(manifests, Ingest::amount),
                first.workId(),
                manifests.size() == 1 ? "" : "s",
                joined(manifests, ReferenceManifest::referenceId),
                first.version());
    }

    private static String joined(
            List<ReferenceManifest> manifests, Function<ReferenceManifest, String> each) {
        return manifests.stream().map(each).collect(Collectors.joining(" and "));
    }

    private static String amount(ReferenceManifest manifest) {
        return manifest.peaks()
                + (RecordingId.isOfPictures(manifest.referenceId())
                        ? " words of pictures"
                        : " peaks");
    }

    private Pushed session(Source source, Tracks tracks, Progress shown)
            throws IOException, InterruptedException {
        SessionStarted started =
                sessionOptions.started(
                        source, as, workOptions, tracks.durationMs(), clock.millis());
        SessionPush.Pace pace =
                sessionOptions.paced(source, as) ? realtime.get() : SessionPush.Pace.NONE;
        SessionEnded ended =
                new SessionPush(push, pace, stopped, trackOptions.peaks, trackOptions.words)
                        .push(
                                started,
                                tracks.sound().orElse(null),
                                tracks.pictures().orElse(null),
                                shown);
        String line =
                String.format(
                        Locale.ROOT,
                        "%.1f s, %d segment%s of %s, as %s %s",
                        tracks.positionMs() / 1_000.0,
                        ended.segments(),
                        ended.segments() == 1 ? "" : "s",
                        forms(tracks),
                        as,
                        ended.sessionId());
        return new Pushed(line, started);
    }

    private String forms(Tracks tracks) {
        String sound = trackOptions.peaks ? "peaks" : "sound";
        String pictures = trackOptions.words ? "words" : "pictures";
        if (tracks.pictures().isEmpty()) {
            return sound;
        }
        return tracks.sound().isEmpty() ? pictures : sound + " and " + pictures;
    }
}
