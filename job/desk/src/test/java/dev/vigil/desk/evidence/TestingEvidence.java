package dev.vigil.desk.evidence;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidencePeaks;
import dev.vigil.schema.match.EvidencePicture;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.MatchEvidenceBuilder;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.wire.PeaksCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Matches of a session with a film, and what was kept of them. */
public final class TestingEvidence {
    /** Milliseconds of a frame. */
    static final double FRAME_MS = 256_000.0 / 11_025;

    /** Of the session, and of the film at the same moment. */
    static final long FROM_FRAME = 1_335;

    static final long FILM_FROM_FRAME = 38_853;

    static final int FRAMES = 1_292;

    private TestingEvidence() {}

    static long ms(double frames) {
        return Math.round(frames * FRAME_MS);
    }

    /** 51 s of sound, of which {@link #sound} has 30. */
    public static Evidence match() {
        return match(ms(FROM_FRAME), ms(FROM_FRAME) + 51_400).build();
    }

    static EvidenceBuilder match(long fromMs, long toMs) {
        long there = ms(FILM_FROM_FRAME) - ms(FROM_FRAME);
        return EvidenceBuilder.builder()
                .matchId("live-77/x/1")
                .workId("the-film")
                .referenceId("ref-1")
                .queryStartMs(fromMs)
                .queryEndMs(toMs)
                .refStartMs(fromMs + there)
                .refEndMs(toMs + there)
                .score(460)
                .tempo(1)
                .open(true);
    }

    /**
     * Peaks of 35 a second, of which nine in ten of the session are those of the film, a semitone
     * higher.
     */
    public static MatchEvidence sound() {
        Random random = new Random(7);
        List<Long> film = new ArrayList<>();
        List<Long> session = new ArrayList<>();
        for (int i = 0; i < 35 * 30; i++) {
            long time = (long) i * FRAMES * Peak.PER_FRAME / (35 * 30);
            int frequency = 400 + random.nextInt(2_600);
            film.add(Peak.pack(FILM_FROM_FRAME * Peak.PER_FRAME + time, frequency, 300));
            boolean isFound = random.nextInt(10) > 0;
            // Four bands are a semitone.
            int there = frequency + (isFound ? 4 * Peak.PER_BAND : 300);
            session.add(Peak.pack(FROM_FRAME * Peak.PER_FRAME + time, there, 300));
        }
        return soundOf(bytes(session), bytes(film)).build();
    }

    static MatchEvidenceBuilder soundOf(byte[] session, byte[] film) {
        return MatchEvidenceBuilder.builder()
                .evidenceId("live-77/x/audio/1/abc/1335")
                .revision(2)
                .sessionId("live-77")
                .workId("the-film")
                .referenceId("ref-1")
                .profile("audio/1")
                .queryStartMs(ms(FROM_FRAME))
                .queryEndMs(ms(FROM_FRAME + FRAMES))
                .refStartMs(ms(FILM_FROM_FRAME))
                .refEndMs(ms(FILM_FROM_FRAME + FRAMES))
                .tempo(1)
                .pitchSemitones(1)
                .score(120.5)
                .capturedAt(1_795_507_200_000L)
                .peaks(new EvidencePeaks(session, film, null));
    }

    static byte[] bytes(List<Long> peaks) {
        long[] sorted = peaks.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return PeaksCodec.payload(sorted);
    }

    /** Five thumbnails of 64 by 36; the work is in the upper right quarter, mirrored. */
    public static MatchEvidence pictures() {
        List<EvidencePicture> pictures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            byte[] luma = new byte[64 * 36];
            for (int at = 0; at < luma.length; at++) {
                luma[at] = (byte) (at % 64 * 4 ^ at / 64 * (3 + i));
            }
            pictures.add(
                    new EvidencePicture(
                            32_000 + 2_000 * i,
                            905_000 + 2_000 * i,
                            64,
                            36,
                            luma,
                            new PictureMatch(2.4, i == 4, 512, 0, 512, 512, true)));
        }
        return soundOf(null, null)
                .evidenceId("live-77/x/video/1/abc/256")
                .referenceId("ref-1#pictures")
                .profile("video/1")
                .peaks(null)
                .pictures(pictures)
                .build();
    }

    public static Evidence pictureMatch() {
        return match(31_500, 43_000)
                .referenceId("ref-1#pictures")
                .picture(new PictureMatch(2.4, false, 512, 0, 512, 512, true))
                .build();
    }
}
