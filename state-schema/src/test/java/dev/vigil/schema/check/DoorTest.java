package dev.vigil.schema.check;

import static dev.vigil.schema.wire.EventType.ACTION_CONFIRMED;
import static dev.vigil.schema.wire.EventType.ALERT_ACKNOWLEDGED;
import static dev.vigil.schema.wire.EventType.AUTHORIZATION_GRANTED;
import static dev.vigil.schema.wire.EventType.LIST_UPSERTED;
import static dev.vigil.schema.wire.EventType.NOTICE_RECEIVED;
import static dev.vigil.schema.wire.EventType.NOTICE_WITHDRAWN;
import static dev.vigil.schema.wire.EventType.REFERENCE_MANIFEST;
import static dev.vigil.schema.wire.EventType.SESSION_ENDED;
import static dev.vigil.schema.wire.EventType.SESSION_STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check of each event that a stranger can send, on both sides of its limit. */
class DoorTest {
    private static final long YEAR_2000_MS = 946_684_800_000L;
    private static final long YEAR_2200_MS = 7_258_118_400_000L;

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(SESSION_STARTED, "/sessionId", text("a/b"), "sessionId: expected an id"),
                arguments(SESSION_STARTED, "/sessionId", text(""), "sessionId: expected an id"),
                arguments(SESSION_STARTED, "/sessionId", text("a b"), "sessionId: expected an id"),
                arguments(SESSION_STARTED, "/sessionId", text("x".repeat(201)), "sessionId: exp"),
                arguments(SESSION_STARTED, "/accountId", "null", "accountId: expected an id"),
                arguments(SESSION_STARTED, "/channelId", text("\\n"), "channelId: expected an id"),
                arguments(
                        SESSION_STARTED, "/organisationId", text("/"), "organisationId: expected"),
                arguments(SESSION_STARTED, "/workId", text("%"), "workId: expected an id"),
                arguments(SESSION_STARTED, "/kind", "null", "kind: expected a value"),
                arguments(SESSION_STARTED, "/kind", "0", "data.kind: "),
                arguments(SESSION_STARTED, "/kind", text("live"), "data.kind: "),
                arguments(SESSION_STARTED, "/title", text(" "), "title: expected 1 to 500"),
                arguments(
                        SESSION_STARTED, "/title", text("x".repeat(501)), "title: expected 1 to 5"),
                arguments(
                        SESSION_STARTED, "/serviceTerritories/0", text("cn"), "serviceTerritories"),
                arguments(
                        SESSION_STARTED,
                        "/serviceTerritories/0",
                        text("CHN"),
                        "serviceTerritories"),
                arguments(SESSION_STARTED, "/serviceTerritories/0", "null", "serviceTerritories: "),
                arguments(
                        SESSION_STARTED, "/serviceTerritories", many(text("CN"), 301), "serviceT"),
                arguments(SESSION_STARTED, "/startAt", seconds(), "startAt: expected UTC epoch"),
                arguments(SESSION_STARTED, "/startAt", text("1795507200000"), "data.startAt: "),
                arguments(SESSION_STARTED, "/startAt", "1795507200000.0", "data.startAt: "),
                arguments(SESSION_STARTED, "/startAt", "1795507200000000", "startAt: expected UTC"),
                arguments(
                        SESSION_STARTED, "/startAt", "" + (YEAR_2000_MS - 1), "startAt: expected"),
                arguments(SESSION_STARTED, "/startAt", "" + YEAR_2200_MS, "startAt: expected UTC"),
                arguments(SESSION_STARTED, "/startAt", "1e400", "data"),
                arguments(SESSION_STARTED, "/startAt", "99999999999999999999", "data.startAt: "),
                arguments(SESSION_STARTED, "/startAt", "null", "data.startAt: "),
                arguments(SESSION_ENDED, "/endAt", seconds(), "endAt: expected UTC epoch"),
                arguments(SESSION_ENDED, "/segments", "-1", "segments: expected 0 to"),
                arguments(REFERENCE_MANIFEST, "/workId", text("a/b"), "workId: expected an id"),
                arguments(REFERENCE_MANIFEST, "/referenceId", text("/"), "referenceId: expected"),
                arguments(REFERENCE_MANIFEST, "/version", "0", "version: expected 1 to"),
                arguments(
                        REFERENCE_MANIFEST,
                        "/profile",
                        text("audio"),
                        "profile: expected a modality"),
                arguments(REFERENCE_MANIFEST, "/chunks", "10001", "chunks: expected 0 to 10000"),
                arguments(REFERENCE_MANIFEST, "/peaks", "-1", "peaks: expected 0 to"),
                arguments(REFERENCE_MANIFEST, "/durationMs", "604800001", "durationMs: expected 0"),
                arguments(
                        REFERENCE_MANIFEST, "/digest", text("x".repeat(64)), "digest: expected 64"),
                arguments(LIST_UPSERTED, "/version", "0", "version: expected 1 to"),
                arguments(LIST_UPSERTED, "/listId", text(" "), "listId: expected an id"),
                arguments(LIST_UPSERTED, "/authority", text(""), "authority: expected 1 to 200"),
                arguments(
                        LIST_UPSERTED, "/batchNo", text("1".repeat(101)), "batchNo: expected 1 to"),
                arguments(
                        LIST_UPSERTED, "/titles/0", text("x".repeat(501)), "titles: expected 1 to"),
                arguments(
                        LIST_UPSERTED, "/titles", many(text("x"), 51), "titles: expected 0 to 50"),
                arguments(LIST_UPSERTED, "/territoryInclude/0", text("C"), "territoryInclude: exp"),
                arguments(
                        LIST_UPSERTED, "/territoryExclude/0", text("*"), "territoryExclude: expec"),
                arguments(LIST_UPSERTED, "/issuedAt", seconds(), "issuedAt: expected UTC epoch"),
                arguments(LIST_UPSERTED, "/withdrawnAt", "0", "withdrawnAt: expected UTC epoch"),
                arguments(
                        LIST_UPSERTED, "/windows/0/zone", text("Peking"), "window.from: expected"),
                arguments(LIST_UPSERTED, "/windows/0/from", text("2026-11-20"), "window.from: exp"),
                arguments(
                        LIST_UPSERTED, "/windows/0/from", "null", "window.from: expected a local"),
                arguments(
                        LIST_UPSERTED, "/windows/0/to", text("2026-11-20T00:00:00"), "window.to: "),
                arguments(
                        LIST_UPSERTED,
                        "/windows/0/to",
                        text("+999999999-12-31T23:59:59"),
                        "window.to: expected a local time"),
                arguments(AUTHORIZATION_GRANTED, "/grantee", text(""), "grantee: expected an id"),
                arguments(AUTHORIZATION_GRANTED, "/version", "-1", "version: expected 1 to"),
                arguments(AUTHORIZATION_GRANTED, "/workIds", "[]", "workIds: expected 1 to 1000"),
                arguments(
                        AUTHORIZATION_GRANTED, "/workIds", many(text("w"), 1001), "workIds: expec"),
                arguments(
                        AUTHORIZATION_GRANTED,
                        "/workIds/0",
                        text("a/b"),
                        "workIds: expected an id"),
                arguments(
                        AUTHORIZATION_GRANTED, "/rightTypes", "[]", "rightTypes: expected 1 to 10"),
                arguments(AUTHORIZATION_GRANTED, "/rightTypes/0", "0", "data.rightTypes[0]: "),
                arguments(AUTHORIZATION_GRANTED, "/from", seconds(), "from: expected UTC epoch"),
                arguments(
                        AUTHORIZATION_GRANTED, "/to", "1795507200000", "to: expected a time after"),
                arguments(AUTHORIZATION_GRANTED, "/maxExcerptMs", "-1", "maxExcerptMs: expected 0"),
                arguments(
                        AUTHORIZATION_GRANTED, "/revokedAt", "1", "revokedAt: expected UTC epoch"),
                arguments(NOTICE_RECEIVED, "/receivedAt", seconds(), "receivedAt: expected UTC"),
                arguments(NOTICE_RECEIVED, "/notifier", text("Mr X"), "notifier: expected an id"),
                arguments(NOTICE_RECEIVED, "/items", "null", "items: expected a value"),
                arguments(NOTICE_RECEIVED, "/items/0", "null", "items: expected 0 to 10000"),
                arguments(
                        NOTICE_RECEIVED,
                        "/items/1/itemId",
                        text("video-100"),
                        "items: expected ea"),
                arguments(
                        NOTICE_RECEIVED, "/items/0/itemId", text(""), "items.itemId: expected an"),
                arguments(
                        NOTICE_RECEIVED, "/items/0/locator", text(" "), "items.locator: expected"),
                arguments(
                        NOTICE_RECEIVED, "/works/0/name", "null", "works.name: expected 1 to 500"),
                arguments(
                        NOTICE_RECEIVED, "/statement", text("x".repeat(5001)), "statement: expect"),
                arguments(NOTICE_WITHDRAWN, "/at", seconds(), "at: expected UTC epoch"),
                arguments(NOTICE_WITHDRAWN, "/reason", text(""), "reason: expected 1 to 2000"),
                arguments(
                        ACTION_CONFIRMED, "/confirmationId", text(""), "confirmationId: expected"),
                arguments(ACTION_CONFIRMED, "/itemId", text("/"), "itemId: expected an id"),
                arguments(ACTION_CONFIRMED, "/measure", "null", "measure: expected a value"),
                arguments(ACTION_CONFIRMED, "/effectiveAt", seconds(), "effectiveAt: expected UTC"),
                arguments(ALERT_ACKNOWLEDGED, "/alertKey", text(""), "alertKey: expected 1 to 300"),
                arguments(ALERT_ACKNOWLEDGED, "/actor", text(""), "actor: expected 1 to 200"),
                arguments(ALERT_ACKNOWLEDGED, "/at", seconds(), "at: expected UTC epoch"));
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments(SESSION_STARTED, "/sessionId", text("x".repeat(200))),
                arguments(SESSION_STARTED, "/sessionId", text("直播._:@#=+-1")),
                arguments(SESSION_STARTED, "/title", text("x".repeat(500))),
                arguments(SESSION_STARTED, "/serviceTerritories", many(text("CN"), 300)),
                arguments(SESSION_STARTED, "/serviceTerritories", "[\"*\"]"),
                arguments(SESSION_STARTED, "/startAt", "" + YEAR_2000_MS),
                arguments(SESSION_STARTED, "/startAt", "" + (YEAR_2200_MS - 1)),
                arguments(REFERENCE_MANIFEST, "/chunks", "10000"),
                arguments(REFERENCE_MANIFEST, "/durationMs", "604800000"),
                arguments(LIST_UPSERTED, "/titles", many(text("x"), 50)),
                arguments(LIST_UPSERTED, "/windows/0/to", text("2026-11-20T00:00:01")),
                arguments(LIST_UPSERTED, "/windows/0/zone", text("Europe/Berlin")),
                arguments(AUTHORIZATION_GRANTED, "/to", "1795507200001"),
                arguments(AUTHORIZATION_GRANTED, "/maxExcerptMs", "0"),
                arguments(AUTHORIZATION_GRANTED, "/workIds", many(text("w"), 1000)),
                arguments(NOTICE_RECEIVED, "/statement", text("x".repeat(5000))));
    }

    @ParameterizedTest
    @MethodSource
    void refused(EventType event, String path, String value, String message) throws IOException {
        byte[] json = with(event, path, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read(json, event.data()))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @MethodSource
    void accepted(EventType event, String path, String value) throws IOException {
        assertThat(Json.read(with(event, path, value), event.data())).isNotNull();
    }

    /** The golden event with one value changed; the value is JSON text as a stranger writes it. */
    private static byte[] with(EventType event, String path, String value) throws IOException {
        JsonNode json =
                Golden.tree(
                        Files.readAllBytes(
                                Golden.CURRENT.resolve("events/" + event.type() + ".json")));
        String marker = "\"the value goes here\"";
        JsonNode parent = json.at(path.substring(0, path.lastIndexOf('/')));
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), marker.substring(1, marker.length() - 1));
        } else {
            ((ObjectNode) parent).put(last, marker.substring(1, marker.length() - 1));
        }
        return json.toString().replace(marker, value).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String value) {
        return '"' + value + '"';
    }

    private static String many(String value, int count) {
        return "[" + String.join(",", Collections.nCopies(count, value)) + "]";
    }

    /** A time whose unit is wrong. */
    private static String seconds() {
        return "1795507200";
    }
}
