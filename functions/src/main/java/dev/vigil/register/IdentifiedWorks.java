package dev.vigil.register;

import dev.vigil.schema.register.IdentifiedWork;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.register.SaidIds;
import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.WorkIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Works that have one identifier. A conflict names each of them, and none is refused. */
public final class IdentifiedWorks {
    /** Works of one identifier that are kept: more is no identifier. */
    public static final int MOST = 100;

    /** Owners of a work that are compared. */
    static final int MOST_OWNERS = 20;

    private IdentifiedWorks() {}

    /** What a work says of its identifiers: in normal form, with the first of its owners. */
    public static SaidIds said(RegisteredWork work, Identifiers identifiers) {
        Set<String> ids = new TreeSet<>();
        if (work.ids() != null) {
            for (WorkIds.Id id : work.ids().all()) {
                // Several works may be on one certificate of registration.
                if (id.scheme() != IdScheme.REGISTRATION_NO) {
                    ids.add(id.scheme() + ":" + identifiers.normal(id.scheme(), id.value()));
                }
            }
        }
        return new SaidIds(List.copyOf(ids), owners(work));
    }

    /**
     * What was not said yet.
     *
     * @param at when it was registered (UTC epoch ms)
     */
    public static List<IdentifierFact> changes(
            String workId, SaidIds before, SaidIds after, long at) {
        boolean sameOwners = after.owners().equals(before.owners());
        List<IdentifierFact> changes = new ArrayList<>();
        for (String id : before.ids()) {
            if (!after.ids().contains(id)) {
                changes.add(fact(id, workId, false, List.of(), at));
            }
        }
        for (String id : after.ids()) {
            if (!before.ids().contains(id) || !sameOwners) {
                changes.add(fact(id, workId, true, after.owners(), at));
            }
        }
        return changes;
    }

    private static IdentifierFact fact(
            String id, String workId, boolean has, List<String> owners, long at) {
        int colon = id.indexOf(':');
        IdScheme scheme = IdScheme.valueOf(id.substring(0, colon));
        return new IdentifierFact(scheme, id.substring(colon + 1), workId, has, owners, at, null);
    }

    private static List<String> owners(RegisteredWork work) {
        return work.owners().stream()
                .map(OwnerShare::ownerId)
                .distinct()
                .sorted()
                .limit(MOST_OWNERS)
                .toList();
    }

    /**
     * What is to be published that was not.
     *
     * @param works by id, those too that have it no more but of which a conflict was published
     */
    public static List<IdentifierConflict> news(
            IdScheme scheme, String value, Map<String, IdentifiedWork> works) {
        List<IdentifierConflict> news = new ArrayList<>();
        new TreeMap<>(works)
                .forEach(
                        (workId, work) -> {
                            IdentifierConflict now = of(scheme, value, workId, work, works);
                            boolean isPlain = !now.open() && work.published() == null;
                            if (!isPlain && !now.equals(work.published())) {
                                news.add(now);
                            }
                        });
        return news;
    }

    private static IdentifierConflict of(
            IdScheme scheme,
            String value,
            String workId,
            IdentifiedWork work,
            Map<String, IdentifiedWork> works) {
        List<String> others = new ArrayList<>();
        long at = work.at();
        for (Map.Entry<String, IdentifiedWork> other : new TreeMap<>(works).entrySet()) {
            boolean meets =
                    !other.getKey().equals(workId)
                            && work.has()
                            && other.getValue().has()
                            && contradicts(scheme, work, other.getValue());
            if (meets) {
                others.add(other.getKey());
                at = Math.max(at, other.getValue().at());
            }
        }
        int named = Math.min(others.size(), IdentifierConflict.MOST_NAMED);
        int more = others.size() - named;
        return new IdentifierConflict(
                workId,
                scheme,
                value,
                !others.isEmpty(),
                others.subList(0, named),
                more == 0 ? null : (Integer) more,
                at);
    }

    /** A recording is in several works of one owner: an album, a film with its song. */
    private static boolean contradicts(IdScheme scheme, IdentifiedWork one, IdentifiedWork other) {
        return scheme != IdScheme.ISRC || Collections.disjoint(one.owners(), other.owners());
    }
}
