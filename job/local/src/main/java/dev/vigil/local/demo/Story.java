package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.list.ListPreview;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.embedded.MovedClock;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.SegmentCodec;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What happens, in order, and what must come of it. */
final class Story {
    private static final String ZONE = "Asia/Shanghai";
    private static final String OFFICIAL = "official-channel";
    private static final long DAY_MS = 86_400_000L;

    /** A clip begins here in its work. */
    private static final int CLIP_AT_S = 15;

    private static final int CLIP_S = 20;

    /** An entry that should never have been. */
    private static final String MISTAKE = "order-9";

    private static final String MISLISTED_CLIP = "mislisted-clip";

    private static final double SPEED = 1.04;
    private static final int FEED_S = 40;
    private static final int BEHIND_S = 5;
    private static final int RESTREAM_S = 24;
    private static final int CONCERT_S = 36;

    /** How long the concert has been streaming when it is put on the list. */
    private static final int LISTED_AFTER_S = 10;

    /** By the list that is only tried. */
    private static final List<String> WOULD_BE_BLOCKED = List.of("album-clip", "film-official");

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Repertoire repertoire;
    private final Studio studio;
    private final Bus bus;
    private final VerdictChecks verdicts;
    private final Notices notices;
    private final Drawings drawings;
    private final AccountStories accounts;
    private final OwnerStories owners;
    private final FilmStories films;
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
    private volatile long listedAt;

    Story(
            Repertoire repertoire,
            Studio studio,
            Bus bus,
            Seen seen,
            Drawings drawings,
            AccountStories accounts,
            OwnerStories owners,
            FilmStories films) {
        this.repertoire = repertoire;
        this.studio = studio;
        this.bus = bus;
        this.verdicts = new VerdictChecks(seen);
        this.notices = new Notices(seen);
        this.drawings = drawings;
        this.accounts = accounts;
        this.owners = owners;
        this.films = films;
    }

    List<Expectation> expectations() {
        return List.copyOf(expectations);
    }

    /** Works, authorizations and what has long been listed, as they are before the jobs start. */
    static void prepare(Repertoire repertoire, Studio studio, Bus bus) throws IOException {
        for (Role role :
                List.of(
                        Role.FILM,
                        Role.SERIES,
                        Role.BANNED,
                        Role.ALBUM,
                        Role.CONCERT,
                        Role.MISLISTED)) {
            studio.register(role, repertoire.sound(role));
        }
        registerMatch(bus);
        list(bus, "warning-7", ListClass.PERMISSION_REQUIRED, Role.SERIES, null);
        list(bus, "order-3", ListClass.FORBIDDEN, Role.BANNED, null);
        list(bus, MISTAKE, ListClass.FORBIDDEN, Role.MISLISTED, null);
        authorize(bus, "deal-1", OFFICIAL, Role.FILM.workId());
        authorize(bus, "deal-2", OFFICIAL, Role.BANNED.workId());
    }

    /** Its recording comes live, with its feed; an inspector looks for the work itself. */
    private static void registerMatch(Bus bus) throws IOException {
        String work = Role.MATCH.workId();
        RegisteredWork match =
                new RegisteredWork(
                        work,
                        1,
                        null,
                        null,
                        null,
                        List.of(new OwnerShare("league", List.of(), List.of())));
        bus.send(Topic.WORKS, EventType.WORK_REGISTERED, work, MovedClock.nowMs(), match);
    }

    private static ListWindow window(LocalDate today, WindowType type) {
        return new ListWindow(
                type,
                today.minusDays(7).atStartOfDay().toString() + ":00",
                today.plusDays(14).atStartOfDay().toString() + ":00",
                ZONE);
    }

    private static void list(
            Bus bus, String entryId, ListClass listClass, Role role, ListWindow window)
            throws IOException {
        // The notice and the ledger job take no entry from beyond their clock.
        long now = MovedClock.nowMs();
        bus.send(
                Topic.LIST,
                EventType.LIST_UPSERTED,
                entryId,
                now,
                entry(entryId, listClass, role, window, now));
    }

