package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;

/**
 * One of the things that an account with few of them keeps in its book: exactly one of the fields
 * after {@code id} is set.
 *
 * @param id as the key of its state, were it kept there; null of a ground, which names itself
 */
@InState
public record KeptPart(
        String id,
        KeptOffence offence,
        KeptWarning warning,
        KeptAppeal appeal,
        GroundState ground) {
    public static KeptPart of(String id, KeptOffence offence) {
        return new KeptPart(id, offence, null, null, null);
    }

    public static KeptPart of(String id, KeptWarning warning) {
        return new KeptPart(id, null, warning, null, null);
    }

    public static KeptPart of(String id, KeptAppeal appeal) {
        return new KeptPart(id, null, null, appeal, null);
    }

    public static KeptPart of(GroundState ground) {
        return new KeptPart(null, null, null, null, ground);
    }
}
