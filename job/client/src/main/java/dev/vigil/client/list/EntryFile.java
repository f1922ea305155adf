package dev.vigil.client.list;

import dev.vigil.client.text.Csv;
import dev.vigil.client.text.LineFault;
import dev.vigil.client.text.UnusableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Entries of a CSV or JSON file; all that is wrong with it, each with its line.
 *
 * @param drafts those that can be used
 */
public record EntryFile(List<Draft> drafts, List<LineFault> faults) {
    /** What is wrong, in English. */
    public List<String> errors() {
        return faults.stream().map(LineFault::toString).toList();
    }

    /**
     * Reads the whole file.
     *
     * @param nowMs when entries are issued where the file has no time (UTC epoch ms)
     * @throws IOException where it is no file, no UTF-8, or no table or list at all
     */
    public static EntryFile read(Path file, long nowMs) throws IOException {
        List<Draft> drafts;
        List<LineFault> faults = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            drafts =
                    file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                            ? new EntryRows(nowMs, faults).read(new Csv(in))
                            : EntryJson.read(in, nowMs, faults);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "FILE: expected a readable file, got '" + file + "'; correct the path", e);
        } catch (MalformedInputException e) {
            throw new IOException(
                    "FILE: expected UTF-8, got other bytes in '" + file + "'; save it as UTF-8", e);
        }
        return new EntryFile(once(drafts, faults), faults);
    }

    /**
     * The same of a text: JSON where it begins so, else a table.
     *
     * @throws IOException where it is no table or list at all
     */
    public static EntryFile of(String text, long nowMs) throws IOException {
        List<LineFault> faults = new ArrayList<>();
        String begin = text.stripLeading();
        boolean isJson = begin.startsWith("[") || begin.startsWith("{");
        StringReader in = new StringReader(text);
        List<Draft> drafts =
                isJson
                        ? EntryJson.read(in, nowMs, faults)
                        : new EntryRows(nowMs, faults).read(new Csv(in));
        return new EntryFile(once(drafts, faults), faults);
    }

    /** Which of two would count is not guessed. */
    private static List<Draft> once(List<Draft> drafts, List<LineFault> faults) {
        Map<String, Integer> lines = new HashMap<>();
        List<Draft> once = new ArrayList<>();
        for (Draft draft : drafts) {
            Integer before = lines.putIfAbsent(draft.entry().entryId(), draft.line());
            if (before == null) {
                once.add(draft);
            } else {
                String id = draft.entry().entryId();
                faults.add(
                        LineFault.of(
                                draft.line(),
                                new UnusableText(
                                        "line.once",
                                        "expected each entry once, got '"
                                                + id
                                                + "' again after line "
                                                + before
                                                + "; leave one out",
                                        id,
                                        before)));
            }
        }
        return once;
    }
}
