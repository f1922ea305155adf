package dev.vigil.bench.years;

import dev.vigil.edge.PcmSource;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A stream as sound, for a while every few hours; nothing is sent in between. */
final class SoundStream implements Scenario {
    private static final String SESSION = "sound";
    private static final long SEGMENT_MS = 2_000;
    private static final int SAMPLES = 2 * PcmSource.RATE_HZ;

    private final short[] pcm;
    private final int segments;
    private final long everyMs;
    private long seq;
    private Judged judged;
    private long lastMs;

    /**
     * @param segments of sound, each of two seconds, whenever {@code everyMs} has passed
     */
    SoundStream(short[] pcm, int segments, long everyMs) {
        this.pcm = pcm;
        this.segments = segments;
        this.everyMs = everyMs;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s: one session for the whole run, %d s every %d h, as sound, 1 : %,d of a stream"
                        + " without silence",
                SESSION,
                segments * SEGMENT_MS / World.SECOND_MS,
                everyMs / World.HOUR_MS,
                everyMs / (segments * SEGMENT_MS));
    }

    @Override
    public void begin(World world) throws Exception {
        judged = new Judged(world, SESSION);
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(SESSION)
                        .kind(SessionKind.LIVE)
                        .accountId("account-of-sound")
                        .serviceTerritories(List.of("CN"))
                        .startAt(world.nowMs())
                        .build();
        world.emit(Uid.MEDIA_SOURCE, MediaInput.started(started));
        world.every(world.nowMs(), everyMs, now -> play(world, now, 0));
    }

    @Override
    public List<String> unmet() {
        return judged.unmet(SESSION, lastMs);
    }

    private void play(World world, long nowMs, int number) throws Exception {
        int from = number * SAMPLES % (pcm.length - SAMPLES);
        short[] sound = Arrays.copyOfRange(pcm, from, from + SAMPLES);
        world.emit(
                Uid.MEDIA_SOURCE,
                MediaInput.segment(
                        new Segment(SESSION, seq++, nowMs, PcmSource.RATE_HZ, 1, sound)));
        if (number + 1 < segments) {
            world.at(nowMs + SEGMENT_MS, now -> play(world, now, number + 1));
        } else {
            lastMs = nowMs - number * SEGMENT_MS + Judged.OPENS_AFTER_MS;
        }
    }
}
