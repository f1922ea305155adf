package dev.vigil.client.report;

import dev.vigil.client.bus.Event;
import dev.vigil.report.DsaAccountMeasure;
import dev.vigil.report.DsaStatement;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Measures against accounts of a span, each with the offence that begins its strike. */
final class AccountMeasures {
    private final LongPredicate isWanted;
    private final Map<String, AccountCommand> commands = new LinkedHashMap<>();
    private final Map<String, Long> liftedMs = new HashMap<>();
    private final Map<String, List<AccountCommand>> byAccount = new HashMap<>();
    private final Map<String, Offence> anchors = new HashMap<>();

    /**
     * @param isWanted by the time of the first issue (UTC epoch ms)
     */
    AccountMeasures(LongPredicate isWanted) {
        this.isWanted = isWanted;
    }

    /** A repeat says the same. */
    void command(Event event) {
        event.readable(AccountCommand.class).ifPresent(this::command);
    }

    private void command(AccountCommand command) {
        if (!DsaAccountMeasure.isOne(command)) {
            // Its from is the measure's: what is lifted ends when the lift is issued.
            liftedMs.putIfAbsent(command.lifts(), command.issuedAt());
        } else if (isWanted.test(command.issuedAt())
                && commands.putIfAbsent(command.commandId(), command) == null) {
            byAccount.computeIfAbsent(command.accountId(), id -> new ArrayList<>()).add(command);
        }
    }

    void offence(Event event) {
        event.readable(OffenceChanged.class).map(OffenceChanged::offence).ifPresent(this::offence);
    }

    private void offence(Offence offence) {
        byAccount.getOrDefault(offence.accountId(), List.of()).stream()
                .filter(command -> DsaAccountMeasure.isAnchor(command, offence))
                .forEach(command -> anchors.put(command.commandId(), offence));
    }

    boolean any() {
        return !commands.isEmpty();
    }

    List<AccountCommand> all() {
        return List.copyOf(commands.values());
    }

    Optional<DsaStatement> statement(AccountCommand command) {
        String id = command.commandId();
        return DsaAccountMeasure.of(command, anchors.get(id), liftedMs.get(id));
    }
}
