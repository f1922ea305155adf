package dev.vigil.bench.judge;

import dev.vigil.bench.load.Pace;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Entries, authorizations and sessions at random: each follows from the seed and its number, so
 * that none has to be kept. One in four entries and authorizations has a second version.
 */
final class JudgeScript {
    /** The work of all recent uploads. */
    static final String HOT_WORK = "work-hot";

    private static final String FRIEND = "account-friend";
    private static final int FRIENDS_ONE_IN = 10;

    private static final List<String> TERRITORIES = List.of("CN", "HK", "TW", "US");
    private static final List<String> REFERENCES = List.of("master", "cut");

    /** None of them puts its clocks forward or back, so that a local time is one moment. */
    private static final List<String> ZONES = List.of("Asia/Shanghai", "UTC", "Asia/Kolkata");

    private static final List<ListClass> PERMITTED_BY_RIGHTS =
            List.of(
                    ListClass.PERMISSION_REQUIRED,
                    ListClass.RIGHTS_DECLARED,
                    ListClass.STAYDOWN,
                    ListClass.IN_SCREENING,
                    ListClass.HOT_BROADCAST);

    private static final int AMENDED_ONE_IN = 4;

    /** Works that no entry is about, for each that one is about. */
    private static final double UNLISTED = 0.1;

    /** Entries for each work that one is about. */
    private static final double ENTRIES_A_WORK = 1.25;

    private static final int AUTHORIZATIONS_A_GRANTEE = 3;

    /** How far an open match is behind its last report. */
    private static final long EARLIER_MS = 10_000;

    private enum Of {
        ENTRY,
        AUTHORIZATION,
        SESSION
    }

    private final long seed;
    private final long startMs;
    private final int entries;
    private final int authorizations;
    private final int listedWorks;
    private final int works;
    private final int grantees;

    /**
     * @param startMs now: sessions are of the two hours before it
     */
    JudgeScript(long seed, long startMs, int entries, int authorizations) {
        this.seed = seed;
        this.startMs = startMs;
        this.entries = entries;
        this.authorizations = authorizations;
        listedWorks = Math.max(1, (int) (entries / ENTRIES_A_WORK));
        works = listedWorks + Math.max(1, (int) (listedWorks * UNLISTED));
        grantees = Math.max(1, authorizations / AUTHORIZATIONS_A_GRANTEE);
    }

    private SplittableRandom random(Of of, int number) {
        long each = ((long) of.ordinal() << Integer.SIZE) + number;
        return new SplittableRandom(seed ^ new SplittableRandom(each).nextLong());
    }

    static boolean isAmended(int number) {
        return number % AMENDED_ONE_IN == 0;
    }

    /** The first version of an entry, or the last: withdrawn, moved to another work, or changed. */
    ListEntry entry(int number, boolean last) {
        SplittableRandom random = random(Of.ENTRY, number);
        String work = work(number % listedWorks);
        ListEntry first = entry(random, number, 1, work);
        if (!last || !isAmended(number)) {
            return first;
        }
        return switch (random.nextInt(3)) {
            case 0 -> first.withdrawn(startMs);
            case 1 -> entry(random, number, 2, work(random.nextInt(works)));
            default -> entry(random, number, 2, work);
        };
    }

    private ListEntry entry(SplittableRandom random, int number, long version, String work) {
        ListClass listClass = listClass(random);
        boolean timed = listClass == ListClass.IN_SCREENING || listClass == ListClass.HOT_BROADCAST;
        boolean muted = listClass == ListClass.ORDER && random.nextBoolean();
        return ListEntryBuilder.builder()
                .entryId("entry-" + number)
                .version(version)
                .listClass(listClass)
                .authority("bench")
                .batchNo("bench-" + version)
                .workId(work)
                .windows(timed || random.nextInt(4) == 0 ? windows(random) : null)
                .territoryInclude(territories(random, 5))
                .territoryExclude(random.nextInt(5) == 0 ? List.of(one(random, TERRITORIES)) : null)
                .issuedAt(startMs)
                .referenceIds(random.nextInt(7) == 0 ? List.of(one(random, REFERENCES)) : null)
                .providerScope(
                        random.nextInt(5) == 0
                                ? List.of(one(random, List.of(ProviderScope.values())))
                                : null)
                .measure(muted ? ListMeasure.MUTE : null)
                .build();
    }

    /** One in ten is of those that no permission lifts. */
    private static ListClass listClass(SplittableRandom random) {
        return switch (random.nextInt(20)) {
            case 0 -> ListClass.FORBIDDEN;
            case 1 -> ListClass.ORDER;
            default -> one(random, PERMITTED_BY_RIGHTS);
        };
    }

