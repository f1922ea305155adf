package dev.vigil.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountEraseCommandTest {
    private static final String HELP =
            Vigil.line()
                    .getSubcommands()
                    .get("account")
                    .getSubcommands()
                    .get("erase")
                    .getUsageMessage()
                    .replaceAll("\n {10,}", " ");

    /** Topics whose records name an account in a field; the job deletes its offences itself. */
    static Set<Topic> topicsOfAccounts() {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        Arrays.stream(EventType.values())
                .filter(event -> event.data() != null && namesAnAccount(event.data()))
                .forEach(event -> topics.addAll(event.topics()));
        topics.remove(Topic.OFFENCES);
        return topics;
    }

    private static boolean namesAnAccount(Class<?> data) {
        return Arrays.stream(data.getRecordComponents())
                .anyMatch(part -> part.getName().equals("accountId"));
    }

    @ParameterizedTest
    @MethodSource("topicsOfAccounts")
    void itsHelpListsWhatRemainsAndForHowLong(Topic topic) {
        assertThat(HELP)
                .containsPattern(
                        "(?m)^ +"
                                + span(topic.retention())
                                + "  .*\\b"
                                + topic.topicName().replace(".", "\\.")
                                + "(,| \\(|$)");
    }

    private static String span(Duration retention) {
        if (retention == null) {
            return "for good";
        }
        return retention.toDays() <= 14 ? "up to 14 days" : retention.toDays() + " days";
    }
}
