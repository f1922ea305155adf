package dev.vigil.edge;

import java.util.Arrays;

/**
 * Times of packets to times of the session, in microseconds from its beginning. A clock that jumps,
 * as that of a broadcast does where a programme ends, goes on where it was; a file's clock may
 * stand still for minutes while one picture is shown.
 */
final class SourceClock {
    /** No time is known. */
    static final long NONE = Long.MIN_VALUE;

    /** As FFmpeg has it: less is a packet out of order, or a gap. */
    private static final long APART_US = 10_000_000;

    /** Of a clock that may be set anew, as packets of a track are in order of decoding. */
    private static final long BACK_US = 1_000_000;

    /** The longest that a packet of a file is waited for where no other track has gone on. */
    private static final long HELD_US = 600_000_000;

    /** No packet is longer. */
    private static final long LONGEST_US = 1_000_000;

    /** Some 70,000 years: what is beyond is no time, and could overflow. */
    private static final long SANE_US = 1L << 61;

    private final long forwardUs;
    private final long backUs;
    private final long[] shifts;

    /** By track, when its next packet is expected. */
    private final long[] next;

    /** The same before its last packet, whose time may have been wrong. */
    private final long[] nextBefore;

    private long newestUs = NONE;
    private long jumps;

    /**
     * When a packet is, in the times of the source.
     *
     * @param shownUs when it is shown, near the time of decoding
     * @param decodedUs when it is decoded, in order within a track; the other one where it is not
     *     known
     * @param lengthUs 0 where it is not known
     */
    record Moment(long shownUs, long decodedUs, long lengthUs) {
        Moment {
            decodedUs = isSane(decodedUs) ? decodedUs : shownUs;
            boolean isNear = isSane(shownUs) && Math.abs(shownUs - decodedUs) <= APART_US;
            shownUs = isNear ? shownUs : decodedUs;
            lengthUs = Math.max(0, Math.min(LONGEST_US, lengthUs));
        }
    }

    /**
     * @param tracks numbered from 0
     * @param zeroUs time of the source at which the session begins; {@link #NONE}: that of the
     *     first packet
     * @param mayJump whether the clock of such a source may be set anew
     */
    SourceClock(int tracks, long zeroUs, boolean mayJump) {
        forwardUs = mayJump ? APART_US : HELD_US;
        backUs = mayJump ? BACK_US : APART_US;
        shifts = new long[tracks];
        next = new long[tracks];
        nextBefore = new long[tracks];
        Arrays.fill(shifts, isSane(zeroUs) ? -zeroUs : NONE);
        Arrays.fill(next, NONE);
        Arrays.fill(nextBefore, NONE);
    }

    /** What to add to the times of a packet; asked once for each, in the order of the source. */
    long shift(int track, Moment packet) {
        if (!isSane(packet.decodedUs)) {
            return 0;
        }
        if (shifts[track] == NONE) {
            Arrays.fill(shifts, -packet.shownUs);
        }
        shifts[track] = chosen(track, packet.decodedUs);
        nextBefore[track] = next[track];
        next[track] = packet.decodedUs + shifts[track] + packet.lengthUs;
        newestUs = Math.max(newestUs, packet.shownUs + shifts[track]);
        return shifts[track];
    }

    /** Of both tracks the shift with which this one goes on; a new one where it does with none. */
    private long chosen(int track, long timeUs) {
        long own = shifts[track];
        long nearest = own;
        for (int other = 0; other < shifts.length; other++) {
            boolean run = next[track] != NONE && next[other] != NONE;
            if (run && apart(track, timeUs + shifts[other]) < apart(track, timeUs + nearest)) {
                nearest = shifts[other];
            }
        }
        // Where the other one has jumped already, they remain in step.
        if (!isOff(track, timeUs + nearest, nearest == own ? backUs : APART_US)) {
            return nearest;
        }
        jumps++;
        return Math.max(0, next[track]) - timeUs;
    }

    private long apart(int track, long atUs) {
        return Math.abs(atUs - next[track]);
    }

    private boolean isOff(int track, long atUs, long mostBackUs) {
        boolean begins = next[track] == NONE;
        long expected = begins ? 0 : next[track];
        if (atUs > Math.max(expected, newestUs) + forwardUs) {
            return true;
        }
        return begins
                ? atUs < -APART_US
                : atUs < expected - mostBackUs && !isBehindWrongTime(track, atUs);
    }

    private boolean isBehindWrongTime(int track, long atUs) {
        return nextBefore[track] != NONE
                && atUs >= nextBefore[track] - BACK_US
                && atUs <= nextBefore[track] + BACK_US;
    }

    static boolean isSane(long timeUs) {
        return timeUs > -SANE_US && timeUs < SANE_US;
    }

    /** The latest time of any packet; {@link #NONE} before the first that has one. */
    long newestUs() {
        return newestUs;
    }

    /** How many times a clock was set anew. */
    long jumps() {
        return jumps;
    }
}
