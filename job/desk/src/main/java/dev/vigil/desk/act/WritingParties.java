package dev.vigil.desk.act;

import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * As whom records are sent: the desk's own principal may neither publish the list nor write for
 * holders of rights. The settings of the others are read when something is sent as them, and the
 * connection is closed behind it.
 *
 * @param files of client settings, by party; null where the broker has no rights, so that the desk
 *     sends all by itself
 */
public record WritingParties(Map<Party, Path> files) {
    /** Of a broker without rights. */
    public static WritingParties open() {
        return new WritingParties(null);
    }

    /**
     * @param listing settings of the desk's second principal, which writes the list alone; null
     *     where they are not given
     * @param rights settings of the rights holders' desk; null where they are not given
     */
    public static WritingParties of(Path listing, Path rights) {
        Map<Party, Path> files = new EnumMap<>(Party.class);
        if (listing != null) {
            files.put(Party.LISTING, listing);
        }
        if (rights != null) {
            files.put(Party.RIGHTS, rights);
        }
        return new WritingParties(files);
    }

    /** Whose topic it is, where it is not the desk's. */
    static Optional<Party> other(Topic topic) {
        if (Party.DESK.writes(topic)) {
            return Optional.empty();
        }
        return Optional.of(Party.LISTING.writes(topic) ? Party.LISTING : Party.RIGHTS);
    }

    /**
     * Refuses what the desk has no principal for.
     *
     * @throws DeskRefused with the option that is missing
     */
    void requireFor(Topic topic) {
        Optional<String> lacking = lacking(topic);
        if (lacking.isPresent()) {
            throw new DeskRefused("act.principal", topic.topicName(), lacking.get());
        }
    }

    /** The option that this desk was started without and that writing to a topic needs. */
    Optional<String> lacking(Topic topic) {
        return other(topic)
                .filter(party -> files != null && !files.containsKey(party))
                .map(
                        party ->
                                party == Party.LISTING
                                        ? "--listing-properties"
                                        : "--rights-properties");
    }

    /**
     * Client settings that a topic is written with, where they are not the desk's own.
     *
     * @param client of the desk
     */
    Optional<Properties> settings(Topic topic, Properties client) throws IOException {
        Optional<Party> other = other(topic);
        if (files == null || other.isEmpty()) {
            return Optional.empty();
        }
        Path file = files.get(other.get());
        if (file == null) {
            throw new IOException(
                    topic.topicName() + ": expected settings of " + other.get() + ", got none");
        }
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", client.getProperty("bootstrap.servers"));
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
        }
        return Optional.of(settings);
    }
}
