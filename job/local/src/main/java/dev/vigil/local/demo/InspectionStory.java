package dev.vigil.local.demo;

import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import dev.vigil.audit.NoteKey;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.inspect.BundleCheck;
import dev.vigil.client.inspect.InspectionOrder;
import dev.vigil.client.inspect.Inspections;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.demo.Expectation.Result;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/**
 * An inspection of all that was played: the bundle verifies; then one byte of it is changed, and
 * found.
 */
final class InspectionStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path work;
    private final Path page;
    private final long fromMs = System.currentTimeMillis();
    private final KeyPair pair = ListKeys.create();
    private final NoteKey key = NoteKey.of("demo.example/audit/1", pair.getPublic());

    /**
     * @param work folder for the key and the bundle
     * @param demoPage beside which the page of the inspection goes
     */
    InspectionStory(Path work, Path demoPage) throws IOException {
        this.work = work;
        String name = demoPage.getFileName().toString().replaceFirst("\\.html$", "");
        page = demoPage.resolveSibling(name + "-inspection.html");
        Files.writeString(keyFile(), ListKeys.pem(pair.getPrivate()));
    }

    private Path keyFile() {
        return work.resolve("audit.pem");
    }

    /** Of the jobs: keep an audit log; and what a report in either language names. */
    Configuration options() {
        Configuration options = new Configuration();
        options.set(JobOptions.AUDIT_LOG, key.line());
        options.set(JobOptions.REPORT_IDENTITY, "实名登记系统 (register of accounts)");
        options.set(JobOptions.AUDIT_KEY, keyFile().toString());
        return options;
    }

    Path page() {
        return page;
    }

    /** Of what is on the topics since the demo began. */
    Result play(Bus bus) throws InterruptedException {
        Observed observed;
        try {
            observed = inspected(bus);
        } catch (IOException e) {
            observed = Observed.failed(e.getMessage());
        }
        Observed seen = observed;
        return new Expectation(
                        Chapter.REST,
                        "inspection",
                        "an inspection, then one byte of it changed",
                        "every record proved; the record that was changed is named",
                        () -> seen)
                .result();
    }

    private Observed inspected(Bus bus) throws IOException, InterruptedException {
        Inspections.Made made = sealed(bus);
        Path bundle = made.page().getParent();
        Files.copy(made.page(), page, StandardCopyOption.REPLACE_EXISTING);
        BundleCheck.Report whole = BundleCheck.of(bundle, List.of(key), made.sum());
        if (!whole.findings().isEmpty()) {
            return Observed.failed("findings: " + whole.findings());
        }
        String changed = change(bundle);
        String places =
                BundleCheck.of(bundle, List.of(key), null).findings().stream()
                        .filter(it -> it.fault() == LogFault.ALTERED)
                        .filter(it -> it.place().startsWith(changed))
                        .map(LogFinding::toString)
                        .findFirst()
                        .orElse("");
        if (places.isEmpty()) {
            return Observed.failed("a changed byte of " + changed + " was not found");
        }
        String found = places.substring(0, places.indexOf(':'));
        String records = String.format(Locale.ROOT, "%,d", made.records());
        return Observed.met(
                records + " records proved; " + found + " found",
                records + " records proved by the audit log; then: " + places);
    }

    /** Made until it has verdicts: what was stored last is sealed some seconds later. */
    private Inspections.Made sealed(Bus bus) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        for (int number = 0; ; number++) {
            try {
                Inspections.Made made = make(bus, work.resolve("inspection-" + number));
                if (verdicts(made.page().getParent()) != null || System.nanoTime() > endNanos) {
                    return made;
                }
            } catch (IOException e) {
                if (System.nanoTime() > endNanos) {
                    throw e;
                }
            }
            Thread.sleep(1_000);
        }
    }

    private Inspections.Made make(Bus bus, Path bundle) throws IOException {
        long nowMs = System.currentTimeMillis();
        InspectionOrder order =
                new InspectionOrder(
                        fromMs,
                        nowMs,
                        null,
                        null,
                        AccountStories.PERSON,
                        "copyright administration",
                        "2026-118",
                        PageLanguage.ZH,
                        ZoneId.of("Asia/Shanghai"),
                        nowMs);
        return Inspections.make(bus, order, List.of(key), bundle, "html", read -> {});
    }

    /** The file of a partition that has verdicts; null for none. */
    private static Path verdicts(Path bundle) throws IOException {
        try (Stream<Path> files = Files.list(bundle.resolve("records"))) {
            return files.filter(it -> it.getFileName().toString().startsWith("verdicts-"))
                    .filter(it -> it.toFile().length() > 0)
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Changes one byte of a verdict; the beginning of its place. */
    private static String change(Path bundle) throws IOException {
        Path file = verdicts(bundle);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        String name = file.getFileName().toString();
        String partition = name.substring("verdicts-".length(), name.indexOf('.'));
        return "verdicts/" + partition + "/";
    }
}
