package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import java.util.List;

/** Some of the offences that rest on a ground: one record for many costs their key once. */
@InState
public record RestingPage(List<RestingOffence> offences) {
    public static final RestingPage EMPTY = new RestingPage(List.of());
}
