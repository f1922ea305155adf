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
    private static final long BACK_US = 10_000_000;

    /** The longest that a packet of a file is waited for where no other track has gone on. */
    private static final long HELD_US = 600_000_000;

    /** Some 70,000 years: what is beyond is no time, and could overflow. */
    private static final long SANE_US = 1L << 61;

    private final long forwardUs;
    private final long[] shifts;
    private final long[] last;
    private long newestUs = NONE;
    private long jumps;

    /**
     * @param tracks numbered from 0
     * @param zeroUs time of the source at which the session begins; {@link #NONE}: that of the
     *     first packet
     * @param mayJump whether the clock of such a source may be set anew
     */
    SourceClock(int tracks, long zeroUs, boolean mayJump) {
        forwardUs = mayJump ? BACK_US : HELD_US;
        shifts = new long[tracks];
        last = new long[tracks];
        Arrays.fill(shifts, isSane(zeroUs) ? -zeroUs : NONE);
        Arrays.fill(last, NONE);
    }

    /** What to add to the times of a packet; asked once for each, in the order of the source. */
    long shift(int track, long timeUs) {
        if (!isSane(timeUs)) {
            return 0;
        }
        if (shifts[track] == NONE) {
            Arrays.fill(shifts, -timeUs);
        }
        if (isOff(track, timeUs + shifts[track])) {
            shifts[track] = anew(track, timeUs);
        }
        last[track] = timeUs + shifts[track];
        newestUs = Math.max(newestUs, last[track]);
        return shifts[track];
    }

    /** As another track was shifted where both have jumped alike, so that they remain in step. */
    private long anew(int track, long timeUs) {
        for (long shift : shifts) {
            if (!isOff(track, timeUs + shift)) {
                return shift;
            }
        }
        jumps++;
        return Math.max(0, last[track]) - timeUs;
    }

    private boolean isOff(int track, long atUs) {
        long back = last[track] == NONE ? 0 : last[track];
        return atUs < back - BACK_US || atUs > Math.max(back, newestUs) + forwardUs;
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