    private List<ListWindow> windows(SplittableRandom random) {
        List<ListWindow> windows = new ArrayList<>();
        for (int n = random.nextInt(4) == 0 ? 2 : 1; n > 0; n--) {
            String zone = one(random, ZONES);
            long from = startMs - random.nextLong(3 * Pace.HOUR_MS);
            long to = from + 30 * Pace.MINUTE_MS + random.nextLong(2 * Pace.HOUR_MS);
            windows.add(
                    new ListWindow(
                            WindowType.EVENT,
                            local(from, zone),
                            random.nextInt(4) == 0 ? null : local(to, zone),
                            zone));
        }
        return windows;
    }

    private static String local(long atMs, String zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(atMs), ZoneId.of(zone)).toString();
    }

    /**
     * The first version of an authorization, or the last: revoked, or another in all but its id.
     */
    Authorization authorization(int number, boolean last) {
        SplittableRandom random = random(Of.AUTHORIZATION, number);
        Authorization first = authorization(random, number, 1);
        if (!last || !isAmended(number)) {
            return first;
        }
        return random.nextInt(3) == 0
                ? revoked(first, startMs - random.nextLong(2 * Pace.HOUR_MS))
                : authorization(random, number, 2);
    }

    private Authorization authorization(SplittableRandom random, int number, long version) {
        int grantee = random.nextInt(grantees);
        TreeSet<String> named = new TreeSet<>();
        for (int n = random.nextInt(5) == 0 ? 3 : 1; n > 0; n--) {
            named.add(work(random.nextInt(works)));
        }
        long from = startMs - random.nextLong(5 * Pace.HOUR_MS);
        // What an account has shown before may count too; its sessions here count alone.
        boolean limited = grantee % 3 != 0 && random.nextInt(5) == 0;
        return AuthorizationBuilder.builder()
                .authorizationId("authorization-" + number)
                .version(version)
                .grantor("studio")
                .grantee(grantee(grantee))
                .workIds(List.copyOf(named))
                .rightTypes(rights(random))
                .territories(territories(random, 3))
                .from(from)
                .to(
                        random.nextBoolean()
                                ? null
                                : from + Pace.HOUR_MS + random.nextLong(5 * Pace.HOUR_MS))
                .maxExcerptMs(limited ? 10_000L : null)
                .build();
    }

    private static Authorization revoked(Authorization a, long atMs) {
        return a.with()
                .version(a.version() + 1)
                .revokedAt(atMs)
                .revocationReason("ended")
                .evidenceRef(null)
                .build();
    }

    private static List<RightType> rights(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of(RightType.LIVE_RELAY);
            case 1 -> List.of(RightType.ON_DEMAND);
            default -> List.of(RightType.LIVE_RELAY, RightType.ON_DEMAND);
        };
    }

    /** None in half of the cases, everywhere by its sign in one of ten, else some. */
    private static List<String> territories(SplittableRandom random, int most) {
        int dice = random.nextInt(10);
        return dice < 5 ? List.of() : dice == 5 ? List.of("*") : some(random, most);
    }

    private static List<String> some(SplittableRandom random, int most) {
        TreeSet<String> some = new TreeSet<>();
        for (int n = 1 + random.nextInt(most); n > 0; n--) {
            some.add(one(random, TERRITORIES));
        }
        return List.copyOf(some);
    }

    private static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String work(int number) {
        return "work-" + number;
    }

    /** A third of them accounts, channels, organisations each. */
    private static String grantee(int number) {
        return List.of("account-", "channel-", "organisation-").get(number % 3) + number;
    }

    /**
     * A session by somebody who holds an authorization, most often of the work, or by an unknown
     * account.
     *
     * @param number of the draw, which decides everything but the id
     */
    NaiveRights.Session session(String id, int number) {
        SplittableRandom random = random(Of.SESSION, number);
        Authorization near = authorization(random.nextInt(authorizations), random.nextInt(4) != 0);
        boolean aims = random.nextInt(4) != 0;
        String work = aims ? one(random, near.workIds()) : work(random.nextInt(works));
        String by = aims || random.nextBoolean() ? near.grantee() : "account-nobody";
        long at = at(random, near, work);
        List<NaiveRights.Heard> heard = new ArrayList<>();
        heard.add(heard(random, work, at));
        String second = work(random.nextInt(works));
        if (random.nextInt(10) == 0 && !second.equals(work)) {
            heard.add(heard(random, second, at));
        }
        return new NaiveRights.Session(
                id,
                random.nextBoolean(),
                by.startsWith("account-") ? by : "account-of-" + id,
                by.startsWith("channel-") ? by : null,
                by.startsWith("organisation-") ? by : null,
                random.nextInt(3) == 0 ? List.of() : some(random, 3),
                heard);
    }

    private NaiveRights.Heard heard(SplittableRandom random, String work, long at) {
        return new NaiveRights.Heard(
                work, one(random, REFERENCES), at, 4_000 + random.nextLong(16_000));
    }

    /** One in four is at an edge of a window or of the authorization, or a millisecond beside. */
    private long at(SplittableRandom random, Authorization near, String work) {
        if (random.nextInt(4) == 0) {
            List<Long> edges = edges(near, work);
            return one(random, edges) - 1 + random.nextInt(3);
        }
        return startMs - Pace.MINUTE_MS - random.nextLong(2 * Pace.HOUR_MS);
    }

    private List<Long> edges(Authorization near, String work) {
        List<Long> edges = new ArrayList<>(List.of(near.from()));
        if (near.to() != null) {
            edges.add(near.to());
        }
        if (near.revokedAt() != null) {
            edges.add(near.revokedAt());
        }
        int number = Integer.parseInt(work.substring(work.indexOf('-') + 1));
        if (number < Math.min(listedWorks, entries)) {
            for (ListWindow window : entry(number, true).windows()) {
                ZoneId zone = ZoneId.of(window.zone());
                String edge = window.to() == null ? window.from() : window.to();
                edges.add(LocalDateTime.parse(edge).atZone(zone).toInstant().toEpochMilli());
            }
        }
        return edges;
    }

    /** A finished upload of the hot work; one in ten by an account that may. */
    NaiveRights.Session upload(int number) {
        return new NaiveRights.Session(
                "upload-" + number,
                false,
                number % FRIENDS_ONE_IN == 0 ? FRIEND : "account-of-upload-" + number,
                null,
                null,
                List.of("CN"),
                List.of(
                        new NaiveRights.Heard(
                                HOT_WORK, "master", startMs - Pace.HOUR_MS + number, 8_000)));
    }

    /** What lets the one in ten. */
    Authorization hotAuthorization() {
        return AuthorizationBuilder.builder()
                .authorizationId("authorization-hot")
                .version(1)
                .grantor("studio")
                .grantee(FRIEND)
                .workIds(List.of(HOT_WORK))
                .rightTypes(List.of(RightType.ON_DEMAND))
                .from(startMs - 24 * Pace.HOUR_MS)
                .build();
    }

    /** The change that concerns every recent upload. */
    ListEntry hotEntry() {
        return ListEntryBuilder.builder()
                .entryId("entry-hot")
                .version(1)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .authority("bench")
                .batchNo("bench-hot")
                .workId(HOT_WORK)
                .issuedAt(startMs)
                .build();
    }

    /** How many of that many uploads that change blocks. */
    static int strangers(int uploads) {
        return uploads - (uploads + FRIENDS_ONE_IN - 1) / FRIENDS_ONE_IN;
    }

    /** The matches of a session as they are reported last. */
    static List<OpenMatch> last(NaiveRights.Session session, boolean open) {
        return matches(session, 0, open);
    }

    /** The matches of a live session as they were some seconds earlier. */
    static List<OpenMatch> earlier(NaiveRights.Session session) {
        return matches(session, EARLIER_MS, true);
    }

    private static List<OpenMatch> matches(
            NaiveRights.Session session, long earlierMs, boolean open) {
        List<OpenMatch> matches = new ArrayList<>();
        long start = session.heard().get(0).at() - Pace.MINUTE_MS;
        SessionStarted context =
                SessionStartedBuilder.builder()
                        .sessionId(session.id())
                        .kind(session.live() ? SessionKind.LIVE : SessionKind.UPLOAD)
                        .accountId(session.account())
                        .channelId(session.channel())
                        .organisationId(session.organisation())
                        .serviceTerritories(session.shownIn())
                        .startAt(start)
                        .build();
        for (NaiveRights.Heard heard : session.heard()) {
            Evidence evidence = evidence(session.id(), heard, start, earlierMs, open);
            matches.add(new OpenMatch(session.id(), context, evidence));
        }
        return matches;
    }

    private static Evidence evidence(
            String session, NaiveRights.Heard heard, long start, long earlierMs, boolean open) {
        long end = heard.at() - earlierMs - start;
        long begin = end - heard.ms();
        return EvidenceBuilder.builder()
                .matchId(session + "/" + heard.work())
                .workId(heard.work())
                .referenceId(heard.reference())
                .queryStartMs(begin)
                .queryEndMs(end)
                .refStartMs(begin)
                .refEndMs(end)
                .score(460)
                .tempo(1)
                .certainAfterMs(3_000)
                .captureStart(start + begin)
                .captureEnd(start + end)
                .open(open)
                .build();
    }
}
