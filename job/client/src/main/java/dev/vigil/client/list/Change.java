package dev.vigil.client.list;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Authorities;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a draft does to the current list.
 *
 * @param entry as it would be published
 * @param fields names of the fields that differ; empty for a new entry
 */
public record Change(Kind kind, Draft draft, ListEntry entry, List<String> fields) {
    public enum Kind {
        /** The id is new. */
        NEW,
        /** It differs from before. */
        CHANGED,
        /** It ends. */
        WITHDRAWN,
        /** It had been withdrawn and comes again. */
        RESTORED,
        /** It equals the current entry: nothing is sent. */
        SAME
    }

    /** Said anew with each version. */
    private static final Set<String> OF_A_VERSION = Set.of("version", "issuedAt", "signature");

    /**
     * Compares a draft with the current list.
     *
     * @param known null where the id is new
     * @throws IllegalArgumentException where the jobs would not take it
     */
    public static Change of(Draft draft, ListEntry known) {
        return of(draft, known, known == null ? 0 : known.version());
    }

    /**
     * The same where a version above the one in force was published, which the jobs have refused.
     *
     * @param last the last one that was published; 0 for none
     */
    public static Change of(Draft draft, ListEntry known, long last) {
        requireSound(draft);
        ListEntry entry = draft.entry();
        if (known == null) {
            boolean isAgain = last > 0 && !draft.versioned();
            return new Change(
                    Kind.NEW, draft, isAgain ? entry.withVersion(last + 1) : entry, List.of());
        }
        List<String> fields = differing(known, entry);
        boolean asItStands = !draft.versioned() || entry.version() == known.version();
        if (fields.isEmpty() && asItStands) {
            return new Change(Kind.SAME, draft, known, fields);
        }
        ListEntry next = draft.versioned() ? entry : entry.issued(last + 1, issued(draft));
        if (next.version() <= known.version()) {
            throw new IllegalArgumentException(
                    "version: expected one above "
                            + known.version()
                            + ", the version in force, got "
                            + next.version()
                            + "; count it up, or leave it out to have it counted");
        }
        return new Change(kind(known, next), draft, next, fields);
    }

    private static long issued(Draft draft) {
        return draft.entry().issuedAt();
    }

    /**
     * A signature covers version and time, so they can't be filled in afterwards. It is for jobs
     * that ask for signatures, and these take no entry under another authority's id.
     */
    private static void requireSound(Draft draft) {
        if (draft.entry().signature() == null) {
            return;
        }
        if (!draft.versioned() || !draft.issued()) {
            throw new IllegalArgumentException(
                    (draft.versioned() ? "issuedAt" : "version")
                            + ": expected with a signature, which covers it, got none; take the"
                            + " entry as it was signed");
        }
        Authorities.requireOwn(draft.entry());
    }

    private static Kind kind(ListEntry known, ListEntry next) {
        if (next.withdrawnAt() != null) {
            return Kind.WITHDRAWN;
        }
        return known.withdrawnAt() != null ? Kind.RESTORED : Kind.CHANGED;
    }

    private static List<String> differing(ListEntry known, ListEntry entry) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : ListEntry.class.getRecordComponents()) {
            boolean said = !OF_A_VERSION.contains(component.getName());
            if (said && !Objects.equals(value(component, known), value(component, entry))) {
                fields.add(component.getName());
            }
        }
        return fields;
    }

    private static Object value(RecordComponent component, ListEntry of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Events are public records", e);
        }
    }
}
