package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As whom the desk writes what its own principal may not. */
class WritingPartiesTest {
    private static final PageText ENGLISH =
            new PageText(Messages.of(PageLanguage.EN), ZoneOffset.UTC, 0);

    @TempDir private Path folder;

    /** Before anything is ordered: a person is to read which setting is missing. */
    @ParameterizedTest
    @CsvSource({
        "LIST, list, --listing-properties",
        "AUTHORIZATIONS, authorizations, --rights-properties",
        "CLAIMS, claims, --rights-properties",
    })
    void whatTheDeskHasNoPrincipalForIsRefusedInASentence(Topic topic, String name, String option) {
        WritingParties none = WritingParties.of(null, null);

        DeskRefused refused = catchThrowableOfType(DeskRefused.class, () -> none.requireFor(topic));

        assertThat(ENGLISH.text(refused.key(), refused.arguments()))
                .isEqualTo(
                        "Expected settings to write to "
                                + name
                                + ", got none. Ask the people who run this desk to start it with "
                                + option
                                + ".");
        assertThatThrownBy(() -> none.settings(topic, new Properties()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatItHasASettingForIsNot() throws IOException {
        Path file = Files.writeString(folder.resolve("listing.properties"), "sasl.mechanism=X\n");
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "kafka:9093");
        client.setProperty("sasl.mechanism", "Y");
        WritingParties listing = WritingParties.of(file, null);

        listing.requireFor(Topic.LIST);
        listing.requireFor(Topic.NOTICES);
        WritingParties.open().requireFor(Topic.LIST);

        assertThat(listing.settings(Topic.LIST, client).orElseThrow())
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("sasl.mechanism", "X");
        assertThat(listing.settings(Topic.NOTICES, client)).isEmpty();
        assertThat(WritingParties.open().settings(Topic.LIST, client)).isEmpty();
    }

    /** A form whose topic no principal of the desk may write would never be sent. */
    @Test
    void eachTopicIsOfOneWhoMayWriteIt() {
        for (Topic topic : new Topic[] {Topic.LIST, Topic.CLAIMS, Topic.NOTICES, Topic.DESK_LOG}) {
            Party party = WritingParties.other(topic).orElse(Party.DESK);
            assertThat(party.writes(topic)).as(topic.topicName()).isTrue();
        }
    }
}
