package dev.vigil.desk.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigil.audit.LogFault;
import dev.vigil.client.inspect.BundleCheck;
import dev.vigil.client.inspect.TestingSpan;
import dev.vigil.client.inspect.TestingTopics;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.schema.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspections are made one at a time, kept for a while, and taken away as the same bytes. */
class InspectionMakerTest {
    @TempDir private Path folder;

    private TestingTopics topics;
    private Store store;
    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void read() throws Exception {
        topics = TestingJournal.topics();
        now.set(topics.nowMs());
        store = TestingStores.SQLITE.open(folder);
        TestingJournal.read(store, topics);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private InspectionMaker maker() {
        return maker(() -> {});
    }

    /**
     * @param first is run before the audit log is read
     */
    private InspectionMaker maker(Runnable first) {
        return new InspectionMaker(
                new InspectionSettings(
                        folder.resolve("kept"), List.of(TestingTopics.KEY), Duration.ofDays(3)),
                store,
                () -> {
                    first.run();
                    return TestingJournal.log(topics);
                },
                () -> Instant.ofEpochMilli(now.get()),
                warning -> {});
    }

    private AskedInspection asked(String id) {
        return asked(id, null, null);
    }

    private AskedInspection asked(String id, InspectedThing about, String aboutId) {
        return new AskedInspection(
                id,
                TestingSpan.FROM_MS,
                topics.nowMs(),
                about,
                aboutId,
                "oidc:li",
                "ncac",
                "2026-118",
                PageLanguage.EN,
                "Asia/Shanghai",
                now.get());
    }

    private KeptInspection made(InspectionMaker maker, String id) throws IOException {
        await().atMost(Await.PATIENCE).until(() -> !maker.one(id).orElseThrow().isRunning());
        return maker.one(id).orElseThrow();
    }

    private static byte[] zip(InspectionMaker maker, String id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        maker.zip(id, out);
        return out.toByteArray();
    }

    @Test
    void theSameSpanIsTheSameZipAndVerifies() throws Exception {
        try (InspectionMaker maker = maker()) {
            for (String id : List.of("request-1", "request-2")) {
                maker.begin(asked(id), List.of(TestingTopics.KEY), () -> {});
                assertThat(made(maker, id).isMade()).isTrue();
            }
            byte[] zip = zip(maker, "request-1");
            assertThat(zip(maker, "request-2")).isEqualTo(zip);

            Path bundle = unzip(zip).resolve("inspection.bundle");
            BundleCheck.Report report =
                    BundleCheck.of(
                            bundle,
                            List.of(TestingTopics.KEY),
                            maker.one("request-1").orElseThrow().ended().sum());
            assertThat(report.findings()).allMatch(it -> it.fault() == LogFault.UNFOUNDED);
            assertThat(report.isCompared()).isTrue();
            assertThat(maker.shown("request-1").orElseThrow().path("figures")).isNotEmpty();
        }
    }

    /** The account may be mistyped, or quiet, or erased: the journal can't say which. */
    @Test
    void anAccountThatNoRecordNamesIsInspectedAndSaidToBeNamedByNone() throws Exception {
        try (InspectionMaker maker = maker()) {
            maker.begin(
                    asked("request-1", InspectedThing.ACCOUNT, "nobody"),
                    List.of(TestingTopics.KEY),
                    () -> {});
            assertThat(made(maker, "request-1").isMade()).isTrue();
            assertThat(maker.shown("request-1").orElseThrow().at("/notSeen/0").asText())
                    .startsWith("no sealed record of this span names account 'nobody': ");
        }
    }

    private Path unzip(byte[] zip) throws IOException {
        Path to = folder.resolve("unzipped");
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
        return to;
    }

    @Test
    void oneIsMadeAtATimeAndARequestOnce() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger noted = new AtomicInteger();
        try (InspectionMaker maker =
                maker(
                        () -> {
                            try {
                                goOn.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        })) {
            maker.begin(asked("request-1"), List.of(TestingTopics.KEY), noted::incrementAndGet);
            maker.begin(asked("request-1"), List.of(TestingTopics.KEY), noted::incrementAndGet);
            assertThat(maker.one("request-1").orElseThrow().isRunning()).isTrue();
            assertThatThrownBy(
                            () ->
                                    maker.begin(
                                            asked("request-2"),
                                            List.of(TestingTopics.KEY),
                                            noted::incrementAndGet))
                    .isInstanceOf(InspectionBusy.class);
            goOn.countDown();
            assertThat(made(maker, "request-1").isMade()).isTrue();
        }
        assertThat(noted).hasValue(1);
    }

    @Test
    void oneIsTakenAwayAtATime() throws Exception {
        try (InspectionMaker maker = maker()) {
            maker.begin(asked("request-1"), List.of(TestingTopics.KEY), () -> {});
            made(maker, "request-1");
            OutputStream another =
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            maker.zip("request-1", OutputStream.nullOutputStream());
                        }
                    };
            assertThatThrownBy(() -> maker.zip("request-1", another))
                    .isInstanceOf(InspectionBusy.class);
            assertThat(maker.isTaken()).isFalse();
        }
    }

    @Test
    void whatCouldNotBeMadeSaysWhy() throws Exception {
        try (InspectionMaker maker =
                new InspectionMaker(
                        InspectionSettings.in(folder.resolve("kept"), List.of()),
                        store,
                        TestingJournal::noLog,
                        () -> Instant.ofEpochMilli(now.get()),
                        warning -> {})) {
            maker.begin(asked("request-1"), List.of(TestingTopics.KEY), () -> {});
            KeptInspection failed = made(maker, "request-1");
            assertThat(failed.isFailed()).isTrue();
            assertThat(failed.ended().failure()).contains("expected a seal of the audit log");
        }
        assertThat(folder.resolve("kept/request-1/inspection.bundle.part")).doesNotExist();
    }

    @Test
    void theyAreKeptForAWhileAndAreThereAfterARestart() throws Exception {
        try (InspectionMaker maker = maker()) {
            maker.begin(asked("request-1"), List.of(TestingTopics.KEY), () -> {});
            made(maker, "request-1");
        }
        Files.createDirectories(folder.resolve("kept/request-2/inspection.bundle.part"));
        Files.write(folder.resolve("kept/request-2/asked.json"), Json.bytes(asked("request-2")));
        Files.createDirectories(folder.resolve("kept/another folder"));
        try (InspectionMaker maker = maker()) {
            assertThat(maker.kept()).hasSize(2);
            assertThat(maker.one("request-1").orElseThrow().isMade()).isTrue();
            assertThat(maker.one("request-2").orElseThrow().isInterrupted()).isTrue();
            await().atMost(Await.PATIENCE)
                    .until(
                            () ->
                                    !Files.exists(
                                            folder.resolve(
                                                    "kept/request-2/inspection.bundle.part")));
        }
        now.addAndGet(Duration.ofDays(4).toMillis());
        try (InspectionMaker maker = maker()) {
            await().atMost(Await.PATIENCE)
                    .until(() -> !Files.exists(folder.resolve("kept/request-1")));
        }
    }

    @Test
    void noIdLeadsElsewhere() throws Exception {
        try (InspectionMaker maker = maker()) {
            for (String id : List.of("../../../etc", "..", "a/b", "", "request-1\u0000")) {
                assertThat(maker.one(id)).isEmpty();
            }
        }
    }
}
