package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An offence as the standing of its account keeps it; the account and the id are its keys. Slim: a
 * million accounts have three each. An empty list is kept as null.
 *
 * @param aggravators those of its case
 * @param works null where they are those of the spans, which is the rule
 * @param spans its time codes, as {@link #packed} writes them
 * @param territories empty for everywhere
 * @param evidenceDigest 32 bytes; null for none
 * @param verdictId without its session, where it begins with that
 * @param disputed grounds of it that a counter-notice disputes
 * @param settled what has settled it that its account has no room for: grounds that have fallen,
 *     those that fell for it alone with an @ before them, and appeals; at most 98
 * @param waived null while it is not waived
 * @param published digest of the last offence.changed; 0 for none
 * @param changedAt when it fell, by the last offence.changed; null where it has not
 * @param known false while only a waiver names it
 * @param seenAt when it was first named (UTC epoch ms); null once its own times are known
 * @param position of the waiver, while only that names it
 */
@InState
@RecordBuilder
public record KeptOffence(
        Long occurredAt,
        Long establishedAt,
        List<OffenceReason> reasons,
        List<String> works,
        List<String> owners,
        List<String> territories,
        String spans,
        Measure measure,
        List<Aggravator> aggravators,
        byte[] evidenceDigest,
        String verdictId,
        List<String> noticeIds,
        List<String> disputed,
        List<String> settled,
        OffenceWaived waived,
        long published,
        Long changedAt,
        boolean known,
        Long seenAt,
        RecordPosition position)
        implements KeptOffenceBuilder.With {
    private static final List<String> EVERYWHERE = List.of("*");

    public KeptOffence {
        works = works == null || works.equals(worksOf(spans)) ? null : works;
        owners = KeptList.orNull(owners);
        territories = EVERYWHERE.equals(territories) ? null : KeptList.orNull(territories);
        aggravators = KeptList.orNull(aggravators);
        noticeIds = KeptList.orNull(noticeIds);
        disputed = KeptList.orNull(disputed);
        settled = KeptList.orNull(settled);
        seenAt = known && establishedAt != null ? null : seenAt;
    }

    @Override
    public List<String> works() {
        return works == null ? worksOf(spans) : works;
    }

    private static List<String> worksOf(String spans) {
        TreeSet<String> works = new TreeSet<>();
        for (int from = 0; spans != null && from < spans.length(); from = end(spans, from) + 1) {
            works.add(spans.substring(from, spans.indexOf(' ', from)));
        }
        return List.copyOf(works);
    }

    /** Of the span that begins there. */
    private static int end(String spans, int from) {
        int end = spans.indexOf(';', from);
        return end < 0 ? spans.length() : end;
    }

    /** How many ids of works are kept: of each span its own, and those that are no spans'. */
    public int named() {
        int named = works == null ? 0 : works.size();
        for (int from = 0; spans != null && from < spans.length(); from = end(spans, from) + 1) {
            named++;
        }
        return named;
    }

    @Override
    public List<String> owners() {
        return KeptList.of(owners);
    }

    @Override
    public List<String> territories() {
        return KeptList.of(territories);
    }

    public List<TimeCode> timeCodes() {
        return timeCodes(spans);
    }

    /**
     * Half of what the records take: of each the work, its begin and its length in base 36; null of
     * none. No id of a work has a blank or a semicolon.
     */
    public static String packed(List<TimeCode> timeCodes) {
        return timeCodes.isEmpty()
                ? null
                : timeCodes.stream()
                        .map(
                                one ->
                                        one.workId()
                                                + " "
                                                + Long.toString(one.fromMs(), 36)
                                                + " "
                                                + Long.toString(one.toMs() - one.fromMs(), 36))
                        .collect(Collectors.joining(";"));
    }

    private static List<TimeCode> timeCodes(String spans) {
        if (spans == null) {
            return List.of();
        }
        List<TimeCode> all = new ArrayList<>();
        for (int from = 0; from < spans.length(); from = end(spans, from) + 1) {
            all.add(timeCode(spans, from, end(spans, from)));
        }
        return List.copyOf(all);
    }

    private static TimeCode timeCode(String spans, int from, int to) {
        int begin = spans.indexOf(' ', from);
        int length = spans.indexOf(' ', begin + 1);
        long fromMs = Long.parseLong(spans, begin + 1, length, 36);
        return new TimeCode(
                spans.substring(from, begin),
                fromMs,
                fromMs + Long.parseLong(spans, length + 1, to, 36));
    }

    @Override
    public List<Aggravator> aggravators() {
        return KeptList.of(aggravators);
    }

    @Override
    public List<String> noticeIds() {
        return KeptList.of(noticeIds);
    }

    @Override
    public List<String> disputed() {
        return KeptList.of(disputed);
    }

    @Override
    public List<String> settled() {
        return KeptList.of(settled);
    }

    /** One that nothing is published of. */
    public static KeptOffence of(Offence offence, long seenAt) {
        return KeptOffenceBuilder.builder()
                .occurredAt(offence.occurredAt())
                .establishedAt(offence.establishedAt())
                .reasons(offence.reasons())
                .works(offence.works())
                .owners(offence.owners())
                .territories(offence.territories())
                .spans(packed(offence.timeCodes()))
                .measure(offence.measure())
                .aggravators(ofCase(offence))
                .evidenceDigest(bytes(offence.evidenceDigest()))
                .verdictId(verdictId(offence))
                .noticeIds(offence.noticeIds())
                .disputed(offence.disputed())
                .known(true)
                .seenAt(seenAt)
                .build();
    }

    /** One that a person waives, of which nothing else is known yet. */
    public static KeptOffence named(long seenAt, RecordPosition position) {
        return KeptOffenceBuilder.builder()
                .reasons(List.of())
                .seenAt(seenAt)
                .position(position)
                .build();
    }

    /**
     * As it is published.
     *
     * @param graver its aggravators, those that only its account knows too
     */
    public Offence whole(String accountId, String offenceId, List<Aggravator> graver) {
        return OffenceBuilder.builder()
                .accountId(accountId)
                .offenceId(offenceId)
                .kind(offenceId.startsWith("item:") ? OffenceKind.ITEM : OffenceKind.SESSION)
                .occurredAt(occurredAt)
                .establishedAt(establishedAt)
                .reasons(reasons)
                .works(works())
                .owners(owners())
                .territories(territories == null ? EVERYWHERE : territories)
                .timeCodes(timeCodes())
                .measure(measure)
                .aggravators(graver)
                .evidenceDigest(
                        evidenceDigest == null ? null : HexFormat.of().formatHex(evidenceDigest))
                .verdictId(
                        verdictId != null && verdictId.startsWith("/")
                                ? session(offenceId) + verdictId
                                : verdictId)
                .noticeIds(noticeIds())
                .disputed(disputed())
                .build();
    }

    /** Those that its case knows: the others are derived of the account each time. */
    public static List<Aggravator> ofCase(Offence offence) {
        return offence.aggravators().stream().filter(one -> !one.ofAccount()).toList();
    }

    /** As it is kept: that of a session begins with the session's id, which is long. */
    public static String verdictId(Offence offence) {
        String verdictId = offence.verdictId();
        String session = session(offence.offenceId());
        return verdictId != null && verdictId.startsWith(session + "/")
                ? verdictId.substring(session.length())
                : verdictId;
    }

    private static String session(String offenceId) {
        return offenceId.substring(offenceId.indexOf(':') + 1);
    }

    public static byte[] bytes(String digest) {
        return digest == null ? null : HexFormat.of().parseHex(digest);
    }
}
