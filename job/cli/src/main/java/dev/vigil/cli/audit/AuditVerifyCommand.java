package dev.vigil.cli.audit;

import dev.vigil.audit.LogProof;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordProof;
import dev.vigil.audit.SignedNote;
import dev.vigil.cli.option.Connection;
import dev.vigil.client.audit.Foundations;
import dev.vigil.client.audit.PublishedCheck;
import dev.vigil.client.audit.PublishedLog;
import dev.vigil.client.audit.SeenNotes;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a log and the records against it. */
@Command(
        name = "verify",
        description = "Check the log against its seals, and all records against the log.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was tampered with",
            "1:something was found, a newer vigil has made pages that this one can't check, or the"
                    + " check failed"
        },
        footer = {
            "",
            "Each finding has a place, TOPIC/PARTITION/OFFSET, a page or a seal by number:",
            "  ALTERED    a record or a page is not what it was when it was logged",
            "  MISSING    a record or a page that was logged is not there, or a record is on no"
                    + " page",
            "  REORDERED  they are there in another order",
            "  CUT        the log is shorter than a seal of it, or not there",
            "  FORKED     two seals contradict each other",
            "  STALE      nothing was logged or sealed for more than an hour",
            "  UNSIGNED   a seal is not signed by the key",
            "  UNFOUNDED  with --closure: what a verdict rests on was never logged",
            "  UNREAD     the log could not read these offsets: they were deleted before",
            "",
            "Who has the private key could have written another log from the start: give seals"
                    + " that",
            "were kept elsewhere (--seal), such as a witness's (--witness).",
            "",
            "Example:",
            "  vigil audit verify --key audit.vkey",
            "  vigil audit verify --key audit.vkey --seal kept-in-may.txt --closure",
            "  vigil audit verify --key audit.vkey --from https://audit.example.com/ --export"
                    + " records.ndjson",
            "  vigil audit verify --key audit.vkey --proof 1207.tlog-proof --record 1207.json"
        })
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;
    @Mixin private AuditSource source;

    @Option(
            names = "--seal",
            paramLabel = "FILE",
            description = "a seal that was kept elsewhere: a signed note; may be repeated")
    private List<Path> seals = new ArrayList<>();

    @Option(
            names = "--witness",
            paramLabel = "KEY|FILE",
            description =
                    "show when this witness has seen the seals of --seal, and of --from those that"
                            + " it signed there")
    private List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "check these records, a line each, instead of those on the topics")
    private Path export;

    @Option(
            names = "--whole",
            description =
                    "of each partition the export has all records between its first and its last:"
                            + " what is not there is MISSING")
    private boolean isWhole;

    @Option(
            names = "--closure",
            description =
                    "of the topics: also check that what verdicts and confirmations rest on was"
                            + " logged")
    private boolean isClosure;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "check this proof of one record and nothing else; needs no Kafka")
    private Path proof;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "the record of --proof, as vigil audit proof has written it")
    private Path record;

    @Override
    public Integer call() throws IOException {
        List<NoteKey> keys = source.keys();
        if (proof != null || record != null) {
            return provedRecord(keys);
        }
        if (isClosure && (source.from() != null || export != null)) {
            throw new IllegalArgumentException(
                    "--closure: expected the records of the topics, got --from or --export; leave"
                            + " one of them out");
        }
        if (isWhole && export == null) {
            throw new IllegalArgumentException(
                    "--whole: expected an export that it is about, got none; add --export FILE");
        }
        List<String> kept = new ArrayList<>();
        for (Path seal : seals) {
            kept.add(Files.readString(seal));
        }
        List<String> names = new ArrayList<>(seals.stream().map(Path::toString).toList());
        List<NoteKey> seers = new ArrayList<>();
        for (String line : witnesses) {
            NoteKey witness = KeyLines.read(line);
            seers.add(witness);
            addPublished(witness, names, kept);
        }
        LogReport report = report(keys, kept);
        PrintWriter out = spec.commandLine().getOut();
        report.findings().forEach(out::println);
        long found = report.counts().values().stream().mapToLong(it -> it).sum();
        if (found > report.findings().size()) {
            out.println("... " + (found - report.findings().size()) + " more: " + report.counts());
        }
        seen(seers, names, kept, out);
        out.println(summary(keys.get(0).name(), report, found));
        report.notChecked().forEach(what -> out.println("not checked: " + what));
        return report.isGood() ? 0 : 1;
    }

    private LogReport report(List<NoteKey> keys, List<String> kept) throws IOException {
        long nowMs = System.currentTimeMillis();
        if (source.from() != null) {
            PublishedLog log = PublishedLog.at(source.from());
            return new PublishedCheck(log, keys, nowMs).run(kept, export, isWhole);
        }
        try (Bus bus = connection.bus()) {
            TopicsCheck check = new TopicsCheck(bus, keys, nowMs);
            if (isClosure) {
                Foundations.check(bus, check);
            }
            return export == null ? check.run(kept) : check.run(kept, export, isWhole);
        }
    }

    /** What a witness has signed of a published log is a seal that was kept elsewhere. */
    private void addPublished(NoteKey witness, List<String> names, List<String> kept)
            throws IOException {
        if (source.from() != null) {
            SeenNotes.read(PublishedLog.at(source.from()), witness)
                    .ifPresent(
                            note -> {
                                names.add(SeenNotes.path(witness));
                                kept.add(note);
                            });
        }
    }

    private static void seen(
            List<NoteKey> witnesses, List<String> names, List<String> kept, PrintWriter out) {
        for (NoteKey witness : witnesses) {
            for (int i = 0; i < kept.size(); i++) {
                OptionalLong at = SignedNote.parse(kept.get(i)).seenAt(witness);
                out.println(
                        names.get(i)
                                + (at.isPresent()
                                        ? ": seen by "
                                                + witness.name()
                                                + " at "
                                                + Instant.ofEpochSecond(at.getAsLong())
                                        : ": not signed by the witness " + witness.name()));
            }
        }
    }

    private static String summary(String origin, LogReport report, long found) {
        return origin
                + ": "
                + report.pages()
                + " pages, "
                + report.sealed()
                + " of them sealed by "
                + report.seals()
                + " seals; "
                + report.records()
                + " records, "
                + report.later()
                + " of them not logged yet; "
                + (found > 0
                        ? Counted.of(found, "finding")
                        : report.isGood()
                                ? "nothing was tampered with"
                                : "nothing was found in what was checked");
    }

    private Integer provedRecord(List<NoteKey> keys) throws IOException {
        if (proof == null || record == null) {
            throw new IllegalArgumentException(
                    "--proof: expected a proof and its record, got one of them; give --proof and"
                            + " --record, as vigil audit proof writes both");
        }
        LogProof read = LogProof.parse(Files.readString(proof));
        String origin = keys.get(0).name();
        OptionalInt version = RecordProof.newerVersion(read, origin, keys);
        if (version.isPresent()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            "not checked: "
                                    + record
                                    + ": page version "
                                    + version.getAsInt()
                                    + ": page "
                                    + read.index()
                                    + " is in the log "
                                    + origin
                                    + ", and a newer vigil has made it; check the proof with that"
                                    + " one");
            return 1;
        }
        boolean isProved = RecordProof.proves(read, Files.readAllBytes(record), origin, keys);
        spec.commandLine()
                .getOut()
                .println(
                        isProved
                                ? record + ": is in the log " + origin + ", page " + read.index()
                                : "ALTERED "
                                        + record
                                        + ": expected the record that the proof is of, in the log "
                                        + origin
                                        + ", signed by its key; got another record, log or key");
        return isProved ? 0 : 1;
    }
}
