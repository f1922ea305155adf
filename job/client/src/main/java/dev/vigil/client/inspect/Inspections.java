package dev.vigil.client.inspect;

import dev.vigil.audit.NoteKey;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.page.PageLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Makes inspections, and verifies their bundles. */
public final class Inspections {
    private Inspections() {}

    /**
     * An inspection that was made.
     *
     * @param page the file in the bundle that was asked for
     * @param sum of the bundle's sums, in hex: who has it can prove that the bundle is the one
     * @param records that count
     * @param unnamed that none of these names what was asked for, in English; null where one does
     * @param found what the audit log does not prove; the first lines of it
     * @param foundCount how much
     * @param unfounded of these, what proved records rest on
     * @param notChecked what was not looked at, and why
     */
    public record Made(
            Path page,
            String sum,
            long records,
            String unnamed,
            List<String> found,
            long foundCount,
            long unfounded,
            List<String> notChecked) {
        /** What the page is headed with. */
        public String summary(PageLanguage language) {
            return FaultWords.summary(foundCount, unfounded, language);
        }
    }

    /**
     * Makes one: reads the topics, writes the bundle, and counts the bundle.
     *
     * @param keys of the audit log, the first one names it
     * @param folder of the bundle; nothing may be in it
     * @param format html, json or csv: which of the forms {@link Made#page} is
     * @param progress gets the number of records read, now and then
     */
    public static Made make(
            Bus bus,
            InspectionOrder order,
            List<NoteKey> keys,
            Path folder,
            String format,
            LongConsumer progress)
            throws IOException {
        return make(InspectionSource.of(bus), order, keys, folder, format, progress);
    }

    /** The same from another place than the topics. */
    public static Made make(
            InspectionSource topics,
            InspectionOrder order,
            List<NoteKey> keys,
            Path folder,
            String format,
            LongConsumer progress)
            throws IOException {
        requireEmpty(folder);
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        delete(part);
        try {
            Made made = write(topics, order, keys, new BundleFolder(part), format, progress);
            Files.deleteIfExists(folder);
            Files.move(part, folder);
            return new Made(
                    folder.resolve(part.relativize(made.page())),
                    made.sum(),
                    made.records(),
                    made.unnamed(),
                    made.found(),
                    made.foundCount(),
                    made.unfounded(),
                    made.notChecked());
        } finally {
            delete(part);
        }
    }

    private static Made write(
            InspectionSource topics,
            InspectionOrder order,
            List<NoteKey> keys,
            BundleFolder bundle,
            String format,
            LongConsumer progress)
            throws IOException {
        bundle.make();
        BundleWriter writer = new BundleWriter(bundle);
        InspectionRequest request = order.request(keys.get(0).name());
        new BundleCollect(topics, request, writer, progress).collect(keys);
        BundleFindings findings = new BundleFindings();
        BundleReading reading = new BundleReading(bundle, findings);
        InspectionContent content = reading.read(request, reading.spans().orElseThrow(), List.of());
        InspectionView view = new InspectionView(content);
        writer.write(BundleFolder.HTML, view.html());
        writer.write(BundleFolder.JSON, view.json());
        writer.write(BundleFolder.CSV, view.csv());
        writer.write(BundleFolder.README, resource(BundleFolder.README));
        writer.write(BundleFolder.SCRIPT, resource(BundleFolder.SCRIPT));
        String sum = writer.writeSums();
        return new Made(
                bundle.file("inspection." + format),
                sum,
                content.result().records(),
                content.isUnnamed() ? NotSeen.unnamed(request.scope(), PageLanguage.EN) : null,
                content.findings().stream().map(Object::toString).toList(),
                content.found(),
                content.unfounded(),
                BundleCheck.notChecked(content));
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(
                        folder
                                + ": expected an empty folder for the bundle, got files in it; remove"
                                + " them or name another file");
            }
        }
    }

    /** What an inspection has left that was not made to the end. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = Inspections.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
