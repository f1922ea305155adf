package dev.vigil.bench.years;

import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.staydown.StayDown;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Notices with one item each, which are upheld: the recording stays down, by an entry that the
 * media job puts on the list. One in a hundred each is answered three days late, withdrawn,
 * countered until the content is restored, confirmed before it was received, or about nothing that
 * was ever received.
 */
final class UpheldNotices implements Scenario {
    private static final int AT_SITE = 10_000;
    private static final int NOTIFIERS_AT_SITE = 10_000;
    private static final int WORKS_AT_SITE = 100_000;

    private static final NoticeContent CONTENT =
            new NoticeContent(
                    "agent", "id-1", "mail-1", "street-1", List.of("proof-1"), true, true);

    private final int perDay;
    private final List<Fates> judges;
    private World world;
    private SplittableRandom random;
    private long number;

    UpheldNotices(int perDay) {
        this(perDay, List.of(new Fates()));
    }

    /**
     * @param judges each of them is given all that happens
     */
    UpheldNotices(int perDay, List<Fates> judges) {
        this.perDay = perDay;
        this.judges = judges;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d notices a day of one item each, %,d notifiers, 1 : %d of the reference site",
                perDay,
                notifiers(),
                AT_SITE / perDay);
    }

    private int notifiers() {
        return Math.max(10, NOTIFIERS_AT_SITE * perDay / AT_SITE);
    }

    @Override
    public void begin(World into) throws Exception {
        world = into;
        random = world.random("notices");
        world.tap(Uid.NOTICE_CLOCK, this::emitted);
        world.tap(Uid.NOTICE_CLOCK, value -> judges.forEach(fates -> fates.emitted(value)));
        world.tap(Uid.NOTIFIERS, this::emitted);
        // Empty topics: nothing is to be waited for.
        for (String topic : List.of("list", "notifiers")) {
            world.emit(Uid.NOTICE_LIST_SOURCE, ListInput.loaded(new Loaded(topic, 0, 1)));
        }
        world.every(world.nowMs(), World.DAY_MS / perDay, this::receive);
    }

    /** What comes back to the job: entries by way of the media job, standings by their topic. */
    private void emitted(Object value) {
        long soonMs = world.nowMs() + 5 * World.SECOND_MS;
        if (value instanceof StayDown stayDown) {
            ListInput entry =
                    ListInput.entry(StayDownWork.entry(stayDown, stayDown.workId()), soonMs);
            world.at(soonMs, now -> world.emit(Uid.NOTICE_LIST_SOURCE, entry));
        } else if (value instanceof NotifierStanding standing) {
            ListInput back = ListInput.notifier(standing);
            world.at(soonMs, now -> world.emit(Uid.NOTICE_LIST_SOURCE, back));
        }
    }

    private void receive(long nowMs) throws Exception {
        String id = "notice-" + number;
        String item = "video-BV1xx4y1c7" + number++;
        int fate = random.nextInt(100);
        long doneMs = nowMs + World.HOUR_MS + random.nextLong(20 * World.HOUR_MS);
        Fates.Fate what = fate(fate);
        judges.forEach(fates -> fates.begins(id));
        world.at(nowMs + what.lastsMs(), now -> judges.forEach(fates -> fates.ends(id, what)));
        if (fate == 0) {
            // Confirmed before it was reported, and the notice a few hours later.
            confirm(item, nowMs);
            world.at(nowMs + 3 * World.HOUR_MS, now -> notices(received(id, item, now)));
            return;
        }
        notices(received(id, item, nowMs));
        if (fate == 1) {
            world.at(
                    doneMs,
                    now -> notices(NoticeInput.withdrawn(new NoticeWithdrawn(id, now, null))));
            return;
        }
        world.at(
                nowMs + 10 * World.MINUTE_MS,
                now ->
                        notices(
                                NoticeInput.triaged(
                                        NoticeTriaged.of(
                                                id, TriageOutcome.ACCEPTED, now, "chen", "yes"))));
        world.at(fate == 2 ? doneMs + 3 * World.DAY_MS : doneMs, now -> confirm(item, now));
        if (fate == 3) {
            counter(id, item, doneMs + World.DAY_MS);
        } else if (fate == 4) {
            notices(NoticeInput.withdrawn(new NoticeWithdrawn("unknown-" + id, nowMs, null)));
        }
    }

    private static Fates.Fate fate(int number) {
        return switch (number) {
            case 0 -> Fates.Fate.CONFIRMED_BEFORE_IT_CAME;
            case 1 -> Fates.Fate.WITHDRAWN;
            case 2 -> Fates.Fate.DONE_LATE;
            case 3 -> Fates.Fate.RESTORED;
            default -> Fates.Fate.UPHELD;
        };
    }

    @Override
    public List<String> unmet() {
        return judges.stream().flatMap(fates -> fates.unmet().stream()).toList();
    }

    private NoticeInput received(String id, String item, long nowMs) {
        String work = "work-" + random.nextInt(Math.max(10, WORKS_AT_SITE * perDay / AT_SITE));
        return NoticeInput.received(
                new NoticeReceived(
                        id,
                        "web",
                        nowMs,
                        "notifier-" + random.nextInt(notifiers()),
                        List.of(new NoticeWork("The Film", work)),
                        List.of(new NoticeItem(item, "https://www.example.org/video/" + item)),
                        "It is ours",
                        CONTENT,
                        null,
                        null,
                        null,
                        Regime.CIVIL_CODE,
                        null));
    }

    private void confirm(String item, long nowMs) throws Exception {
        notices(
                NoticeInput.confirmed(
                        ActionConfirmedBuilder.builder()
                                .confirmationId("done-" + item)
                                .itemId(item)
                                .measure(Measure.BLOCK)
                                .effectiveAt(nowMs)
                                .evidence("proof")
                                .build(),
                        nowMs));
    }

    /** No lawsuit is filed: the content comes back. */
    private void counter(String id, String item, long fromMs) {
        world.at(
                fromMs,
                now ->
                        notices(
                                NoticeInput.countered(
                                        new CounterNotice(id, now, null, "owner", CONTENT))));
        world.at(
                fromMs + World.HOUR_MS,
                now ->
                        notices(
                                NoticeInput.forwarded(
                                        new ForwardDelivered(
                                                id, true, "mail", "mail", now, false))));
        world.at(
                fromMs + 17 * World.DAY_MS,
                now ->
                        notices(
                                NoticeInput.confirmed(
                                        ActionConfirmedBuilder.builder()
                                                .confirmationId("back-" + item)
                                                .itemId(item)
                                                .measure(Measure.LIFT)
                                                .effectiveAt(now)
                                                .build(),
                                        now)));
    }

    private void notices(NoticeInput input) throws Exception {
        world.emit(Uid.NOTICE_SOURCE, input);
    }
}
