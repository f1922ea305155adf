package dev.vigil.bench.media;

import dev.vigil.audio.Profile;
import dev.vigil.bench.load.LiveSession;
import dev.vigil.bench.load.Pace;
import dev.vigil.bench.load.Sender;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.wire.SegmentCodec;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Live sessions that stream composed works in real time, each its work from the beginning. */
final class Streams extends Sender {
    private static final int SEGMENT_S = 2;
    private static final long SEGMENT_MS = SEGMENT_S * Pace.SECOND_MS;
    private static final int SAMPLES = SEGMENT_S * PcmSource.RATE_HZ;

    private final String bootstrap;
    private final int sessions;
    private final List<short[]> works = new ArrayList<>();

    /**
     * @param works that the sessions share; session s streams work s mod works
     */
    Streams(String bootstrap, int sessions, int works, int seconds) {
        super("live streams");
        this.bootstrap = bootstrap;
        this.sessions = sessions;
        for (int work = 0; work < works; work++) {
            Sound sound = Composer.compose(1_000 + work, seconds, PcmSource.RATE_HZ);
            this.works.add(sound.pcm());
        }
    }

    static String workId(int work) {
        return "bench-work-" + work;
    }

    static String sessionId(int session) {
        return "bench-session-" + session;
    }

    /** The sessions that stream a work. */
    List<String> of(int work) {
        List<String> ids = new ArrayList<>();
        for (int session = work; session < sessions; session += works.size()) {
            ids.add(sessionId(session));
        }
        return ids;
    }

    /** Fingerprints of the works go where the job reads them. */
    void register() throws Exception {
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.REFERENCES)) {
            ReferencePush references = new ReferencePush(push, Profile.CURRENT);
            for (int work = 0; work < works.size(); work++) {
                references.push(
                        new ReferencePush.Name(workId(work), "master", 1, workId(work)),
                        PcmSource.of(works.get(work)),
                        System.currentTimeMillis(),
                        Progress.none());
            }
        }
    }

    /** Sessions are spread over the two seconds of a segment, as encoders are. */
    @Override
    protected void send() throws IOException, InterruptedException {
        long startMs = System.currentTimeMillis() + SEGMENT_MS;
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.MEDIA_LIVE)) {
            for (int session = 0; session < sessions; session++) {
                new LiveSession(push, sessionId(session)).begin(startMs);
            }
            for (int number = 0; !ends(); number++) {
                for (int session = 0; session < sessions && !ends(); session++) {
                    long capturedMs = startMs + number * SEGMENT_MS + offsetMs(session);
                    awaitMoment(capturedMs + SEGMENT_MS);
                    segment(push, session, number, capturedMs);
                }
            }
        }
    }

    private long offsetMs(int session) {
        return SEGMENT_MS * session / sessions;
    }

    private void segment(Push push, int session, int number, long capturedMs) throws IOException {
        short[] work = works.get(session % works.size());
        int from = (int) ((long) number * SAMPLES % (work.length - SAMPLES + 1));
        Segment segment =
                new Segment(
                        sessionId(session),
                        number,
                        capturedMs,
                        PcmSource.RATE_HZ,
                        1,
                        Arrays.copyOfRange(work, from, from + SAMPLES));
        push.send(
                Topic.MEDIA_LIVE,
                segment.sessionId(),
                SegmentCodec.envelope(segment, "/vigil/bench"),
                SegmentCodec.payload(segment));
    }
}
