package dev.vigil.client.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.policy.ListIndex;
import dev.vigil.policy.Preview;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tries entries on what was matched lately, before any session is blocked by them. For many threads
 * where what it is made of does not change meanwhile.
 */
public final class ListPreview {
    private final ListIndex now;
    private final ListIndex proposed;
    private final Function<String, ? extends Collection<Authorization>> authorizations;
    private final Function<String, Owners> owners;
    private final long nowMs;
    private final AtomicLong notJudged = new AtomicLong();

    /**
     * For verdicts on works of which all of it is known.
     *
     * @param now entries in force
     * @param proposed these, with those that are tried
     * @param authorizations by work
     * @param owners by work, with their policies
     * @param nowMs until when uploads are there, UTC epoch ms
     */
    public ListPreview(
            ListIndex now,
            ListIndex proposed,
            Function<String, ? extends Collection<Authorization>> authorizations,
            Function<String, Owners> owners,
            long nowMs) {
        this.now = now;
        this.proposed = proposed;
        this.authorizations = authorizations;
        this.owners = owners;
        this.nowMs = nowMs;
    }

    /**
     * With the authorizations, owners and policies that are on the topics now.
     *
     * @param listing the list as it is; takes the proposed entries in
     */
    public static ListPreview on(Bus bus, Listing listing, Collection<ListEntry> proposed)
            throws IOException {
        ListIndex now = listing.index();
        proposed.forEach(listing::put);
        Map<String, List<Authorization>> authorizations = new HashMap<>();
        for (Authorization one : Registers.authorizations(bus)) {
            one.workIds()
                    .forEach(
                            work ->
                                    authorizations
                                            .computeIfAbsent(work, id -> new ArrayList<>())
                                            .add(one));
        }
        Map<String, Owners> owners = Registers.owners(bus);
        return new ListPreview(
                now,
                listing.index(),
                work -> authorizations.getOrDefault(work, List.of()),
                work -> owners.getOrDefault(work, Owners.NONE),
                System.currentTimeMillis());
    }

    /**
     * The sessions for which something changes, in the order of the verdicts, one by one. The
     * stream may be a parallel one.
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
            Preview ready = Preview.of(verdict, authorizations, owners, nowMs);
            return PreviewedSession.of(verdict, ready.by(now), ready.by(proposed));
        } catch (IllegalArgumentException e) {
            notJudged.incrementAndGet();
            return Optional.empty();
        }
    }

    /** How many of the verdicts so far could not be judged. */
    public long notJudged() {
        return notJudged.get();
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
