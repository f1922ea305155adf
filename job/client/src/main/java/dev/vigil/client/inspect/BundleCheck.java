package dev.vigil.client.inspect;

import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import dev.vigil.audit.NoteKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Verifies a bundle: that its files are those that were made, that its records are those of the
 * audit log, and that all it shows follows from them.
 */
public final class BundleCheck {
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  ([\\w.][\\w./-]*)");

    /** What is made of the other files, and what is the same in all bundles. */
    private static final Set<String> SHOWN =
            Set.of(
                    BundleFolder.HTML,
                    BundleFolder.JSON,
                    BundleFolder.CSV,
                    BundleFolder.README,
                    BundleFolder.SCRIPT);

    private static final String CHANGED =
            "page and figures, as they can't follow from what was changed";
    private static final String OTHER_VERSION =
            "page and figures, as another version of vigil made them";

    private final BundleFolder folder;
    private final BundleFindings findings = new BundleFindings();

    private BundleCheck(Path path) {
        folder = new BundleFolder(path);
    }

    /**
     * What was found.
     *
     * @param findings the first of them, each with its place
     * @param count how many
     * @param records that were held against the log and count
     * @param sum of the bundle's sums, in hex; null where there are none
     * @param isCompared true where the page was counted again
     * @param newer pages whose records only a newer vigil can check
     * @param notChecked what could not be checked, and why
     */
    public record Report(
            List<LogFinding> findings,
            long count,
            long records,
            String sum,
            boolean isCompared,
            long newer,
            List<String> notChecked) {
        /** True where nothing was found, and nothing is left for another vigil to find. */
        public boolean isGood() {
            return count == 0 && newer == 0 && isCompared;
        }
    }

