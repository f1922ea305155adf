package dev.vigil.schema.staydown;

import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.types.InState;

/**
 * An upload whose peaks are kept, should a notice on it be upheld.
 *
 * @param startAt distinguishes one use of a session id from the next (UTC epoch ms)
 * @param title null where the platform gave none
 * @param profile id of the fingerprint profile of the peaks
 * @param base frame at which the packets' own frames begin: a session that goes on after a minute
 *     of silence counts from zero anew
 * @param frames length so far
 * @param ended whether the last packet has arrived
 * @param heardAt processing time of the latest packet (UTC epoch ms)
 */
@InState
public record KeptUpload(
        long startAt,
        String title,
        String profile,
        long base,
        long frames,
        boolean ended,
        long heardAt) {
    /** An upload of which nothing was analysed yet. */
    public static KeptUpload fresh(SessionStarted started, String profile, long nowMs) {
        return new KeptUpload(started.startAt(), started.title(), profile, 0, 0, false, nowMs);
    }

    /** The upload with one packet more. */
    public KeptUpload with(Packet packet, long nowMs) {
        boolean anew = base + packet.fromFrame() < frames;
        long from = anew ? frames : base;
        return new KeptUpload(
                startAt, title, profile, from, from + packet.toFrame(), packet.last(), nowMs);
    }
}
