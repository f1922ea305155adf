package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ledger job has published comes back as it was. */
class PublishedAccountDoorTest {
    /** What it publishes for people alone. */
    private static final Set<EventType> NOT_READ =
            EnumSet.of(EventType.LEDGER_ALERT, EventType.CLOCK_HEALTH, EventType.DEAD_LETTER);

    private final PublishedAccountDoor door = new PublishedAccountDoor(() -> Arriving.NOW_MS);

    static Stream<EventType> all() {
        return Stream.of(
                EventType.OFFENCE_CHANGED,
                EventType.STRIKE_CHANGED,
                EventType.ACCOUNT_STANDING,
                EventType.USER_WARNING,
                EventType.ACCOUNT_COMMAND,
                EventType.DEPARTMENT_REPORT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void itComesBackAsItWas(EventType type) {
        Object data = golden(type);
        AccountFact fact = enter(of(type, data));
        assertThat(fact.dead()).isNull();
        assertThat(fact.accountId()).isNotBlank();
        assertThat(fact)
                .isEqualTo(AccountFact.of(fact.kind(), fact.accountId(), fact.time(), data));
        assertThat(
                        Stream.<Object>of(
                                fact.offencePublished() == null ? 0 : fact.offencePublished(),
                                fact.strikePublished() == null ? 0 : fact.strikePublished(),
                                fact.standingPublished() == null ? 0 : fact.standingPublished(),
                                fact.warningPublished() == null ? 0 : fact.warningPublished(),
                                fact.commandPublished() == null ? 0 : fact.commandPublished(),
                                fact.reportPublished() == null ? 0 : fact.reportPublished()))
                .contains(data);
    }

    @ParameterizedTest
    @MethodSource("all")
    void onAnotherTopicItIsRefused(EventType type) {
        Topic other = type == EventType.STRIKE_CHANGED ? Topic.OFFENCES : Topic.STRIKES;
        assertThat(enter(of(type, golden(type)).on(other)).dead().reason())
                .isEqualTo("WRONG_TOPIC");
    }

    @Test
    void whatIsForPeopleAloneIsNotReadBack() {
        for (EventType type : NOT_READ) {
            AccountFact refused = enter(of(type, golden(type)));
            assertThat(refused.dead().reason()).isEqualTo("WRONG_TOPIC");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void onceLoadedOnlyStrikesComeBack(EventType type) {
        door.loaded();

        assertThat(of(type, golden(type)).at(door))
                .filteredOn(fact -> !isOfLinked(fact))
                .hasSize(type == EventType.STRIKE_CHANGED ? 1 : 0);
    }

    private static boolean isOfLinked(AccountFact fact) {
        return fact.kind() == AccountFact.Kind.LINKED_STANDING;
    }

    @Test
    void theAccountsThatAStandingNamesAsLinkedLearnOfItAtAnyTime() {
        AccountStanding golden = (AccountStanding) golden(EventType.ACCOUNT_STANDING);
        AccountStanding standing =
                golden.withLinked(List.of("account-8")).withUnlinked(List.of("account-9"));
        door.loaded();
        assertThat(of(EventType.ACCOUNT_STANDING, standing).at(door))
                .extracting(
                        AccountFact::kind, AccountFact::accountId, AccountFact::standingPublished)
                .containsExactly(
                        tuple(AccountFact.Kind.LINKED_STANDING, "account-8", standing),
                        tuple(AccountFact.Kind.LINKED_STANDING, "account-9", standing));
    }

    /** Millions of them come back, and few have a link. */
    @Test
    void aStandingWithoutALinkIsNotEvenParsedOnceLoaded() {
        AccountStanding golden = (AccountStanding) golden(EventType.ACCOUNT_STANDING);
        AccountStanding alone =
                golden.withLinked(List.of())
                        .withUnlinked(List.of())
                        .withLadderVersion("\"linked\":[] \"unlinked\":[]");
        Arriving wrong = of(EventType.ACCOUNT_STANDING, alone).on(Topic.WARNINGS);
        assertThat(wrong.at(door)).as("before").hasSize(1);
        door.loaded();
        assertThat(of(EventType.ACCOUNT_STANDING, alone).at(door)).isEmpty();
        AccountStanding linked = alone.withUnlinked(List.of("account-9"));
        assertThat(of(EventType.ACCOUNT_STANDING, linked).at(door)).hasSize(1);
        assertThat(
                        of(
                                        EventType.ACCOUNT_STANDING,
                                        linked.withLinked(List.of("account-8"))
                                                .withUnlinked(List.of()))
                                .at(door))
                .hasSize(1);
    }

    @Test
    void whatIsErasedIsNoNews() {
        assertThat(of(EventType.OFFENCE_CHANGED, null).at(door)).isEmpty();
    }

    private AccountFact enter(Arriving arriving) {
        List<AccountFact> facts =
                arriving.at(door).stream().filter(fact -> !isOfLinked(fact)).toList();
        assertThat(facts).hasSize(1);
        return facts.get(0);
    }

    private static Arriving of(EventType type, Object data) {
        return Arriving.on(type.topics().get(0), type, "key", data);
    }

    private static Object golden(EventType type) {
        try {
            return Json.read(Files.readAllBytes(Releases.event(type)), type.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
