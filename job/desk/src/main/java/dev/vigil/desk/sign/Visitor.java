package dev.vigil.desk.sign;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person who is signed in.
 *
 * @param actor the pointer that records name as {@code ce_actor}: {@code link:USER}, {@code
 *     oidc:SUBJECT} or {@code proxy:NAME}
 * @param name as shown
 * @param party of an owner: the id that works and claims name; null for the site's own people
 */
public record Visitor(String actor, String name, Set<DeskRole> roles, String party) {
    static final String LINK = "link:";

    /** What may follow the kind of an actor: it is a header of records, of 200 characters. */
    private static final Pattern POINTER = Pattern.compile("[\\x21-\\x7E]{1,190}");

    private static final Pattern PARTY = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final int LONGEST_NAME = 100;

    public Visitor {
        roles = Set.copyOf(roles);
    }

    /**
     * Whom a provider or a proxy names; empty where the pointer can't be a header of a record, or
     * no role is left. An owner without a party is none: it would have no works.
     *
     * @param kind such as {@code oidc:}
     * @param party null for none
     */
    public static Optional<Visitor> named(
            String kind, String pointer, String name, Set<DeskRole> roles, String party) {
        boolean hasParty = party != null && PARTY.matcher(party).matches();
        Set<DeskRole> may = EnumSet.noneOf(DeskRole.class);
        may.addAll(roles);
        if (!hasParty) {
            may.remove(DeskRole.OWNER);
        }
        if (!POINTER.matcher(pointer).matches() || may.isEmpty()) {
            return Optional.empty();
        }
        int end =
                name.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        return Optional.of(
                new Visitor(
                        kind + pointer,
                        name.substring(0, end),
                        may,
                        may.contains(DeskRole.OWNER) ? party : null));
    }

    /** One person with the whole desk on one machine: four eyes are not to be had. */
    public boolean isAlone() {
        return actor.startsWith(LINK);
    }

    /** The same person, alone on one machine, as one who acts for a party and sees nothing else. */
    public Visitor asOwner(String owner) {
        return new Visitor(actor, itself().name(), Set.of(DeskRole.OWNER), owner);
    }

    /** The person alone on one machine, with the whole desk. */
    public Visitor itself() {
        return new Visitor(actor, actor.substring(LINK.length()), DeskRole.STAFF, null);
    }

    public boolean has(DeskRole role) {
        return roles.contains(role);
    }

    /** True where one of these roles is one of the person's. */
    public boolean hasAny(Set<DeskRole> any) {
        return any.stream().anyMatch(roles::contains);
    }
}
