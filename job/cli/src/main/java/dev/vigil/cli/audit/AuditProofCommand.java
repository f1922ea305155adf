package dev.vigil.cli.audit;

import dev.vigil.audit.LogEntries;
import dev.vigil.audit.LogProof;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordPlace;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.Failure;
import dev.vigil.client.audit.LogTopics;
import dev.vigil.client.audit.PublishedLog;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the proof of one record. */
@Command(
        name = "proof",
        description = {
            "Write the proof that a record was on its topic (C2SP tlog-proof): with the record and the",
            "log's key anybody can check it, without Kafka and without any other record."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The record's file is what was hashed: CloudEvents structured JSON in one canonical line.",
            "The way from it to the page's root is in the proof's extra line.",
            "",
            "Example:",
            "  vigil audit proof verdicts/3/1207 --key audit.vkey --out 1207.tlog-proof --record"
                    + " 1207.json",
            "  vigil audit verify --key audit.vkey --proof 1207.tlog-proof --record 1207.json"
        })
final class AuditProofCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;
    @Mixin private AuditSource source;

    @Parameters(paramLabel = "TOPIC/PARTITION/OFFSET", description = "the record")
    private String place;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the proof goes; its name should end in .tlog-proof")
    private Path file;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "where the record itself goes, from its topic")
    private Path record;

    @Override
    public Integer call() throws IOException {
        RecordPlace wanted = place();
        Failure.unlessWritable(file);
        List<NoteKey> keys = source.keys();
        LogEntries entries = entries(keys);
        Optional<LogProof> proof = entries.proof(wanted);
        if (proof.isEmpty()) {
            throw new IOException(
                    place
                            + ": expected a record on one of the "
                            + entries.sealed()
                            + " sealed pages of "
                            + keys.get(0).name()
                            + ", got none; it may be some seconds too new, or the log of another"
                            + " number lists it");
        }
        if (record != null) {
            writeRecord(wanted);
        }
        Files.writeString(file, proof.get().text());
        spec.commandLine()
                .getOut()
                .println("Written: " + file + ", page " + proof.get().index() + " of the log");
        return 0;
    }

    private RecordPlace place() {
        String[] parts = place.split("/");
        if (parts.length == 3
                && parts[1].matches("[0-9]{1,9}")
                && parts[2].matches("[0-9]{1,18}")) {
            return new RecordPlace(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }
        throw new IllegalArgumentException(
                "expected TOPIC/PARTITION/OFFSET, got '"
                        + place
                        + "'; write it as verdicts/3/1207");
    }

    private LogEntries entries(List<NoteKey> keys) throws IOException {
        if (source.from() != null) {
            return LogTopics.entries(PublishedLog.at(source.from()), keys.get(0).name(), keys);
        }
        try (Bus bus = connection.bus()) {
            return LogTopics.entries(bus, keys.get(0).name(), keys);
        }
    }

    private void writeRecord(RecordPlace wanted) throws IOException {
        Topic topic =
                Arrays.stream(Topic.values())
                        .filter(it -> it.topicName().equals(wanted.topic()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                wanted.topic()
                                                        + ": expected a topic of Vigil, got another"
                                                        + " one; see vigil topics"));
        byte[][] found = new byte[1][];
        try (Bus bus = connection.bus()) {
            bus.records(
                    topic,
                    one -> {
                        if (one.partition() == wanted.partition()
                                && one.offset() == wanted.offset()) {
                            found[0] = TopicsCheck.bytes(one);
                        }
                    });
        }
        if (found[0] == null) {
            throw new IOException(
                    place
                            + ": expected the record on its topic, got none; it is gone by retention"
                            + " or compaction: leave out --record and take it from an export");
        }
        Files.write(record, found[0]);
    }
}