    /**
     * Verifies one.
     *
     * @param keys that the reader has from elsewhere; empty for those of the bundle
     * @param sum that the maker has handed over by another way; null for none
     */
    public static Report of(Path folder, List<NoteKey> keys, String sum) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    folder + ": expected the folder of a bundle, got none; check the path");
        }
        return new BundleCheck(folder).check(keys, sum);
    }

    private Report check(List<NoteKey> keys, String expectedSum) throws IOException {
        String sum = sums(expectedSum);
        BundleReading reading = new BundleReading(folder, findings);
        Optional<InspectionRequest> request = reading.request();
        Optional<List<SeenSpan>> spans = reading.spans();
        if (request.isEmpty() || spans.isEmpty()) {
            return new Report(
                    findings.kept(), findings.count(), 0, sum, false, 0, List.of(CHANGED));
        }
        InspectionContent content = reading.read(request.get(), spans.get(), keys);
        boolean isSame = request.get().format() == InspectionRequest.FORMAT;
        boolean isCompared = isSame && !findings.isTampered(SHOWN);
        if (isCompared) {
            compare(content);
        }
        List<String> notChecked = new ArrayList<>(notChecked(content));
        if (!isCompared) {
            notChecked.add(0, isSame ? CHANGED : OTHER_VERSION);
        }
        notChecked.addAll(findings.notChecked());
        return new Report(
                findings.kept(),
                findings.count(),
                content.result().records(),
                sum,
                isCompared,
                findings.newer(),
                notChecked);
    }

    static List<String> notChecked(InspectionContent content) {
        RestsNotSeen rests = content.restNotSeen();
        if (rests == null) {
            return List.of(
                    "whether what concerns "
                            + content.request().scope().id()
                            + " is all there, and what it rests on: an inspection of everything"
                            + " proves that");
        }
        List<String> lines = new ArrayList<>();
        if (rests.gone() > 0) {
            lines.add(
                    rests.gone()
                            + " times: what a record rests on is older than the span, gone, under"
                            + " no seal yet, or on a topic that was not read");
        }
        rests.tooMany()
                .forEach(
                        (topic, times) ->
                                lines.add(
                                        times
                                                + " times: what a record rests on is of "
                                                + topic
                                                + ", and there are more things than are kept in"
                                                + " memory; ask for an inspection of a shorter span"));
        return lines;
    }

    // Files ------------------------------------------------------------------------------------

    private String sums(String expectedSum) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(folder.file(BundleFolder.SUMS));
        } catch (NoSuchFileException e) {
            findings.add(LogFault.MISSING, BundleFolder.SUMS, "expected this file, got none");
            return null;
        }
        String sum = HexFormat.of().formatHex(BundleWriter.sha256().digest(bytes));
        if (expectedSum != null && !sum.equals(expectedSum)) {
            findings.add(
                    LogFault.ALTERED,
                    BundleFolder.SUMS,
                    "expected the SHA-256 " + expectedSum + ", got " + sum);
        }
        Map<String, String> listed = listed(new String(bytes, StandardCharsets.UTF_8));
        TreeSet<String> there = there();
        for (Map.Entry<String, String> one : listed.entrySet()) {
            if (!there.remove(one.getKey())) {
                findings.add(LogFault.MISSING, one.getKey(), "expected this file, got none");
            } else if (!sum(folder.file(one.getKey())).equals(one.getValue())) {
                findings.add(
                        LogFault.ALTERED,
                        one.getKey(),
                        "expected the SHA-256 that " + BundleFolder.SUMS + " has, got another one");
            }
        }
        there.remove(BundleFolder.SUMS);
        for (String extra : there) {
            findings.add(
                    LogFault.ALTERED,
                    extra,
                    "expected no file that " + BundleFolder.SUMS + " does not list, got one");
        }
        return sum;
    }

    private Map<String, String> listed(String text) {
        Map<String, String> listed = new TreeMap<>();
        String[] lines = text.split("\n", -1);
        String last = "";
        for (int i = 0; i < lines.length; i++) {
            boolean isEnd = i == lines.length - 1 && lines[i].isEmpty();
            Matcher line = SUM.matcher(lines[i]);
            boolean isOne = line.matches() && !line.group(2).contains("..");
            if (isOne && line.group(2).compareTo(last) > 0) {
                last = line.group(2);
                listed.put(last, line.group(1));
            } else if (!isEnd) {
                findings.add(
                        LogFault.ALTERED,
                        BundleFolder.SUMS + " line " + (i + 1),
                        "expected a digest and a file, in the order of names, got another text");
            }
        }
        return listed;
    }

    private TreeSet<String> there() throws IOException {
        try (Stream<Path> files = Files.walk(folder.path())) {
            TreeSet<String> names = new TreeSet<>();
            files.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.path().relativize(file).toString().replace('\\', '/'))
                    .forEach(names::add);
            return names;
        }
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest = BundleWriter.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            while (in.read(buffer) >= 0) {}
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    // What is shown ----------------------------------------------------------------------------

    private void compare(InspectionContent content) throws IOException {
        InspectionView view = new InspectionView(content);
        compare(BundleFolder.HTML, view.html(), "as its records give it");
        compare(BundleFolder.JSON, view.json(), "as its records give it");
        compare(BundleFolder.CSV, view.csv(), "as its records give it");
        compare(BundleFolder.README, Inspections.resource(BundleFolder.README), "of Vigil");
        compare(BundleFolder.SCRIPT, Inspections.resource(BundleFolder.SCRIPT), "of Vigil");
    }

    private void compare(String name, byte[] expected, String whose) throws IOException {
        byte[] got = Files.exists(folder.file(name)) ? Files.readAllBytes(folder.file(name)) : null;
        if (got == null) {
            findings.add(LogFault.MISSING, name, "expected this file, got none");
            return;
        }
        int at = Arrays.mismatch(expected, got);
        if (at >= 0) {
            long line = 1;
            for (int i = 0; i < at && i < got.length; i++) {
                line += got[i] == '\n' ? 1 : 0;
            }
            findings.add(
                    LogFault.ALTERED,
                    name + " line " + line,
                    "expected it " + whose + ", got another text at byte " + at);
        }
    }
}
