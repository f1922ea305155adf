package dev.vigil.cli.inspect;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.audit.KeyLines;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.text.Failure;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.inspect.InspectionOrder;
import dev.vigil.client.inspect.Inspections;
import dev.vigil.client.page.PageLanguage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an inspection. */
@Command(
        name = "inspect",
        description = {
            "Make an inspection for an authority: a page with figures, and a bundle of all records of a",
            "span with the part of the audit log that proves them. No job runs for it; it needs a log."
        },
        mixinStandardHelpOptions = true,
        subcommands = InspectVerifyCommand.class,
        synopsisSubcommandLabel = "[verify]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was made, and the audit log proves all of it",
            "1:it was made and names what is not proved, or it could not be made"
        },
        footer = {
            "",
            "The bundle is a folder beside the file: november.html has november.bundle. It holds the",
            "records to the byte, so it is as large as what was stored; how to verify it by hand is in",
            "its README.txt. The page lists what could not be seen. Hand over the digest that is printed",
            "by another way than the bundle, such as in the letter with it.",
            "",
            "Example:",
            "  vigil inspect --key audit.vkey --from 30d --out november.html --lang zh \\",
            "      --asked-by ncac --document 2026-118",
            "  vigil inspect --key audit.vkey --from 30d --notice n-2017 --out n-2017.html",
            "  vigil inspect verify november.bundle --key audit.vkey"
        })
public final class InspectCommand implements Callable<Integer> {
    private static final Pattern FILE = Pattern.compile("(.+)\\.(html|json|csv)");

    /** Lines about what is not proved; the page has more. */
    private static final int SHOWN = 20;

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    // None of these is required by the parser: the verb below this one needs other ones.

    @Option(
            names = "--key",
            paramLabel = "KEY|FILE",
            description = {
                "verifier key of the audit log, or a file with it; it names the log. Needed. Repeat it",
                "for keys that signed before"
            })
    private List<String> keys;

    @Option(
            names = "--from",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "stored at or after it, such as 2026-11-01T00:00:00+08:00 or 30d; needed")
    private Instant from;

    @Option(
            names = "--to",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "stored before it (default: now)")
    private Instant to;

    @Option(
            names = "--out",
            paramLabel = "FILE.html|json|csv",
            description = "where it goes; the ending is its form; needed")
    private Path file;

    @Option(names = "--work", paramLabel = "WORK", description = "only what concerns it")
    private String work;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "only what concerns it")
    private String account;

    @Option(names = "--notice", paramLabel = "NOTICE", description = "only what concerns it")
    private String notice;

    @Option(
            names = "--directive",
            paramLabel = "NOTICE",
            description = "only what concerns this notice of an authority")
    private String directive;

    @Option(
            names = "--batch",
            paramLabel = "BATCH",
            description = "only what concerns this batch of the list")
    private String batch;

    @Option(names = "--asked-by", paramLabel = "AUTHORITY", description = "who asked for it")
    private String askedBy;

    @Option(names = "--document", paramLabel = "REF", description = "by which document")
    private String document;

    @Option(
            names = "--by",
            paramLabel = "POINTER",
            description =
                    "who makes it: a pointer such as oidc:SUBJECT, never a name (default:"
                            + " os:USER@HOST)")
    private String by;

    @Option(
            names = "--lang",
            paramLabel = "zh|en",
            defaultValue = "en",
            description = "language of the page; default: ${DEFAULT-VALUE}")
    private PageLanguage language;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "of the times on the page; default: ${DEFAULT-VALUE}")
    private ZoneId zone;

    @Override
    public Integer call() throws IOException {
        require("--key", "the verifier key of the audit log", keys);
        require("--from", "where the span begins", from);
        require("--out", "a file", file);
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "--out: expected a file that ends in .html, .json or .csv, got '"
                            + file
                            + "'; the ending is the form");
        }
        List<NoteKey> read = new ArrayList<>();
        for (String key : keys) {
            read.add(KeyLines.read(key));
        }
        requireNew(file);
        Failure.unlessWritable(file);
        Path bundle = file.resolveSibling(name.group(1) + ".bundle");
        PrintWriter err = spec.commandLine().getErr();
        Inspections.Made made;
        try (Bus bus = connection.bus()) {
            made =
                    Inspections.make(
                            bus,
                            order(),
                            read,
                            bundle,
                            name.group(2),
                            count -> err.printf(Locale.ROOT, "vigil: %,d records read%n", count));
        }
        Files.copy(made.page(), file);
        return report(made, bundle);
    }

    /** A file that is there is of something else, or of an inspection that was handed over. */
    private static void requireNew(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(
                    file + ": expected no such file yet, got one; remove it or name another file");
        }
    }

    private static void require(String option, String what, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    option + ": expected " + what + ", got none; name it");
        }
    }

    private InspectionOrder order() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("WORK", work);
        asked.put("ACCOUNT", account);
        asked.put("NOTICE", notice);
        asked.put("DIRECTIVE", directive);
        asked.put("BATCH", batch);
        asked.values().removeIf(id -> id == null);
        if (asked.size() > 1) {
            throw new IllegalArgumentException(
                    "scope: expected one of --work, --account, --notice, --directive and --batch, got "
                            + asked.size()
                            + "; make an inspection for each");
        }
        String about = asked.keySet().stream().findFirst().orElse(null);
        long nowMs = System.currentTimeMillis();
        return new InspectionOrder(
                from.toEpochMilli(),
                to == null ? nowMs : to.toEpochMilli(),
                about,
                asked.get(about),
                by == null ? CausedBy.user() : by,
                askedBy,
                document,
                language,
                zone,
                nowMs);
    }

    private int report(Inspections.Made made, Path bundle) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Written: " + file + ", bundle " + bundle + ", " + made.records() + " records");
        if (made.unnamed() != null) {
            out.println(made.unnamed());
        }
        out.println("SHA-256 of its SHA256SUMS: " + made.sum());
        made.found().stream().limit(SHOWN).forEach(out::println);
        out.println(
                made.summary(PageLanguage.EN)
                        + (made.foundCount() > SHOWN ? "; the page lists them" : ""));
        made.notChecked().forEach(what -> out.println("not checked: " + what));
        return made.foundCount() == 0 ? 0 : 1;
    }
}
