package dev.vigil.desk.act;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import java.util.Map;
import java.util.Set;

/**
 * An act, and the record that it is to be.
 *
 * @param deed its name
 * @param id what its path names; null for nothing
 * @param fields of its form
 * @param topic where its record goes
 * @param type of the event, without what all types begin with
 * @param key of the record; $REQUEST is the id of its request
 * @param body as JSON, with ' in place of "; $NOW is when it is carried out, $ACTOR who does. Null
 *     where it is not compared
 */
public record ActCase(
        String deed,
        DeskRole role,
        String id,
        Map<String, String> fields,
        String topic,
        String type,
        String key,
        String body) {
    /** Who does it: another person for each, as each may send a few forms a second alone. */
    Visitor visitor() {
        String party = role == DeskRole.OWNER ? "studio" : null;
        return new Visitor("oidc:" + deed, deed, Set.of(role), party);
    }

    /** The address of its form. */
    String address() {
        Deed of = Deeds.named(deed).orElseThrow();
        return id == null ? of.path() : of.address(id);
    }

    /** One of another act: a draft of it, or what was decided about that. */
    ActCase of(String otherDeed, String otherType, String otherKey) {
        return new ActCase(otherDeed, role, null, Map.of(), "desk", otherType, otherKey, null);
    }
}
