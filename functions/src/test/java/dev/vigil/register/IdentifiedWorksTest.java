package dev.vigil.register;

import static dev.vigil.register.TestingClaims.T0_MS;
import static dev.vigil.register.TestingClaims.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.register.IdentifiedWork;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.register.SaidIds;
import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.WorkIds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One identifier on several works: each is told, none is refused. */
class IdentifiedWorksTest {
    private static final String ISWC = "T-034.524.680-1";

    private final Map<String, IdentifiedWork> works = new TreeMap<>();

    private static RegisteredWork work(String id, String owner, String iswc, String... isrc) {
        return new RegisteredWork(id, 1, null, null, null, List.of(share(owner, null)))
                .withIds(new WorkIds(null, null, iswc, List.of(isrc), null, "国作登字-1"));
    }

    private static List<IdentifierFact> changes(RegisteredWork before, RegisteredWork after) {
        SaidIds said =
                before == null ? SaidIds.NONE : IdentifiedWorks.said(before, Identifiers.DEFAULTS);
        return IdentifiedWorks.changes(
                "w", said, IdentifiedWorks.said(after, Identifiers.DEFAULTS), T0_MS);
    }

    private List<IdentifierConflict> news(IdScheme scheme, String value) {
        List<IdentifierConflict> news = IdentifiedWorks.news(scheme, value, works);
        news.forEach(one -> works.computeIfPresent(one.workId(), (id, w) -> w.withPublished(one)));
        return news;
    }

    private static IdentifiedWork has(String owner, long at) {
        return new IdentifiedWork(true, List.of(owner), at, null);
    }

    @Test
    void whatIsWrittenInTwoWaysMeetsAndACertificateMayBeOfSeveralWorks() {
        assertThat(changes(null, work("w", "a", "t0345246801")))
                .containsExactly(
                        new IdentifierFact(
                                IdScheme.ISWC, ISWC, "w", true, List.of("a"), T0_MS, null));
    }

    @Test
    void onlyWhatChangedIsSaid() {
        RegisteredWork before = work("w", "a", ISWC, "USS1Z1412345");
        assertThat(changes(before, before)).isEmpty();
        assertThat(changes(before, work("w", "a", null, "USS1Z1412345")))
                .extracting(IdentifierFact::key, IdentifierFact::has)
                .containsExactly(tuple("ISWC:" + ISWC, false));
        assertThat(changes(before, work("w", "b", ISWC, "USS1Z1412345")))
                .as("another owner")
                .hasSize(2)
                .allMatch(one -> one.has() && one.owners().equals(List.of("b")));
    }

    @Test
    void bothWorksAreToldAndToldAgainWhenItIsOver() {
        works.put("w1", has("a", T0_MS));
        assertThat(news(IdScheme.ISWC, ISWC)).isEmpty();
        works.put("w2", has("a", T0_MS + 5));
        assertThat(news(IdScheme.ISWC, ISWC))
                .containsExactly(
                        new IdentifierConflict(
                                "w1", IdScheme.ISWC, ISWC, true, List.of("w2"), null, T0_MS + 5),
                        new IdentifierConflict(
                                "w2", IdScheme.ISWC, ISWC, true, List.of("w1"), null, T0_MS + 5));
        assertThat(news(IdScheme.ISWC, ISWC)).as("once").isEmpty();
        works.computeIfPresent("w2", (id, work) -> work.withHas(false));
        assertThat(news(IdScheme.ISWC, ISWC))
                .hasSize(2)
                .allMatch(one -> !one.open() && one.otherWorkIds().isEmpty());
        assertThat(news(IdScheme.ISWC, ISWC)).isEmpty();
    }

    @Test
    void aRecordingMayBeInSeveralWorksOfOneOwner() {
        works.put("album", has("a", T0_MS));
        works.put("film", has("a", T0_MS));
        assertThat(news(IdScheme.ISRC, "USS1Z1412345")).isEmpty();
        works.put("other", has("b", T0_MS));
        assertThat(news(IdScheme.ISRC, "USS1Z1412345"))
                .extracting(IdentifierConflict::workId, IdentifierConflict::otherWorkIds)
                .containsExactly(
                        tuple("album", List.of("other")),
                        tuple("film", List.of("other")),
                        tuple("other", List.of("album", "film")));
    }

    @Test
    void whatIsNamedIsBounded() {
        for (int i = 0; i < IdentifiedWorks.MOST; i++) {
            works.put("w" + (1_000 + i), has("a", T0_MS));
        }
        List<IdentifierConflict> news = news(IdScheme.DCI, "x");
        assertThat(news).hasSize(100);
        assertThat(news).allMatch(one -> one.otherWorkIds().size() == 20 && one.moreWorks() == 79);
    }
}
