package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.media.StreamPacketBuilder;
import java.util.List;
import java.util.Locale;

/**
 * A stream that goes on as long as the run, with one session and its positions: music for a while,
 * one recording behind the other, then silence, again and again. It enters as packets.
 */
final class LongStream implements Scenario {
    private static final long PACKET_MS = 2_000;

    private final String name;
    private final List<SimulatedRecording> recordings;
    private final long everyMs;
    private final int packets;
    private SessionStarted started;
    private Judged judged;
    private long lastMs;

    /**
     * @param packets of music, each of two seconds, whenever {@code everyMs} has passed
     */
    LongStream(String name, List<SimulatedRecording> recordings, long everyMs, int packets) {
        this.name = name;
        this.recordings = recordings;
        this.everyMs = everyMs;
        this.packets = packets;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s: one session for the whole run, %d s of music every %d h, as packets, 1 : %,d of"
                        + " a stream without silence",
                name,
                packets * PACKET_MS / World.SECOND_MS,
                everyMs / World.HOUR_MS,
                everyMs / (packets * PACKET_MS));
    }

    @Override
    public void begin(World world) {
        judged = new Judged(world, name);
        started =
                SessionStartedBuilder.builder()
                        .sessionId(name)
                        .kind(SessionKind.LIVE)
                        .accountId("account-of-" + name)
                        .serviceTerritories(List.of("CN", "HK"))
                        .startAt(world.nowMs())
                        .build();
        world.every(
                world.nowMs() + everyMs,
                everyMs,
                now -> play(world, now, 0, SimulatedRecording.sequenceAt(now - started.startAt())));
    }

    /** The last music that it had the time to play. */
    @Override
    public List<String> unmet() {
        return judged.unmet(name, lastMs);
    }

    private void play(World world, long nowMs, int packet, long sequence) throws Exception {
        int song = (int) (sequence / recordings.get(0).packets() % recordings.size());
        boolean goesOn = packet + 1 < packets;
        if (!goesOn) {
            lastMs = nowMs - packet * PACKET_MS + Judged.OPENS_AFTER_MS;
        }
        // What a minute of silence makes of it; the session and its positions go on.
        boolean last = !goesOn && packets * PACKET_MS < everyMs;
        StreamPacket sent =
                StreamPacketBuilder.builder()
                        .sessionId(name)
                        .context(started)
                        .captureBase(started.startAt())
                        .packet(recordings.get(song).packet(packet, sequence, last))
                        .life(started.startAt())
                        .receivedBase(started.startAt())
                        .build();
        world.emit(Uid.FINGERPRINT, SearchInput.packet(sent, World.ANY_SLOT));
        if (goesOn) {
            world.at(nowMs + PACKET_MS, now -> play(world, now, packet + 1, sequence + 1));
        }
    }
}
