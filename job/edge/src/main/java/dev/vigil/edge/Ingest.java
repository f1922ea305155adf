package dev.vigil.edge;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.reference.ReferenceManifest;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Takes one source after the other from its location to Kafka. */
final class Ingest {
    private final Push push;
    private final IngestKind as;
    private final SessionOptions sessionOptions;
    private final WorkOptions workOptions;
    private final Clock clock;
    private final Supplier<SessionPush.Pace> realtime;
    private final BooleanSupplier stopped;
    private final BiFunction<String, OptionalLong, Progress> progress;

    Ingest(
            Push push,
            IngestKind as,
            SessionOptions sessionOptions,
            WorkOptions workOptions,
            Clock clock,
            Supplier<SessionPush.Pace> realtime,
            BooleanSupplier stopped,
            BiFunction<String, OptionalLong, Progress> progress) {
        this.push = push;
        this.as = as;
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
        try (Decoder decoder = Decoder.open(source.location());
                Progress shown = progress.apply(source.title(), decoder.durationMs())) {
            Pushed pushed =
                    as == IngestKind.WORK
                            ? new Pushed(work(source, decoder, shown), null)
                            : session(source, decoder, shown);
            long damaged = decoder.damagedPackets();
            return new Pushed(
                    source.location()
                            + ": "
                            + pushed.line()
                            + (damaged == 0
                                    ? ""
                                    : "; " + damaged + " damaged packets were left out"),
                    pushed.session());
        }
    }

    private String work(Source source, PcmSource sound, Progress shown) throws IOException {
        ReferencePush references = new ReferencePush(push, Profile.CURRENT, workOptions.causedBy());
        ReferenceManifest manifest =
                references.push(workOptions.name(source), sound, clock.millis(), shown);
        return String.format(
                Locale.ROOT,
                "%.1f s, %d peaks, as work %s, reference %s, version %d",
                manifest.durationMs() / 1_000.0,
                manifest.peaks(),
                manifest.workId(),
                manifest.referenceId(),
                manifest.version());
    }

    private Pushed session(Source source, Decoder decoder, Progress shown)
            throws IOException, InterruptedException {
        SessionStarted started =
                sessionOptions.started(
                        source, as, workOptions, decoder.durationMs(), clock.millis());
        SessionPush.Pace pace =
                sessionOptions.paced(source, as) ? realtime.get() : SessionPush.Pace.NONE;
        SessionEnded ended =
                new SessionPush(push, pace, stopped, sessionOptions.peaks)
                        .push(started, decoder, shown);
        String line =
                String.format(
                        Locale.ROOT,
                        "%.1f s, %d segments%s, as %s %s",
                        decoder.positionMs() / 1_000.0,
                        ended.segments(),
                        sessionOptions.peaks ? " of peaks" : "",
                        as,
                        ended.sessionId());
        return new Pushed(line, started);
    }
}
