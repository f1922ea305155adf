package dev.vigil.cli.list;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.client.list.Draft;
import dev.vigil.client.list.EntryFile;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Authorities.Refusal;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.stream.options.ListKeysFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a file of entries where the authority's key is, far from any Kafka. */
@Command(
        name = "sign",
        description = {
            "Sign a file of entries, as CSV or JSON, with an authority's key; gives JSON for import.",
            "Needs no Kafka. A signature covers the version, so the file must have it (or --count-up).",
            "An entry's id begins with its authority and a dot, as ncac.2026-7: others are refused.",
            "Signed is, in UTF-8: the line 'vigil.list.entry.v1', a line feed, and the entry's JSON without",
            "signature in the canonical form of RFC 8785, members that are null, [] or {} left out."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil list sign batch.csv --key ncac.pem --out batch.json",
            "  vigil list show --json > all.json                         keep one authority's in it",
            "  vigil list sign all.json --key ncac.pem --count-up --out signed.json",
            "  vigil list sign batch.csv --bytes                         what would be signed"
        })
public final class ListSignCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "UTF-8; .csv with a header row, or JSON")
    private Path file;

    @Option(names = "--key", paramLabel = "FILE", description = "the private key (vigil list key)")
    private Path keyFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the signed entries go (default: printed)")
    private Path outFile;

    @Option(names = "--count-up", description = "each as its next version, issued now")
    private boolean countUp;

    @Option(names = "--bytes", description = "print the bytes to be signed instead, for each entry")
    private boolean bytes;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        EntryFile read = EntryFile.read(file, now);
        List<String> errors = new ArrayList<>(read.errors());
        List<ListEntry> entries = entries(read.drafts(), now, errors);
        if (!errors.isEmpty()) {
            throw new IOException(
                    errors.get(0)
                            + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)")
                            + "; nothing was signed");
        }
        if (bytes) {
            for (ListEntry entry : entries) {
                say(
                        new String(
                                ListSignature.signedBytes(Json.bytes(entry)),
                                StandardCharsets.UTF_8));
            }
            return 0;
        }
        if (keyFile == null) {
            throw new IllegalArgumentException(
                    "--key: expected the private key to sign with, got none; make one with vigil"
                            + " list key");
        }
        PrivateKey key = ListKeysFile.privateKey(keyFile);
        write(
                entries.stream()
                        .map(
                                entry ->
                                        entry.withSignature(
                                                ListSignature.sign(Json.bytes(entry), key)))
                        .toList());
        return 0;
    }

    private List<ListEntry> entries(List<Draft> drafts, long now, List<String> errors) {
        List<ListEntry> entries = new ArrayList<>();
        for (Draft draft : drafts) {
            ListEntry entry = draft.entry().withSignature(null);
            Optional<Refusal> ofAnother = Authorities.ofAnother(entry);
            if (entry.authority() == null) {
                errors.add(
                        "line "
                                + draft.line()
                                + ": authority: expected one to sign for, got none; fill it in");
            } else if (ofAnother.isPresent()) {
                errors.add("line " + draft.line() + ": " + ofAnother.get().message());
            } else if (!draft.versioned()) {
                errors.add(
                        "line "
                                + draft.line()
                                + ": version: expected one, which a signature covers, got none;"
                                + " 1 for a new entry, else one more than the version in force");
            } else {
                entries.add(countUp ? entry.issued(entry.version() + 1, now) : entry);
            }
        }
        return entries;
    }

    private void write(List<ListEntry> entries) throws IOException {
        String json = new JsonMapper().readTree(Json.bytes(entries)).toPrettyString();
        if (outFile == null) {
            say(json);
        } else {
            Files.writeString(outFile, json + "\n", StandardCharsets.UTF_8);
            say(entries.size() + " entries signed, in " + outFile);
        }
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
