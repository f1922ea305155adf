package dev.vigil.desk.act;

import dev.vigil.client.list.ListPreview;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.project.Journal;
import dev.vigil.policy.ListIndex;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What a preview judges by, of the works that its verdicts are about alone: the list as it is and
 * with the draft, authorizations, owners and their policies. For one thread; many may judge while
 * it reads nothing.
 */
final class PreviewRegisters {
    /** Ids of a statement. */
    private static final int AT_ONCE = 500;

    private final Handle store;
    private final ListIndex now = new ListIndex();
    private final ListIndex proposed = new ListIndex();
    private final Set<String> works = new HashSet<>();
    private final Map<String, Map<String, Authorization>> authorizations = new HashMap<>();
    private final Map<String, MatchPolicy> policies = new HashMap<>();
    private final Map<String, Owners> owners = new HashMap<>();

    /**
     * @param drafted entries that are tried
     */
    PreviewRegisters(Handle store, Collection<ListEntry> drafted) {
        this.store = store;
        drafted.forEach(proposed::put);
    }

    /** Judges verdicts on works that are known by then. */
    ListPreview preview(long nowMs) {
        return new ListPreview(
                now,
                proposed,
                work -> authorizations.getOrDefault(work, Map.of()).values(),
                work -> owners.getOrDefault(work, Owners.NONE),
                nowMs);
    }

    /** Reads what is not read yet. */
    void know(Collection<String> wanted) {
        Set<String> left = new HashSet<>(wanted);
        left.removeAll(works);
        works.addAll(left);
        each(
                left,
                "list_version t",
                Topic.LIST,
                ListQuery.counts("t") + " and t.work_id",
                ListEntry.class,
                entry -> {
                    now.put(entry);
                    proposed.put(entry);
                });
        each(
                left,
                "permission t join permission_work w on w.authorization_id = t.authorization_id",
                Topic.AUTHORIZATIONS,
                "w.work_id",
                Authorization.class,
                one ->
                        one.workIds()
                                .forEach(
                                        work ->
                                                authorizations
                                                        .computeIfAbsent(
                                                                work, id -> new TreeMap<>())
                                                        .put(one.authorizationId(), one)));
        owners(left);
    }

    /** What counts of a work is made of both topics. */
    private void owners(Set<String> of) {
        Map<String, RegisteredWork> registered = new HashMap<>();
        for (Topic topic : List.of(Topic.WORKS, Topic.EFFECTIVE_WORKS)) {
            each(
                    of,
                    "work t",
                    topic,
                    "t.topic = e.topic and t.work_id",
                    RegisteredWork.class,
                    work -> registered.merge(work.workId(), work, RegisteredWork::merged));
        }
        Set<String> owning = new HashSet<>();
        registered
                .values()
                .forEach(work -> work.owners().forEach(share -> owning.add(share.ownerId())));
        owning.removeAll(policies.keySet());
        each(
                owning,
                "policy t",
                Topic.POLICIES,
                "t.owner_id",
                MatchPolicy.class,
                policy -> policies.put(policy.ownerId(), policy));
        registered.forEach(
                (id, work) ->
                        owners.put(
                                id,
                                new Owners(
                                        work,
                                        work.owners().stream()
                                                .map(OwnerShare::ownerId)
                                                .distinct()
                                                .map(policies::get)
                                                .filter(Objects::nonNull)
                                                .toList())));
    }

    private <T> void each(
            Collection<String> ids,
            String rows,
            Topic topic,
            String id,
            Class<T> type,
            Consumer<T> each) {
        for (List<String> some : parts(ids, AT_ONCE)) {
            Journal.joined(
                    store,
                    rows,
                    topic,
                    id + " in (" + places(some) + ")",
                    it -> it.as(type).ifPresent(each),
                    some.toArray());
        }
    }

    /** The same in their order, so many at once. */
    static List<List<String>> parts(Collection<String> ids, int most) {
        List<String> all = List.copyOf(ids);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return parts;
    }

    /** As many question marks as there are ids. */
    static String places(List<String> ids) {
        return String.join(", ", Collections.nCopies(ids.size(), "?"));
    }
}
