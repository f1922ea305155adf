package dev.vigil.edge;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.Modality;
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
     * @param session that was opened; null for a work
     * @param ended how it was closed; null for a work
     */
    record Pushed(String line, SessionStarted session, SessionEnded ended) {
        Pushed(String line) {
            this(line, null, null);
        }

        Pushed named(String whole) {
            return new Pushed(whole, session, ended);
        }
    }

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
                            ? new Pushed(work(source, tracks, shown))
                            : session(source, tracks, shown);
            return pushed.named(source.location() + ": " + pushed.line() + leftOut(tracks));
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
                "%.1f s, %s, as work %s, reference%s %s, version %d%s",
                manifests.stream().mapToLong(ReferenceManifest::durationMs).max().orElse(0)
                        / 1_000.0,
                joined(manifests, Ingest::amount),
                first.workId(),
                manifests.size() == 1 ? "" : "s",
                joined(manifests, ReferenceManifest::referenceId),
                first.version(),
                notReplaced(workOptions.name(source), tracks, manifests));
    }

    /** A version replaces an earlier one of the same track: sound may be registered again alone. */
    private String notReplaced(
            ReferencePush.Name name, Tracks tracks, List<ReferenceManifest> manifests) {
        boolean isOneTrack = tracks.sound().isEmpty() || tracks.pictures().isEmpty();
        boolean isLeftOut = trackOptions.wanted().size() == 1 || !isOneTrack;
        if (name.version() == 1 || manifests.size() > 1 || !isLeftOut) {
            return "";
        }
        boolean pictures = isOfPictures(manifests.get(0));
        return String.format(
                Locale.ROOT,
                "; reference %s of an earlier version, if there is one, stays in force: push it too,"
                        + " or stop it with vigil reference review %s --reference %s --modality %s"
                        + " --outcome QUARANTINED",
                pictures ? name.referenceId() : RecordingId.pictures(name.referenceId()),
                name.workId(),
                name.referenceId(),
                pictures ? Modality.AUDIO : Modality.VIDEO);
    }

    private static boolean isOfPictures(ReferenceManifest manifest) {
        return FingerprintProfile.isOfPictures(manifest.profile());
    }

    private static String joined(
            List<ReferenceManifest> manifests, Function<ReferenceManifest, String> each) {
        return manifests.stream().map(each).collect(Collectors.joining(" and "));
    }

    private static String amount(ReferenceManifest manifest) {
        return manifest.peaks() + (isOfPictures(manifest) ? " words of pictures" : " peaks");
    }

    private Pushed session(Source source, Tracks tracks, Progress shown)
            throws IOException, InterruptedException {
        SessionStarted started =
                sessionOptions.started(
                        source, as, workOptions, tracks.durationMs(), clock.millis());
        SessionPush.Pace pace =
                sessionOptions.paced(source, as) ? realtime.get() : SessionPush.Pace.NONE;
        SessionEnded ended =
                new SessionPush(
                                push,
                                pace,
                                stopped,
                                trackOptions.peaks,
                                trackOptions.words,
                                sessionOptions.running(source, as, tracks.durationMs())
                                        ? clock::millis
                                        : null)
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
        return new Pushed(line, started, ended);
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
