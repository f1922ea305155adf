package dev.vigil.cli.size;

import java.util.Locale;

/**
 * What a site has to carry.
 *
 * @param liveStreams at once, with sound
 * @param peakStreams of them, those whose fingerprints are made beside the encoder
 * @param pictureStreams of them, those that send pictures too
 * @param soundHours of references, by sound
 * @param filmHours of references, by pictures
 * @param uploads a day
 * @param uploadMinutes of one, on average
 * @param notices a day, of one item
 * @param verdicts a day
 * @param accounts that ever had an offence
 * @param peak the busiest hour, as a multiple of an average one, of what is counted by day
 */
record SiteLoad(
        int liveStreams,
        int peakStreams,
        int pictureStreams,
        int soundHours,
        int filmHours,
        long uploads,
        double uploadMinutes,
        long notices,
        long verdicts,
        long accounts,
        double peak) {
    private static final int MOST_STREAMS = 10_000_000;
    private static final int MOST_HOURS = 10_000_000;
    private static final long MOST_A_DAY = 10_000_000_000L;
    private static final double SECONDS_A_DAY = 86_400;

    SiteLoad {
        within("--live", liveStreams, 0, MOST_STREAMS);
        within("--peaks", peakStreams, 0, liveStreams);
        within("--pictures", pictureStreams, 0, liveStreams);
        within("--hours", soundHours, 0, MOST_HOURS);
        within("--film-hours", filmHours, 0, MOST_HOURS);
        within("--uploads", uploads, 0, MOST_A_DAY);
        within("--upload-minutes", uploadMinutes, 0.01, 1_440);
        within("--notices", notices, 0, MOST_A_DAY);
        within("--verdicts", verdicts, 0, MOST_A_DAY);
        within("--accounts", accounts, 0, MOST_A_DAY);
        within("--peak", peak, 1, 24);
    }

    static void within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected a number from %s to %s, got %s; correct it",
                            option,
                            SizeWords.plain(least),
                            SizeWords.plain(most),
                            SizeWords.plain(value)));
        }
    }

    /** Seconds of sound of uploads that come in a second, in the busiest hour. */
    double uploadSecondsASecond() {
        return peak * uploadHoursADay() * 3_600 / SECONDS_A_DAY;
    }

    double uploadHoursADay() {
        return uploads * uploadMinutes / 60;
    }

    /** In the busiest hour. */
    double aSecond(double aDay) {
        return peak * aDay / SECONDS_A_DAY;
    }
}
