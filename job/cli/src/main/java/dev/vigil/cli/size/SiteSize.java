package dev.vigil.cli.size;

import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a site needs: of each job, of the broker, and of the desk's database. */
final class SiteSize {
    private static final double DAYS_A_YEAR = 365;

    private final SiteLoad site;
    private final MeasuredCosts costs;
    private final double load;
    private final int copies;
    private final IndexShape index;
    private final List<SizeLine> lines = new ArrayList<>();
    private String part;

    /**
     * Computes it.
     *
     * @param mostHeapBytes task heap that a slot of the index may have
     * @param load share of a core that may be busy
     * @param copies of each record on the broker
     */
    SiteSize(SiteLoad site, MeasuredCosts costs, double mostHeapBytes, double load, int copies) {
        this.site = site;
        this.costs = costs;
        this.load = load;
        this.copies = copies;
        index = IndexShape.of(site, costs, mostHeapBytes, load);
        media();
        notice();
        ledger();
        broker();
        desk();
    }

    List<SizeLine> lines() {
        return List.copyOf(lines);
    }

    IndexShape index() {
        return index;
    }

    /** Of the media job's TaskManagers, with what may stay idle. */
    double mediaCores() {
        return (fingerprintCores() + index.searchCores()) / load;
    }

    /** All but search, in the busiest hour. */
    private double fingerprintCores() {
        double uploads = site.uploadSecondsASecond() * costs.of("job.sound");
        return ((site.liveStreams() - site.peakStreams()) * costs.of("job.sound")
                        + site.peakStreams() * costs.of("job.peaks")
                        + site.pictureStreams() * costs.of("job.pictures")
                        + uploads)
                / 1_000;
    }

    private void media() {
        part = "media job";
        line("cores of TaskManagers", SizeWords.cores(mediaCores()), searched());
        line(
                "index.shards, index.replicas",
                index.shards() + ", " + index.replicas(),
                text("%d x %d slots search, each a core", index.shards(), index.replicas()));
        line(
                "index.hours",
                SizeWords.plain(Math.ceil(index.hours() / index.shards())),
                site.filmHours() == 0 ? "hours of sound" : "hours of sound, those of films twice");
        line(
                "task heap of a slot",
                SizeWords.bytes(index.heapBytes()),
                text("%s an hour of the index", SizeWords.bytes(costs.of("index.memory"))));
        double streams =
                (site.liveStreams() - site.pictureStreams()) * costs.of("state.stream")
                        + site.pictureStreams() * costs.of("state.pictures");
        line("state of streams", streams, text("%,d streams", site.liveStreams()));
        line(
                "disk of uploads' fingerprints",
                site.uploadHoursADay() * costs.of("state.upload") * costs.of("keep.upload"),
                text("kept for %s days (staydown.keep)", SizeWords.plain(costs.of("keep.upload"))));
    }

    private String searched() {
        return text(
                "%s to fingerprint, %s to search, at most %.0f %% busy",
                SizeWords.cores(fingerprintCores()),
                SizeWords.cores(index.searchCores()),
                100 * load);
    }

    private void notice() {
        part = "notice job";
        double records = site.aSecond(site.notices() * costs.of("notice.records"));
        line(
                "cores of TaskManagers",
                SizeWords.cores(Math.max(1, records / costs.of("notice.speed") / load)),
                text("%,.2f records a second; 1 at the least", records));
        line(
                "state",
                site.notices() * costs.of("state.notice"),
                text("%,d notices a day, each while it is kept", site.notices()));
    }

    private void ledger() {
        part = "ledger job";
        double facts = site.aSecond(site.verdicts() * costs.of("ledger.facts"));
        line(
                "cores of TaskManagers",
                SizeWords.cores(Math.max(1, facts / costs.of("ledger.speed") / load)),
                text("%,.2f facts a second; 1 at the least", facts));
        line(
                "state",
                site.accounts() * costs.of("state.account"),
                text("%,d accounts with offences", site.accounts()));
    }

    private void broker() {
        part = "broker";
        double live =
                (site.liveStreams() - site.peakStreams()) * costs.of("wire.sound")
                        + site.peakStreams() * costs.of("wire.peaks")
                        + site.pictureStreams() * costs.of("wire.pictures");
        double uploads = site.uploadSecondsASecond() * costs.of("wire.sound");
        line("network in", SizeWords.bytes(live + uploads) + "/s", "live streams and uploads");
        line(
                "network out",
                SizeWords.bytes((live + uploads) * copies) + "/s",
                text("to the media job, and to %d further copies", copies - 1));
        line("disk of media.live", kept(live, Topic.MEDIA_LIVE), kept(Topic.MEDIA_LIVE));
        line(
                "disk of media.uploads",
                kept(uploads / site.peak(), Topic.MEDIA_UPLOADS),
                kept(Topic.MEDIA_UPLOADS));
        line(
                "disk of references",
                copies
                        * (site.soundHours() * costs.of("topic.sound")
                                + site.filmHours() * costs.of("topic.film")),
                text("%,d + %,d hours", site.soundHours(), site.filmHours()));
        int partitions =
                Math.max(Topic.MEDIA_LIVE.partitions(), (int) Math.ceil(fingerprintCores() / load));
        line(
                "partitions of media.live",
                Integer.toString(partitions),
                "one for each core that fingerprints");
    }

    private double kept(double bytesASecond, Topic topic) {
        return copies * bytesASecond * topic.retention().toSeconds();
    }

    private String kept(Topic topic) {
        return text("kept for %d h, %d copies", topic.retention().toHours(), copies);
    }

    private void desk() {
        part = "desk";
        double aDay =
                site.notices() * costs.of("desk.notice")
                        + site.verdicts() * costs.of("desk.verdict");
        line(
                "disk of its database",
                SizeWords.bytes(aDay * DAYS_A_YEAR) + " a year",
                text("%,d notices and %,d verdicts a day", site.notices(), site.verdicts()));
    }

    private void line(String what, double bytes, String because) {
        if (bytes > 0) {
            line(what, SizeWords.bytes(bytes), because);
        }
    }

    private void line(String what, String amount, String because) {
        lines.add(new SizeLine(part, what, amount, because));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
