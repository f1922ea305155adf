package dev.vigil.desk.screen;

import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which news a page of records is asked for again at, by the first segment of its path. */
public final class LiveTopics {
    private static final Set<Topic> COMMANDS =
            EnumSet.of(
                    Topic.COMMANDS,
                    Topic.MEDIA_ALERTS,
                    Topic.SESSION_CONFIRMATIONS,
                    Topic.CONFIRMATIONS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.ACCOUNT_CONFIRMATIONS,
                    Topic.LEDGER_ALERTS);

    private static final Map<String, Set<Topic>> LISTS =
            Map.of(
                    "sessions",
                    EnumSet.of(Topic.VERDICTS),
                    "commands",
                    COMMANDS,
                    // Its records are about what it is on.
                    "command",
                    COMMANDS,
                    // Entries and batches are below it.
                    "list",
                    EnumSet.of(Topic.LIST, Topic.LIST_RECEIPTS, Topic.LIST_EFFECTIVE),
                    "works",
                    EnumSet.of(Topic.EFFECTIVE_WORKS, Topic.REGISTER, Topic.REFERENCE_HEALTH),
                    "accounts",
                    EnumSet.of(
                            Topic.ACCOUNT_STANDINGS, Topic.STRIKES, Topic.APPEALS, Topic.DECISIONS),
                    "signals",
                    EnumSet.of(Topic.SIGNAL_STATES));

    /** Of pages about one thing, whose records have its id as their subject. */
    private static final Map<String, Set<Topic>> THINGS =
            Map.of(
                    "session",
                    EnumSet.of(
                            Topic.VERDICTS,
                            Topic.REASONS,
                            Topic.EVIDENCE,
                            Topic.COMMANDS,
                            Topic.MEDIA_ALERTS,
                            Topic.SESSION_CONFIRMATIONS),
                    "account",
                    EnumSet.of(
                            Topic.ACCOUNT_STANDINGS,
                            Topic.STRIKES,
                            Topic.OFFENCES,
                            Topic.WARNINGS,
                            Topic.RECEIPTS,
                            Topic.ACCOUNT_COMMANDS,
                            Topic.ACCOUNT_CONFIRMATIONS,
                            Topic.LEDGER_ALERTS,
                            Topic.APPEALS,
                            Topic.DECISIONS,
                            Topic.DEPARTMENT),
                    "work",
                    EnumSet.of(
                            Topic.EFFECTIVE_WORKS,
                            Topic.REGISTER,
                            Topic.REGISTER_DECISIONS,
                            Topic.CLAIMS,
                            Topic.REFERENCE_HEALTH,
                            Topic.REVIEWS),
                    "signal",
                    EnumSet.of(Topic.SIGNAL_STATES, Topic.SIGNAL_DECISIONS));

    private LiveTopics() {}

    private static String[] segments(String path) {
        return path.replaceAll("[?#].*", "").split("/");
    }

    private static String first(String path) {
        String[] segments = segments(path);
        return segments.length < 2 ? "" : segments[1];
    }

    /**
     * Topics, as a page lists them; empty for a page that is as it was made.
     *
     * @param path with its query, encoded
     */
    public static String of(String path) {
        String first = first(path);
        return LISTS.getOrDefault(first, THINGS.getOrDefault(first, Set.of())).stream()
                .map(Topic::topicName)
                .collect(Collectors.joining(" "));
    }

    /** What the page is about, as a page lists it in JSON; null where any news counts. */
    public static String subjects(String path) {
        if (!THINGS.containsKey(first(path)) || segments(path).length < 3) {
            return null;
        }
        String id =
                URLDecoder.decode(segments(path)[2].replace("+", "%2B"), StandardCharsets.UTF_8);
        return new String(Json.bytes(List.of(id)), StandardCharsets.UTF_8);
    }
}
