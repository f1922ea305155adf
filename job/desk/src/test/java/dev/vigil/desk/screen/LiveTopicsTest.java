package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that is open is made again at the records that change what it shows. */
class LiveTopicsTest {
    private static final Set<String> TOPICS =
            Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

    @ParameterizedTest
    @CsvSource({
        "/commands?which=OPEN, session.confirmations confirmations account.confirmations",
        "/commands, commands account.commands media.alerts ledger.alerts",
        "/command/n-1%2Fcommand%2F1, confirmations account.confirmations ledger.alerts",
        "/account/user-8, receipts account.confirmations ledger.alerts department decisions",
        "/accounts?which=APPEALED, standings strikes appeals decisions",
        "/list/entry/e-7, list list.receipts list.effective",
        "/list/batch/2026-7, list list.receipts list.effective",
    })
    void thePageIsMadeAgainAtTheirNews(String path, String topics) {
        assertThat(LiveTopics.of(path).split(" "))
                .contains(topics.split(" "))
                .isSubsetOf(TOPICS)
                .doesNotHaveDuplicates();
    }

    /** Records of a command have the session, item or account that it is on as their subject. */
    @ParameterizedTest
    @CsvSource({
        "/command/live-77%2Fcommand%2F1,",
        "/list/entry/e-7,",
        "/accounts,",
        "/account/user-8, '[\"user-8\"]'",
        "/session/live-77, '[\"live-77\"]'",
    })
    void newsCountsOfAnythingButWhereThePageIsAboutItsSubject(String path, String subjects) {
        assertThat(LiveTopics.subjects(path)).isEqualTo(subjects);
    }
}
