package dev.vigil.cli.list;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.list.Listing;
import dev.vigil.client.reference.References;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.stream.options.ListKeysFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every verb of the list that talks to Kafka shares. */
@Command(mixinStandardHelpOptions = true)
abstract class ListVerb implements Callable<Integer> {
    private static final int MOST_TOLD = 50;
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    private static final String KEYS = System.getenv("VIGIL_LIST_KEYS");

    @Spec private CommandSpec spec;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "take only what is signed by one of these keys, as jobs with list.keys do"
                            + " (default: VIGIL_LIST_KEYS, else everything)")
    private Path keys = KEYS == null ? null : Path.of(KEYS);

    abstract Connection connection();

    Bus bus() throws IOException {
        return connection().bus();
    }

    Authorities authorities() {
        return keys == null ? Authorities.ANYBODY : ListKeysFile.authorities(keys);
    }

    /** What an act may ask of the list as it is for the jobs. */
    TopicFacts known(Bus bus) {
        return new TopicFacts(bus, authorities());
    }

    /** What is on the topic now, for the jobs. */
    Listing listing(Bus bus) throws IOException {
        return Listing.now(bus, authorities());
    }

    void say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    /** The first of many lines, and how many more there are. */
    void sayMany(List<String> lines) {
        lines.stream().limit(MOST_TOLD).forEach(this::say);
        if (lines.size() > MOST_TOLD) {
            say("... and " + (lines.size() - MOST_TOLD) + " more");
        }
    }

    /**
     * Reports works that nothing can match, perhaps as their ids are mistyped. Nothing waits for
     * it: a list may come before the works, and who publishes it may not read references.
     */
    void warnOfUnknown(Bus bus, Collection<ListEntry> entries) throws IOException {
        Set<String> works = new TreeSet<>();
        entries.stream()
                .filter(entry -> entry.withdrawnAt() == null)
                .forEach(entry -> works.add(entry.workId()));
        if (works.isEmpty()) {
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        References references;
        try {
            references = References.read(bus, READ_WITHIN);
        } catch (BusException e) {
            if (!e.lacksRight()) {
                throw e;
            }
            err.println(
                    "vigil: whether each work has a reference was not looked up, as this principal"
                            + " may not read references");
            return;
        }
        references.all().forEach(reference -> works.remove(reference.workId()));
        if (!works.isEmpty() && !references.isWhole()) {
            err.println(
                    "vigil: whether each work has a reference could not be read within "
                            + READ_WITHIN.toSeconds()
                            + " s");
            return;
        }
        works.stream()
                .limit(MOST_TOLD)
                .forEach(
                        work ->
                                err.println(
                                        "vigil: there is no reference of "
                                                + work
                                                + AsCalled.of(
                                                        " yet; the entry acts once one is there"
                                                                + " (vigil ingest)")));
        if (works.size() > MOST_TOLD) {
            err.println("vigil: ... and of " + (works.size() - MOST_TOLD) + " more works");
        }
    }
}
