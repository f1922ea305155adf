package dev.vigil.flink.media;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.TrackState;
import java.time.Instant;
import java.util.Locale;

/**
 * What a platform does wrong that does not make a segment unreadable: it is reported once a
 * session, by a dead letter without bytes, and the session goes on.
 */
final class ProducerFaults {
    /** Clocks of honest producers differ by less, and segments arrive within it. */
    private static final long MOST_APART_MS = 60_000;

    private static final String SOUND_DIFFERS =
            "content-type: expected as much sound as ce_time advances, got %.2f s of sound in each"
                    + " second, for a minute; declare the rate and the channels that the samples"
                    + " have, or send all of the sound: nothing that is sent at a wrong rate can be"
                    + " recognised";

    private static final String PICTURES_DIFFER =
            "content-type: expected as many pictures as ce_time advances, got %.2f s of them in"
                    + " each second, for a minute; declare the rate that they have, and sample them"
                    + " by presentation time: nothing that is sent at a wrong rate can be"
                    + " recognised";

    private ProducerFaults() {}

    /** Whether the platform's clock is behind that of the broker. */
    static boolean isBehind(IncomingSegment arrival) {
        return arrival.receivedAt - arrival.captureTime - arrival.lengthMs > MOST_APART_MS;
    }

    /** Or ahead of it: nothing can be received before it was captured. */
    static boolean isAhead(IncomingSegment arrival) {
        return arrival.captureTime - arrival.receivedAt > MOST_APART_MS;
    }

    static DeadLetter behind(String stage, FingerprintState known, IncomingSegment arrival) {
        return letter(
                stage,
                known,
                arrival,
                "TIME_BEHIND",
                "ce_time: expected the capture time of the segment's beginning, at most "
                        + MOST_APART_MS / 1_000
                        + " s before it is received, got "
                        + Instant.ofEpochMilli(arrival.captureTime)
                        + " in a segment received at "
                        + Instant.ofEpochMilli(arrival.receivedAt)
                        + "; set the producer's clock, or send each segment as soon as it is captured");
    }

    static DeadLetter ahead(String stage, FingerprintState known, IncomingSegment arrival) {
        return letter(
                stage,
                known,
                arrival,
                "TIME_AHEAD",
                "ce_time: expected the capture time of the segment's beginning, before it is"
                        + " received, got "
                        + Instant.ofEpochMilli(arrival.captureTime)
                        + " in a segment received at "
                        + Instant.ofEpochMilli(arrival.receivedAt)
                        + "; set the producer's clock");
    }

    /**
     * @param stage of the track
     * @param speed of its sound or pictures, 1 as fast as ce_time
     */
    static DeadLetter rateDiffers(
            String stage, FingerprintState known, IncomingSegment arrival, double speed) {
        return letter(
                stage,
                known,
                arrival,
                "RATE_DIFFERS",
                String.format(
                        Locale.ROOT,
                        arrival.of == Modality.AUDIO ? SOUND_DIFFERS : PICTURES_DIFFER,
                        speed));
    }

    static DeadLetter notSound(String stage, FingerprintState known, IncomingSegment arrival) {
        return letter(
                stage,
                known,
                arrival,
                "NOT_SOUND",
                "data: expected 16-bit samples in network byte order (ffmpeg -f s16be), got bytes"
                        + " that are noise in either order, as of a compressed file, or floats;"
                        + " nothing in this session can be recognised: decode it to s16be and send"
                        + " it under another id");
    }

    static DeadLetter swapped(String stage, FingerprintState known, IncomingSegment arrival) {
        return letter(
                stage,
                known,
                arrival,
                "BYTES_SWAPPED",
                "data: expected 16-bit samples in network byte order (ffmpeg -f s16be), got samples"
                        + " that are noise unless their bytes are swapped (s16le); nothing in this"
                        + " session can be recognised: send it as s16be under another id");
    }

    /** Each gap hides one segment at least, though their numbers may have no hole. */
    static long missing(FingerprintState known, long countAtEnd) {
        long sent = Math.max(countAtEnd, known.sent());
        return Math.max(sent - known.segments(), known.gaps());
    }

    static DeadLetter incomplete(
            String stage, String session, FingerprintState known, long countAtEnd) {
        long sent = Math.max(countAtEnd, known.sent());
        long missing = missing(known, countAtEnd);
        return letter(
                stage,
                session,
                known,
                known.nextSeq(),
                "INCOMPLETE",
                "segments: expected "
                        + sent
                        + (sent == countAtEnd
                                ? ", the count in the end of the session"
                                : ", by ce_sequence, which counts from 0")
                        + ", got "
                        + known.segments()
                        + " that could be read, with "
                        + known.gaps()
                        + (known.gaps() == 1 ? " gap" : " gaps")
                        + " in their numbers or frames; "
                        + missing
                        + (missing == 1 ? " was" : " were")
                        + " not analysed; see the dead letters of this session and the log of"
                        + " its producer"
                        + (known.begun()
                                ? ""
                                : "; after a day without a segment a session counts from 0 again"));
    }

    /**
     * Of a track with a profile that another version of the job knows.
     *
     * @param ids those that are known here
     */
    static DeadLetter unknownProfile(
            String stage, String session, FingerprintState kept, Modality of, String ids) {
        TrackState track = kept.track(of);
        return letter(
                stage,
                session,
                kept,
                track.nextSeq(),
                "UNKNOWN_PROFILE",
                "state: expected a session of one of the profiles "
                        + ids
                        + ", got "
                        + track.profile()
                        + "; it goes on as behind a minute of silence, by a profile that is known:"
                        + " upgrade the job again");
    }

    private static DeadLetter letter(
            String stage,
            FingerprintState known,
            IncomingSegment arrival,
            String reason,
            String message) {
        return letter(stage, arrival.sessionId, known, arrival.seq, reason, message);
    }

    private static DeadLetter letter(
            String stage,
            String session,
            FingerprintState known,
            long seq,
            String reason,
            String message) {
        return DeadLetterBuilder.builder()
                .deadLetterId(
                        stage
                                + "/"
                                + session
                                + "/"
                                + Long.toString(known.life(), Character.MAX_RADIX)
                                + "/"
                                + reason)
                .topic("")
                .partition(-1)
                .offset(seq)
                .stage(stage)
                .reason(reason)
                .message(PureFailure.cut(message))
                .key(session)
                .bytes(new byte[0])
                .build();
    }
}
