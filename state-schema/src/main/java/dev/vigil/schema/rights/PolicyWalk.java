package dev.vigil.schema.rights;

import dev.vigil.schema.types.InState;

/**
 * The way of an owner's policy through the owner's works, in steps, from the last one down.
 *
 * @param left how many works are still to be reached
 * @param another true where the policy has changed since it began, so that another way follows
 * @param stepAt time of the next step (processing time, UTC epoch ms)
 */
@InState
public record PolicyWalk(long left, boolean another, long stepAt) {
    public PolicyWalk withAnother() {
        return new PolicyWalk(left, true, stepAt);
    }
}
