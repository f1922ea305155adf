package dev.vigil.schema.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WindowType;
import dev.vigil.schema.notice.DirectiveKind;
import dev.vigil.schema.rights.WorkKind;
import dev.vigil.schema.signal.DisputeReason;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.schema.wire.SignalContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which enums on topics let an unknown constant in. A record of a later sender must not be lost for
 * a constant that only describes; one on which a decision depends must not be guessed.
 */
class WireEnumsTest {
    /** Read as OTHER: for people and figures alone. */
    private static final Set<Class<?>> OPEN =
            Set.of(WindowType.class, WorkKind.class, DisputeReason.class, DirectiveKind.class);

    /**
     * Refused, by the name of the class: what is measured, decided, counted or shown depends on
     * them. An enum that joins an event joins this list or the other.
     */
    private static final Set<String> STRICT =
            Set.of(
                    "Action",
                    "ActionState",
                    "Aggravator",
                    "AppealOutcome",
                    "ClockMotion",
                    "ClockState",
                    "ClockTrack",
                    "ConflictState",
                    "CounterState",
                    "DeliveryState",
                    "Element",
                    "EvidenceStanding",
                    "FigureKind",
                    "FormedBy",
                    "ForwardState",
                    "GroundKind",
                    "HealthReason",
                    "HealthState",
                    "IdScheme",
                    "IntakeState",
                    "ItemOutcomeKind",
                    "LadderStep",
                    "LedgerAlertKind",
                    "LinkKind",
                    "ListClass",
                    "ListMeasure",
                    "ListReader",
                    "Measure",
                    "MissingReason",
                    "Modality",
                    "NextStep",
                    "NoticeState",
                    "OffenceKind",
                    "OffenceState",
                    "OpinionKind",
                    "OtherSense",
                    "ProceedingKind",
                    "ProposalDecision",
                    "ProposalState",
                    "ProviderScope",
                    "ReceiptState",
                    "Regime",
                    "RegistrationState",
                    "ReportDecision",
                    "ReportState",
                    "ReviewOutcome",
                    "RightType",
                    "ScreeningResult",
                    "SessionKind",
                    "SharedVote",
                    "SignalKind",
                    "SignalState",
                    "StandingLevel",
                    "TriageOutcome",
                    "UsageReason",
                    "UsageState",
                    "UserReportsOutcome",
                    "VerdictState",
                    "WarningKind");

    private enum PlantedOpen {
        KNOWN,
        @JsonEnumDefaultValue
        OTHER
    }

    private enum PlantedStrict {
        KNOWN
    }

    /** One line for each that is not what its list promises, or on none. */
    private static List<String> problems(Stream<Class<?>> enums) {
        List<String> problems = new ArrayList<>();
        enums.forEach(
                type -> {
                    String expected =
                            OPEN.contains(type)
                                    ? "open"
                                    : STRICT.contains(type.getSimpleName()) ? "strict" : "listed";
                    String got = WireEnums.isOpen(type) ? "open" : "strict";
                    if (!got.equals(expected)) {
                        problems.add(
                                "%s: expected %s, got %s"
                                        .formatted(type.getSimpleName(), expected, got));
                    }
                });
        return problems;
    }

    static Stream<Class<?>> open() {
        return OPEN.stream();
    }

    static Stream<Class<?>> strict() {
        return WireEnums.all().stream().filter(type -> !OPEN.contains(type));
    }

    @Test
    void eachIsWhatItsListPromises() {
        assertThat(problems(WireEnums.all().stream())).isEmpty();
        assertThat(WireEnums.all()).containsAll(OPEN);
        assertThat(strict().map(Class::getSimpleName)).containsExactlyInAnyOrderElementsOf(STRICT);
    }

    @Test
    void aPlantedOneIsFound() {
        assertThat(problems(Stream.of(PlantedOpen.class, PlantedStrict.class)))
                .containsExactly(
                        "PlantedOpen: expected listed, got open",
                        "PlantedStrict: expected listed, got strict");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("open")
    void anUnknownConstantIsReadAsOther(Class<?> type) {
        for (String unknown : List.of("\"OF_A_LATER_VERSION\"", "\"\"", "\"17\"")) {
            assertThat(Json.read(bytes(unknown), type)).as(unknown).hasToString("OTHER");
            assertThat(Json.whole(bytes(unknown), type)).as(unknown).hasToString("OTHER");
            assertThat(Json.enter(bytes(unknown), type)).as(unknown).hasToString("OTHER");
        }
        assertThatThrownBy(() -> Json.enter(bytes("17"), type))
                .hasMessageContaining("got the number 17");
    }

    @ParameterizedTest
    @MethodSource("strict")
    void anUnknownConstantThatDecidesIsRefused(Class<?> type) {
        byte[] unknown = bytes("\"OF_A_LATER_VERSION\"");
        assertThatThrownBy(() -> Json.enter(unknown, type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of");
    }

    /** The signature is of the record as it was sent; what is published again is signed again. */
    @Test
    void aSignatureIsOfTheTextThatWasSent() throws IOException {
        ObjectNode sent = withLaterWindow(EventType.LIST_UPSERTED);
        sent.remove("signature");
        KeyPair key = ListKeys.create();
        String signature = ListSignature.sign(Json.bytes(sent), key.getPrivate());
        sent.put("signature", signature);
        ListEntry read = Json.enter(Json.bytes(sent), ListEntry.class);
        assertThat(read.windows().get(0).type()).isEqualTo(WindowType.OTHER);
        assertThat(ListSignature.verifies(Json.bytes(sent), signature, key.getPublic())).isTrue();
        assertThat(ListSignature.verifies(Json.bytes(read), signature, key.getPublic())).isFalse();
    }

    @Test
    void theDigestOfASignalIsOfTheTextThatWasSent() throws IOException {
        ObjectNode sent = withLaterWindow(EventType.SIGNAL_SHARED);
        SignalShared read = Json.enter(Json.bytes(sent), SignalShared.class);
        assertThat(read.windows().get(0).type()).isEqualTo(WindowType.OTHER);
        String digest = SignalContent.received(Json.bytes(sent));
        ((ObjectNode) sent.at("/windows/0")).put("type", "OTHER");
        assertThat(SignalContent.received(Json.bytes(sent))).isNotEqualTo(digest);
    }

    private static ObjectNode withLaterWindow(EventType event) throws IOException {
        byte[] golden =
                Files.readAllBytes(
                        Golden.CURRENT.resolve("events").resolve(event.type() + ".json"));
        ObjectNode sent = Json.read(golden, ObjectNode.class);
        ((ObjectNode) sent.at("/windows/0")).put("type", "PREMIERE");
        return sent;
    }
}
