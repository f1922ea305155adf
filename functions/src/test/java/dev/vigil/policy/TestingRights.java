package dev.vigil.policy;

import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.FindingBuilder;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Entries, authorizations and sessions for tests: the common case, to be narrowed by the test. */
public final class TestingRights {
    public static final long NOON_MS = 1_800_014_400_000L;

    /** Of the first verdict, and of the first command, of a session that is found at noon. */
    public static final int FIRST_NUMBER = (int) (NOON_MS / 10_000);

    public static final long HOUR_MS = 3_600_000;
    public static final String ACCOUNT = "account-1";
    public static final String SESSION = "session-1";
    public static final String WORK = "work-1";

    /** Topics of which Rights waits for all. */
    public static final List<String> REGISTERS =
            List.of("list", "authorizations", "policies", "works", "reviews");

    private TestingRights() {}

    /** In a window where the class asks for one: an hour each side of noon. */
    public static ListEntry entry(ListClass listClass) {
        return entry("entry-1", 1, listClass, WORK, List.of(), List.of(), null);
    }

    public static ListEntry in(ListEntry entry, List<String> include, List<String> exclude) {
        return entry(
                entry.entryId(),
                entry.version(),
                entry.listClass(),
                entry.workId(),
                include,
                exclude,
                entry.withdrawnAt());
    }

    public static ListEntry of(ListEntry entry, String entryId, String workId) {
        return entry(
                entryId,
                entry.version(),
                entry.listClass(),
                workId,
                entry.territoryInclude(),
                entry.territoryExclude(),
                entry.withdrawnAt());
    }

    public static ListEntry withdrawn(ListEntry entry) {
        return entry(
                entry.entryId(),
                entry.version() + 1,
                entry.listClass(),
                entry.workId(),
                entry.territoryInclude(),
                entry.territoryExclude(),
                NOON_MS);
    }

    public static ListEntry entry(
            String entryId,
            long version,
            ListClass listClass,
            String workId,
            List<String> include,
            List<String> exclude,
            Long withdrawnAt) {
        boolean windowed =
                listClass == ListClass.IN_SCREENING || listClass == ListClass.HOT_BROADCAST;
        return ListEntryBuilder.builder()
                .entryId(entryId)
                .version(version)
                .listClass(listClass)
                .authority(ReservedId.isOne(entryId) ? ReservedId.AUTHORITY : null)
                .workId(workId)
                .titles(List.of())
                .windows(
                        windowed
                                ? List.of(window(NOON_MS - HOUR_MS, NOON_MS + HOUR_MS))
                                : List.of())
                .territoryInclude(include)
                .territoryExclude(exclude)
                .issuedAt(NOON_MS - 10 * HOUR_MS)
                .withdrawnAt(withdrawnAt)
                .build();
    }

    public static ListEntry windowed(ListEntry entry, ListWindow window) {
        return entry.with()
                .listId(null)
                .authority(null)
                .batchNo(null)
                .titles(List.of())
                .windows(List.of(window))
                .documentRef(null)
                .referenceIds(null)
                .providerScope(null)
                .measure(null)
                .signature(null)
                .shadow(null)
                .build();
    }

    /** For those providers alone, and with what an order asks for. */
    public static ListEntry scoped(
            ListEntry entry, List<ProviderScope> providers, ListMeasure measure) {
        return entry.with()
                .listId(null)
                .authority(null)
                .batchNo(null)
                .titles(List.of())
                .documentRef(null)
                .referenceIds(List.of())
                .providerScope(providers)
                .measure(measure)
                .signature(null)
                .shadow(null)
                .build();
    }

    public static ListWindow window(long fromMs, Long toMs) {
        return new ListWindow(WindowType.THEATRICAL, local(fromMs), local(toMs), "UTC");
    }

    private static String local(Long timeMs) {
        return timeMs == null
                ? null
                : LocalDateTime.ofEpochSecond(
                                timeMs / 1000, (int) (timeMs % 1000) * 1_000_000, ZoneOffset.UTC)
                        .toString();
    }

    /** For the account, everywhere, both rights, from an hour before noon on. */
    public static Authorization authorization(String id) {
        return authorization(
                id,
                1,
                ACCOUNT,
                List.of(WORK),
                List.of(RightType.values()),
                List.of(),
                NOON_MS - HOUR_MS,
                null,
                null,
                null);
    }

    public static Authorization authorization(
            String id,
            long version,
            String grantee,
            List<String> works,
            List<RightType> rights,
            List<String> territories,
            long from,
            Long to,
            Long maxExcerptMs,
            Long revokedAt) {
        return AuthorizationBuilder.builder()
                .authorizationId(id)
                .version(version)
                .grantee(grantee)
                .workIds(works)
                .rightTypes(rights)
                .territories(territories)
                .from(from)
                .to(to)
                .maxExcerptMs(maxExcerptMs)
                .revokedAt(revokedAt)
                .build();
    }

    /** Like {@link #authorization(String)}, granted by that party. */
    public static Authorization grantedBy(String grantor, Authorization known) {
        return known.withGrantor(grantor);
    }

    /** The work, 100 s long and owned by that party there; no territory means everywhere. */
    public static RegisteredWork registered(
            long version, Long excerptMs, String ownerId, String... territories) {
        return new RegisteredWork(
                WORK,
                version,
                100_000L,
                excerptMs,
                null,
                List.of(new OwnerShare(ownerId, List.of(territories), List.of())));
    }

    public static MatchPolicy policy(String ownerId, long version, MatchRule... rules) {
        return new MatchPolicy(ownerId, version, List.of(rules), null);
    }

    public static Owners owners(RegisteredWork work, MatchPolicy... policies) {
        Owners owners = Owners.NONE.with(work);
        for (MatchPolicy policy : policies) {
            owners = owners.with(policy);
        }
        return owners;
    }

    /** A finding of a work that is registered. */
    public static Finding owned(Finding finding, Owners owners) {
        return finding.with()
                .owners(owners)
                .afterwards(null)
                .presentUntil(null)
                .stayDown(null)
                .build();
    }

    public static SessionStarted session(SessionKind kind, String... territories) {
        return new SessionStarted(
                SESSION,
                kind,
                ACCOUNT,
                "channel-1",
                "organisation-1",
                List.of(territories),
                NOON_MS - HOUR_MS,
                null,
                kind == SessionKind.FEED ? WORK : null);
    }

    /** A match of {@code matchedMs} whose last sample was captured at {@code captureEndMs}. */
    public static Evidence evidence(
            String matchId, String workId, long captureEndMs, long matchedMs, boolean open) {
        return EvidenceBuilder.builder()
                .matchId(matchId)
                .workId(workId)
                .referenceId("reference-1")
                .queryEndMs(matchedMs)
                .refEndMs(matchedMs)
                .score(20)
                .tempo(1)
                .certainAfterMs(matchedMs)
                .captureStart(captureEndMs - matchedMs)
                .captureEnd(captureEndMs)
                .open(open)
                .build();
    }

    public static Finding finding(
            SessionStarted context, Evidence evidence, Authorization... authorizations) {
        return FindingBuilder.builder()
                .sessionId(SESSION)
                .context(context)
                .evidence(evidence)
                .authorizations(List.of(authorizations))
                .authorizationsLoaded(true)
                .changes(WorkListing.NONE)
                .build();
    }
}