    private static ListEntry entry(
            String entryId, ListClass listClass, Role role, ListWindow window, long now) {
        return ListEntryBuilder.builder()
                .entryId(entryId)
                .version(1)
                .listId("demo")
                .listClass(listClass)
                .authority("copyright administration")
                .batchNo("2026-7")
                .workId(role.workId())
                .titles(List.of(role.workId()))
                .windows(window == null ? List.of() : List.of(window))
                .territoryInclude(List.of())
                .territoryExclude(List.of())
                .issuedAt(now)
                .build();
    }

    private void withdrawTheMistake(long now) throws BusException {
        ListEntry mistake = entry(MISTAKE, ListClass.FORBIDDEN, Role.MISLISTED, null, now);
        bus.send(
                Topic.LIST,
                EventType.LIST_WITHDRAWN,
                MISTAKE,
                now,
                mistake.with().version(2).withdrawnAt(now).build());
    }

    /** A deal that began yesterday. */
    static void authorize(Bus bus, String id, String grantee, String workId) throws IOException {
        long now = System.currentTimeMillis();
        Authorization authorization =
                AuthorizationBuilder.builder()
                        .authorizationId(id)
                        .version(1)
                        .grantor("the owner")
                        .grantee(grantee)
                        .workIds(List.of(workId))
                        .rightTypes(List.of(RightType.ON_DEMAND, RightType.LIVE_RELAY))
                        .territories(List.of("CN"))
                        .from(now - DAY_MS)
                        .build();
        bus.send(Topic.AUTHORIZATIONS, EventType.AUTHORIZATION_GRANTED, id, now, authorization);
    }

