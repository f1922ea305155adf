package dev.vigil.client.report;

import dev.vigil.client.bus.Event;
import dev.vigil.report.DsaAccountMeasure;
import dev.vigil.report.DsaStatement;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.verdict.StatementOfReasons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Measures against the accounts of a slice that are of a span, each with the offence that begins
 * its strike.
 */
final class AccountMeasures {
    private final LongPredicate isWanted;
    private final Slices slices;
    private final Map<String, OfAccount> accounts = new LinkedHashMap<>();

    /** Of the sessions that begin strikes, by their verdicts; null before it is known. */
    private final Map<String, String> contentTypes = new HashMap<>();

    private static final class OfAccount {
        private final Map<String, AccountCommand> commands = new LinkedHashMap<>();
        private final Map<String, Long> liftedMs = new HashMap<>();
        private final Map<String, Offence> anchors = new HashMap<>();
    }

    /**
     * @param isWanted by the time of the first issue (UTC epoch ms)
     */
    AccountMeasures(LongPredicate isWanted, Slices slices) {
        this.isWanted = isWanted;
        this.slices = slices;
    }

    /** A repeat says the same. */
    void command(Event event) {
        event.readable(AccountCommand.class)
                .filter(command -> slices.holds(command.accountId()))
                .ifPresent(this::command);
    }

    private void command(AccountCommand command) {
        boolean isLift = !DsaAccountMeasure.isOne(command);
        if (isLift || isWanted.test(command.issuedAt())) {
            OfAccount account =
                    accounts.computeIfAbsent(command.accountId(), id -> new OfAccount());
            if (isLift) {
                // Its from is the measure's: what is lifted ends when the lift is issued.
                account.liftedMs.putIfAbsent(command.lifts(), command.issuedAt());
            } else {
                account.commands.putIfAbsent(command.commandId(), command);
            }
            slices.bound(accounts.keySet());
        }
    }

    void offence(Event event) {
        event.readable(OffenceChanged.class).map(OffenceChanged::offence).ifPresent(this::offence);
    }

    private void offence(Offence offence) {
        OfAccount account = accounts.get(offence.accountId());
        if (account != null) {
            account.commands.values().stream()
                    .filter(command -> DsaAccountMeasure.isAnchor(command, offence))
                    .forEach(command -> anchor(account, command, offence));
        }
    }

    private void anchor(OfAccount account, AccountCommand command, Offence offence) {
        account.anchors.put(command.commandId(), offence);
        if (offence.verdictId() != null) {
            contentTypes.put(offence.verdictId(), null);
        }
    }

    /** Whether statements say what a session was that begins a strike. */
    boolean anySession() {
        return !contentTypes.isEmpty();
    }

    void reasons(Event event) {
        event.readable(StatementOfReasons.class)
                .filter(statement -> contentTypes.containsKey(statement.verdictId()))
                .ifPresent(
                        statement ->
                                contentTypes.put(statement.verdictId(), statement.contentType()));
    }

    boolean any() {
        return accounts.values().stream().anyMatch(one -> !one.commands.isEmpty());
    }

    List<AccountCommand> all() {
        List<AccountCommand> all = new ArrayList<>();
        accounts.values().forEach(one -> all.addAll(one.commands.values()));
        return all;
    }

    Optional<DsaStatement> statement(AccountCommand command) {
        String id = command.commandId();
        OfAccount account = accounts.get(command.accountId());
        Offence anchor = account.anchors.get(id);
        return DsaAccountMeasure.of(
                command,
                anchor,
                account.liftedMs.get(id),
                anchor == null ? null : contentTypes.get(anchor.verdictId()));
    }
}
