package dev.vigil.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.list.ListPreview;
import dev.vigil.client.list.PreviewedSession;
import dev.vigil.policy.ListIndex;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewedSessionTest {
    private static final long NOW_MS = 1_795_507_200_000L;
    private static final List<Verdict> MATCHED =
            List.of(
                    verdict("fan", "account-1", "film", List.of("CN", "HK")),
                    verdict("official", "owner", "film", List.of("CN")),
                    verdict("other", "account-2", "album", List.of("CN")),
                    verdict("worldwide", "account-3", "film", List.of()));
    private static final List<Authorization> DEAL =
            List.of(
                    AuthorizationBuilder.builder()
                            .authorizationId("deal")
                            .version(1)
                            .grantee("owner")
                            .workIds(List.of("film"))
                            .rightTypes(List.of(RightType.LIVE_RELAY))
                            .from(NOW_MS - 1_000)
                            .build());

    private static Verdict verdict(
            String session, String account, String workId, List<String> territories) {
        Evidence evidence =
                EvidenceBuilder.builder()
                        .matchId(session + "/m")
                        .workId(workId)
                        .referenceId("master")
                        .queryEndMs(5_000)
                        .refEndMs(5_000)
                        .score(20)
                        .tempo(1)
                        .certainAfterMs(3_000)
                        .captureStart(NOW_MS)
                        .captureEnd(NOW_MS + 5_000)
                        .build();
        return new Verdict(
                session + "/1",
                1,
                VerdictState.CLOSED,
                session,
                SessionKind.LIVE,
                account,
                null,
                null,
                Action.OBSERVE,
                "MATCH_ONLY",
                "r",
                List.of(),
                List.of(evidence),
                NOW_MS,
                NOW_MS,
                0,
                null,
                territories,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ListIndex film(ListClass listClass, List<String> where) {
        ListEntry entry =
                ListEntryBuilder.builder()
                        .entryId("e")
                        .version(1)
                        .listClass(listClass)
                        .workId("film")
                        .territoryInclude(where)
                        .issuedAt(NOW_MS)
                        .build();
        return ListIndex.of(List.of(entry));
    }

    private static List<PreviewedSession> of(ListIndex now, ListIndex proposed) {
        return new ListPreview(now, proposed, work -> DEAL, work -> Owners.NONE, NOW_MS)
                .judge(MATCHED.stream())
                .toList();
    }

    @Test
    void namesExactlyThoseThatItWouldBlockAndNobodyWhoIsAuthorized() {
        assertThat(of(new ListIndex(), film(ListClass.RIGHTS_DECLARED, List.of("CN"))))
                .extracting(s -> s.verdict().sessionId() + s.blocked())
                .containsExactly("fan[CN]", "worldwide[CN]");
        assertThat(of(new ListIndex(), film(ListClass.FORBIDDEN, List.of())))
                .as("no authorization lifts it")
                .extracting(s -> s.verdict().sessionId() + s.blocked())
                .containsExactly("fan[CN, HK]", "official[CN]", "worldwide[*]");
    }

    @Test
    void whatIsBlockedAlreadyIsNoNewsAndAWithdrawalLetsGo() {
        ListIndex listed = film(ListClass.ORDER, List.of());
        assertThat(of(listed, listed)).isEmpty();
        List<PreviewedSession> freed = of(listed, film(ListClass.ORDER, List.of("CN")));
        assertThat(freed)
                .extracting(s -> s.verdict().sessionId() + s.blocked() + s.freed())
                .containsExactly("fan[][HK]", "worldwide[][*]");
        assertThat(of(listed, new ListIndex()))
                .extracting(PreviewedSession::by)
                .containsExactly("MATCH_ONLY", "authorization deal", "MATCH_ONLY");
    }
}
