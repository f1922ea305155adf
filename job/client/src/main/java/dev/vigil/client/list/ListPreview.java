package dev.vigil.client.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.policy.ListIndex;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tries entries on what was matched lately, before any session is blocked by them. */
public final class ListPreview {
    private final ListIndex now;
    private final ListIndex proposed;
    private final Collection<Authorization> authorizations;
    private final Map<String, Owners> owners;
    private long notJudged;

    /**
     * Beside all entries that there are.
     *
     * @param listing the list as it is; takes the proposed entries in
     * @param owners of works, with their policies, by work
     */
    public ListPreview(
            Listing listing,
            Collection<ListEntry> proposed,
            Collection<Authorization> authorizations,
            Map<String, Owners> owners) {
        this.now = listing.index();
        proposed.forEach(listing::put);
        this.proposed = listing.index();
        this.authorizations = authorizations;
        this.owners = owners;
    }

    /** With the authorizations, owners and policies that are on the topics now. */
    public static ListPreview on(Bus bus, Listing listing, Collection<ListEntry> proposed)
            throws IOException {
        return new ListPreview(
                listing, proposed, Registers.authorizations(bus), Registers.owners(bus));
    }

    /**
     * The sessions for which something changes, in the order of the verdicts, one by one.
     *
     * @param verdicts the last revision of each
     */
    public Stream<PreviewedSession> judge(Stream<Verdict> verdicts) {
        return verdicts.map(this::judged).flatMap(Optional::stream);
    }

    /**
     * One that the rules do not take, as an id of its session is none, must not stop the others.
     */
    private Optional<PreviewedSession> judged(Verdict verdict) {
        try {
            return PreviewedSession.of(verdict, now, proposed, authorizations, owners);
        } catch (IllegalArgumentException e) {
            notJudged++;
            return Optional.empty();
        }
    }

    /** How many of the verdicts so far could not be judged. */
    public long notJudged() {
        return notJudged;
    }

    /** Ids of the sessions since then that the proposed entries would block, and nothing does. */
    public static List<String> blocked(Bus bus, List<ListEntry> proposed, long sinceMs)
            throws IOException {
        return on(bus, Listing.now(bus, Authorities.ANYBODY), proposed)
                .judge(verdicts(bus, sinceMs).stream())
                .filter(session -> !session.blocked().isEmpty())
                .map(session -> session.verdict().sessionId())
                .distinct()
                .toList();
    }

    /** The last revision of each that was judged since then; older ones are not kept. */
    public static Collection<Verdict> verdicts(Bus bus, long sinceMs) throws IOException {
        Map<String, Verdict> last = new LinkedHashMap<>();
        bus.follow(
                List.of(Topic.VERDICTS),
                true,
                event -> {
                    if (event == null) {
                        return false;
                    }
                    event.readable(Verdict.class)
                            .filter(verdict -> verdict.judgedAt() >= sinceMs)
                            .ifPresent(verdict -> last.put(verdict.verdictId(), verdict));
                    return true;
                });
        return last.values();
    }
}
