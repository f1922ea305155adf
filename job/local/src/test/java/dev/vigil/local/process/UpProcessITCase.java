package dev.vigil.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Bus;
import dev.vigil.fixtures.broker.Ports;
import dev.vigil.fixtures.process.JavaProcess;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemOutcomeBuilder;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code vigil up}, killed and started again: an open notice still escalates, once per level, and
 * an account that was warned is not warned again.
 */
class UpProcessITCase {
    private static final long DAY_MS = Duration.ofHours(24).toMillis();
    private static final String ACCOUNT = "a-1";

    /** It starts beside the cluster. */
    private static final double MOST_FOR_THE_DESK_S = 2;

    private static final Pattern FOR_THE_DESK = Pattern.compile("([0-9.]+) s of it for the desk");

    @Test
    void anOpenNoticeAndAWarnedAccountOutliveAKill(@TempDir Path directory) throws Exception {
        int port = Ports.free();
        try (Bus bus = Bus.of("127.0.0.1:" + port)) {
            long receivedAt;
            try (JavaProcess up = up(directory, port, "first")) {
                receivedAt = System.currentTimeMillis() - DAY_MS + 25_000;
                file(bus, receivedAt);
                actedOn(bus, "item-1", receivedAt);
                up.await(() -> levels(bus).containsKey("n-1/1/E7"));
                up.await(() -> warnings(bus).containsKey(ACCOUNT + "/FIRST/item:item-1"));
                up.kill();
            }
            try (JavaProcess up = up(directory, port, "second")) {
                up.await(() -> breaches(bus).size() == 1);
                assertThat(levels(bus)).containsOnlyKeys("n-1/1/E7", "n-1/1/E8");
                assertThat(levels(bus).values())
                        .as("one body per alert key, however often it was published")
                        .allSatisfy(bodies -> assertThat(bodies).hasSize(1));
                assertThat(breaches(bus).get(0).dueAt()).isEqualTo(receivedAt + DAY_MS);
                long deliveredAt = System.currentTimeMillis();
                bus.send(
                        Topic.RECEIPTS,
                        EventType.WARNING_RECEIPT,
                        ACCOUNT,
                        deliveredAt,
                        new WarningReceipt(
                                ACCOUNT + "/FIRST/item:item-1",
                                ACCOUNT,
                                ReceiptState.DELIVERED,
                                deliveredAt,
                                "inbox",
                                null));
                actedOn(bus, "item-2", deliveredAt);
                up.await(() -> warnings(bus).containsKey(ACCOUNT + "/STRIKE/item:item-2"));
                assertThat(warnings(bus))
                        .containsOnlyKeys(
                                ACCOUNT + "/FIRST/item:item-1", ACCOUNT + "/STRIKE/item:item-2");
                assertThat(warnings(bus).values())
                        .as("one body per warning, however often it was published")
                        .allSatisfy(bodies -> assertThat(bodies).hasSize(1));
                up.await(() -> !bus.all(Topic.STRIKES).isEmpty());
                assertThat(bus.all(Topic.STRIKES, StrikeChanged.class))
                        .extracting(StrikeChanged::seq)
                        .containsExactly(1L);
            }
        }
    }

    private static JavaProcess up(Path directory, int port, String name) throws IOException {
        JavaProcess up =
                JavaProcess.start(
                        directory.resolve(name + ".log"),
                        List.of("-Xmx768m", "-Dvigil.log=" + directory.resolve("vigil.log")),
                        JavaProcess.classPath(entry -> !entry.contains("test-classes")),
                        Map.of(),
                        Vigil.class.getName(),
                        "up",
                        "--dir",
                        directory.resolve("state").toString(),
                        "--port",
                        Integer.toString(port),
                        "--ui-port",
                        "0",
                        "--desk-port",
                        "0");
        up.awaitOutput("Up.");
        Matcher took = FOR_THE_DESK.matcher(Files.readString(directory.resolve(name + ".log")));
        assertThat(took.find()).isTrue();
        assertThat(Double.parseDouble(took.group(1))).isLessThanOrEqualTo(MOST_FOR_THE_DESK_S);
        return up;
    }

    private static void file(Bus bus, long receivedAt) throws IOException {
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId("n-1")
                        .receivedAt(receivedAt)
                        .notifier("studio")
                        .works(List.of())
                        .items(List.of(new NoticeItem("item-1", null)))
                        .build();
        bus.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, "n-1", receivedAt, notice);
    }

    /** As the notice job publishes it of an item that was taken down. */
    private static void actedOn(Bus bus, String item, long publishedAt) throws IOException {
        long at = System.currentTimeMillis();
        bus.send(
                Topic.OUTCOMES,
                EventType.NOTICE_OUTCOME,
                item,
                at,
                ItemOutcomeBuilder.builder()
                        .noticeId("notice-of-" + item)
                        .itemId(item)
                        .accountId(ACCOUNT)
                        .publishedAt(publishedAt)
                        .outcome(ItemOutcomeKind.ACTED)
                        .at(at)
                        .effectiveAt(at)
                        .generation(1)
                        .build());
    }

    private static Map<String, TreeSet<String>> warnings(Bus bus) throws IOException {
        return bodies(bus, Topic.WARNINGS, UserWarning.class, UserWarning::warningId);
    }

    private static Map<String, TreeSet<String>> levels(Bus bus) throws IOException {
        return bodies(bus, Topic.ESCALATIONS, EscalationAlert.class, EscalationAlert::alertKey);
    }

    /** What was published under each id. */
    private static <T> Map<String, TreeSet<String>> bodies(
            Bus bus, Topic topic, Class<T> type, Function<T, String> id) throws IOException {
        Map<String, TreeSet<String>> bodies = new TreeMap<>();
        for (T one : bus.all(topic, type)) {
            bodies.computeIfAbsent(id.apply(one), key -> new TreeSet<>()).add(Json.text(one));
        }
        return bodies;
    }

    private static List<BreachRecord> breaches(Bus bus) throws IOException {
        return bus.all(Topic.BREACHES).stream().map(event -> event.as(BreachRecord.class)).toList();
    }
}