    /** What is listed today: a notice of yesterday has the track of a work that is not. */
    private void listOfToday() throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of(ZONE));
        list(
                bus,
                "screening-1",
                ListClass.IN_SCREENING,
                Role.FILM,
                window(today, WindowType.THEATRICAL));
        list(
                bus,
                "broadcast-2",
                ListClass.HOT_BROADCAST,
                Role.MATCH,
                window(today, WindowType.HOT_BROADCAST));
    }

    /** Lets everything happen; returns when the last stream has ended. */
    void run() throws IOException, InterruptedException {
        listOfToday();
        ExecutorService streams = Executors.newCachedThreadPool();
        try {
            List<Future<?>> running = new ArrayList<>();
            running.add(streams.submit(play(this::feed)));
            running.add(streams.submit(play(this::restream)));
            running.add(streams.submit(play(this::streamConcert)));
            running.add(streams.submit(play(owners::disagreeAndAgree)));
            running.add(streams.submit(play(() -> expectations.addAll(films.upload()))));
            notices();
            uploads();
            running.add(streams.submit(play(() -> accounts.mistake(this::withdrawTheMistake))));
            accounts();
            owners();
            expectSound(
                    "match-restream",
                    "a restream of the feed, 5 s behind, 10 dB noise",
                    "BLOCK, stopped",
                    verdicts.stopped("match-restream", Role.MATCH));
            garbage();
            listTheConcert();
            confirmations();
            draw();
            for (Future<?> stream : running) {
                stream.get();
            }
            expectRest(
                    "commands",
                    "orders on sessions, which the platform confirms",
                    "no alert",
                    verdicts.confirmed());
            preview();
        } catch (ExecutionException e) {
            throw new IOException("a stream of the demo failed: " + e.getCause(), e.getCause());
        } finally {
            streams.shutdownNow();
        }
    }

    /** While streams run: what was sent beside the work that it was recognised as. */
    private void draw() throws IOException {
        drawings.compare("film-clip", studio.file("film-clip", Encoder.Format.MP3), Role.FILM);
        drawings.compare(
                "banned-clip", studio.file("banned-clip", Encoder.Format.AAC), Role.BANNED);
        drawings.compare(
                "series-clip", studio.file("series-clip", Encoder.Format.MP3), Role.SERIES);
        drawings.compare("album-clip", studio.file("album-clip", Encoder.Format.OPUS), Role.ALBUM);
        drawings.compare("match-restream", studio.kept("match-restream", noisyMatch()), Role.MATCH);
        drawings.compare("concert-stream", studio.kept("concert-stream", concert()), Role.CONCERT);
    }

    private interface Play {
        void run() throws IOException, InterruptedException;
    }

    private static Callable<Void> play(Play play) {
        return () -> {
            play.run();
            return null;
        };
    }

    private void expectSound(String id, String what, String expected, Supplier<Observed> check) {
        expectations.add(new Expectation(Chapter.SOUND, id, what, expected, check));
    }

    private void expectNotice(String id, String what, String expected, Supplier<Observed> check) {
        expectations.add(new Expectation(Chapter.NOTICE, id, what, expected, check));
    }

    private void expectAccount(String id, String what, String expected, Supplier<Observed> check) {
        expectations.add(new Expectation(Chapter.ACCOUNT, id, what, expected, check));
    }

    private void expectOwner(String id, String what, String expected, Supplier<Observed> check) {
        expectations.add(new Expectation(Chapter.OWNER, id, what, expected, check));
    }

    private void expectRest(String id, String what, String expected, Supplier<Observed> check) {
        expectations.add(new Expectation(Chapter.REST, id, what, expected, check));
    }

    private Sound clip(Role role, int seconds) {
        Sound sound = repertoire.sound(role);
        int rate = sound.rateHz();
        return sound.cut(CLIP_AT_S * rate, seconds * rate);
    }

    private void uploads() throws IOException, InterruptedException {
        double atMs = CLIP_AT_S * 1000.0;
        Sound film = studio.through(Encoder.Format.MP3, clip(Role.FILM, CLIP_S), "film-clip");
        studio.upload("film-clip", "fan-1", film);
        expectSound(
                "film-clip",
                "upload of the film in its run, mp3 64 kb/s",
                "BLOCK with evidence",
                verdicts.upload("film-clip", Action.BLOCK, Role.FILM, atMs, 1));
        studio.upload("film-official", OFFICIAL, film);
        expectSound(
                "film-official",
                "the same clip by the authorized channel",
                "ALLOW_WITH_USAGE",
                verdicts.upload("film-official", Action.ALLOW_WITH_USAGE, Role.FILM, atMs, 1));
        studio.upload(
                "banned-clip",
                OFFICIAL,
                studio.through(Encoder.Format.AAC, clip(Role.BANNED, CLIP_S), "banned-clip"));
        expectSound(
                "banned-clip",
                "a forbidden work, with an authorization, aac",
                "BLOCK all the same",
                verdicts.upload("banned-clip", Action.BLOCK, Role.BANNED, atMs, 1));
        Sound fast = Distortion.speed(clip(Role.SERIES, CLIP_S), SPEED);
        studio.upload(
                "series-clip", "fan-2", studio.through(Encoder.Format.MP3, fast, "series-clip"));
        expectSound(
                "series-clip",
                "a work that needs permission, 4 % faster, mp3",
                "BLOCK",
                verdicts.upload("series-clip", Action.BLOCK, Role.SERIES, atMs, SPEED));
        studio.upload(
                "album-clip",
                "fan-3",
                studio.through(Encoder.Format.OPUS, clip(Role.ALBUM, CLIP_S), "album-clip"));
        expectSound(
                "album-clip",
                "a work that is only registered, opus",
                "OBSERVE",
                verdicts.upload("album-clip", Action.OBSERVE, Role.ALBUM, atMs, 1));
        studio.upload(
                "stranger-clip",
                "fan-4",
                studio.through(Encoder.Format.MP3, repertoire.sound(Role.STRANGER), "stranger"));
        expectSound(
                "stranger-clip",
                "a minute that is registered nowhere",
                "no match",
                verdicts.nothing("stranger-clip"));
        studio.upload(
                MISLISTED_CLIP,
                AccountStories.MISTAKEN,
                studio.through(Encoder.Format.MP3, clip(Role.MISLISTED, CLIP_S), MISLISTED_CLIP));
    }

    private void accounts() {
        expectAccount(
                AccountStories.REPEATING,
                "four videos taken down, though it was warned",
                "warned before each strike; three strikes, S3, a proposal that a person declines;"
                        + " one reversed by a counter-notice, down to S2; the report corrected",
                accounts::repeated);
        expectAccount(
                AccountStories.MISTAKEN,
                "an upload, blocked by an entry that was wrong",
                "warned; the entry is withdrawn as a mistake: the warning is lifted, nothing"
                        + " counts against the account",
                () -> accounts.neverHappened(MISLISTED_CLIP));
    }

    private void owners() {
        expectOwner(
                "claims",
                "two parties claim 60 % each of the album",
                "a conflict that both see; one amends its claim, and they agree",
                owners::settled);
        expectOwner(
                "statement",
                "the statement of what the album's upload showed",
                "60 % of it to one, 40 % to the other, nothing held any more",
                () -> owners.stated(CLIP_S));
    }

    /** Forbidden beats the authorization of the film; what is blocked already is no news. */
    private void preview() {
        long now = System.currentTimeMillis();
        List<ListEntry> proposed =
                List.of(
                        entry("proposed-1", ListClass.FORBIDDEN, Role.FILM, null, now),
                        entry("proposed-2", ListClass.RIGHTS_DECLARED, Role.ALBUM, null, now),
                        entry("proposed-3", ListClass.RIGHTS_DECLARED, Role.CONCERT, null, now));
        expectRest(
                "list-preview",
                "a list, tried on all matches before it counts",
                "would block " + WOULD_BE_BLOCKED,
                () -> previewed(proposed));
    }

    private Observed previewed(List<ListEntry> proposed) {
        try {
            List<String> blocked = ListPreview.blocked(bus, proposed, 0).stream().sorted().toList();
            String words = "would block " + blocked;
            return blocked.equals(WOULD_BE_BLOCKED) ? Observed.met(words) : Observed.open(words);
        } catch (IOException e) {
            return Observed.failed(e.getMessage());
        }
    }

    private void feed() throws IOException, InterruptedException {
        Sound match = repertoire.sound(Role.MATCH);
        studio.live(
                "match-feed",
                SessionKind.FEED,
                "broadcaster",
                Role.MATCH.workId(),
                match.cut(0, FEED_S * match.rateHz()));
    }

    private void restream() throws IOException, InterruptedException {
        Sound noisy = noisyMatch();
        Thread.sleep(Duration.ofSeconds(BEHIND_S).toMillis());
        studio.live("match-restream", SessionKind.LIVE, "pirate-1", null, noisy);
    }

    private Sound noisyMatch() {
        Sound match = repertoire.sound(Role.MATCH);
        return Distortion.noise(match.cut(0, RESTREAM_S * match.rateHz()), 10, 1);
    }

    private void streamConcert() throws IOException, InterruptedException {
        studio.live("concert-stream", SessionKind.LIVE, "fan-5", null, concert());
    }

    private Sound concert() {
        Sound concert = repertoire.sound(Role.CONCERT);
        return concert.cut(0, CONCERT_S * concert.rateHz());
    }

    private void listTheConcert() throws IOException, InterruptedException {
        Thread.sleep(Duration.ofSeconds(LISTED_AFTER_S).toMillis());
        listedAt = System.currentTimeMillis();
        list(bus, "warning-8", ListClass.PERMISSION_REQUIRED, Role.CONCERT, null);
        expectSound(
                "concert-stream",
                "a running stream, then its work is listed",
                "stopped within 10 s of the entry",
                this::concertStopped);
    }

    private Observed concertStopped() {
        Observed stopped = verdicts.stopped("concert-stream", Role.CONCERT).get();
        Optional<EnforcementCommand> command =
                verdicts.command("concert-stream", Measure.STOP_STREAM);
        if (stopped.outcome() != Expectation.Outcome.MET || command.isEmpty()) {
            return stopped;
        }
        long afterMs = command.get().issuedAt() - listedAt;
        String words =
                String.format(
                        Locale.ROOT,
                        "%.2f s after the entry: %s",
                        afterMs / 1000.0,
                        stopped.words());
        boolean inTime = afterMs >= 0 && afterMs <= STOP_WITHIN.toMillis();
        String brief =
                String.format(
                        Locale.ROOT, "stopped %.1f s after the entry, warning-8", afterMs / 1000.0);
        return inTime ? Observed.met(brief, words) : Observed.failed(words);
    }

    private void notices() throws IOException {
        notice("n-new", Duration.ZERO);
        expectNotice("n-new", "a notice received now", "E0", notices.levels("n-new", "E0"));
        notice("n-12h", Duration.ofHours(12).plusMinutes(5));
        expectNotice(
                "n-12h",
                "a notice received 12 h 05 min ago",
                "E2 at once",
                notices.levels("n-12h", "E2"));
        notice("n-20h", Duration.ofHours(20).plusMinutes(5));
        expectNotice(
                "n-20h",
                "a notice received 20 h 05 min ago",
                "E4 at once",
                notices.levels("n-20h", "E4"));
        notice("n-late", Duration.ofHours(23).plusMinutes(59).plusSeconds(40));
        expectNotice(
                "n-late",
                "a notice received 23 h 59 min 40 s ago",
                "E7 at once, then the breach E8",
                notices.breach("n-late", "E7", "E8"));
        notice("n-done", Duration.ZERO);
        expectNotice(
                "n-done",
                "a notice, all its items confirmed in time",
                "E0, resolved, nothing after",
                notices.actioned("n-done"));
    }

    private void confirmations() throws IOException {
        for (int item = 1; item <= 2; item++) {
            String itemId = "n-done-item-" + item;
            long now = System.currentTimeMillis();
            bus.send(
                    Topic.CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    itemId,
                    now,
                    ActionConfirmedBuilder.builder()
                            .confirmationId("c-" + itemId)
                            .itemId(itemId)
                            .measure(Measure.DELETE)
                            .effectiveAt(now)
                            .executor("demo")
                            .build());
        }
    }

    private void notice(String noticeId, Duration ago) throws IOException {
        long receivedAt = System.currentTimeMillis() - ago.toMillis();
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId(noticeId)
                        .channel("demo")
                        .receivedAt(receivedAt)
                        .notifier("studio-1")
                        .works(List.of(new NoticeWork("The Film", Role.FILM.workId())))
                        .items(
                                List.of(
                                        new NoticeItem(noticeId + "-item-1", null),
                                        new NoticeItem(noticeId + "-item-2", null)))
                        .statement("we own it")
                        .build();
        bus.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, noticeId, receivedAt, notice);
    }

    private void garbage() throws IOException {
        bus.send(
                new ProducerRecord<>(
                        Topic.MEDIA_LIVE.topicName(),
                        "garbage".getBytes(StandardCharsets.UTF_8),
                        new byte[] {1, 2, 3}));
        broken("truncated", System.currentTimeMillis(), 1);
        broken("next-year", System.currentTimeMillis() + 365 * DAY_MS, 0);
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("garbage", "NOT_A_CLOUDEVENT");
        reasons.put("truncated", "BAD_SEGMENT");
        reasons.put("next-year", "TIME_AHEAD");
        expectRest(
                "garbage",
                "garbage, half a segment, one from next year",
                "refused as dead letters, the jobs go on",
                notices.deadLetters(reasons));
    }

    private void broken(String session, long captureTime, int bytesMissing) throws IOException {
        Segment segment = new Segment(session, 0, captureTime, 11_025, 1, new short[22_050]);
        Envelope envelope = SegmentCodec.envelope(segment, "/vigil/demo");
        byte[] payload = SegmentCodec.payload(segment);
        bus.send(
                Topic.MEDIA_LIVE,
                session,
                envelope,
                Arrays.copyOf(payload, payload.length - bytesMissing));
    }
}
