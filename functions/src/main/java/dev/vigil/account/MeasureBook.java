package dev.vigil.account;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptMeasureBuilder;
import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the platform says of commands on an account, and what was sent, in any order. */
final class MeasureBook {
    /** More than an account has at once; further ones wait until some have ended. */
    static final int MAX_MEASURES = 50;

    private static final String LIFT = "/lift";

    private MeasureBook() {}

    static void confirmed(Account account, ActionConfirmed news) {
        sending(
                account,
                news.commandId(),
                known ->
                        new KeptSending(
                                known.issuedAt(),
                                known.attempts(),
                                known.deadline(),
                                Moments.later(known.confirmedAt(), news.effectiveAt()),
                                known.failedAt()));
    }

    static void failed(Account account, ItemBack news) {
        sending(
                account,
                news.commandId(),
                known ->
                        new KeptSending(
                                known.issuedAt(),
                                known.attempts(),
                                known.deadline(),
                                known.confirmedAt(),
                                Moments.later(known.failedAt(), news.at())));
    }

    static void published(Account account, AccountCommand command) {
        UnaryOperator<KeptSending> sent =
                known -> {
                    int attempt = command.attempt() == null ? 1 : command.attempt();
                    return attempt <= known.attempts()
                            ? known
                            : new KeptSending(
                                    command.issuedAt(),
                                    attempt,
                                    command.deadline(),
                                    known.confirmedAt(),
                                    known.failedAt());
                };
        sending(account, command.commandId(), sent);
        if (command.measure() != Measure.LIFT) {
            change(
                    account,
                    command.commandId(),
                    known ->
                            known.with()
                                    .measure(command.measure())
                                    .step(command.step())
                                    .from(command.from())
                                    .until(command.until())
                                    .decisionRef(command.decisionRef())
                                    .build());
        }
    }

    private static void sending(
            Account account, String commandId, UnaryOperator<KeptSending> news) {
        if (commandId == null) {
            return;
        }
        if (commandId.endsWith(LIFT)) {
            String lifted = commandId.substring(0, commandId.length() - LIFT.length());
            change(account, lifted, known -> known.withLift(news.apply(orNone(known.lift()))));
        } else {
            change(
                    account,
                    commandId,
                    known -> known.withCommand(news.apply(orNone(known.command()))));
        }
    }

    static KeptSending orNone(KeptSending sending) {
        return sending == null ? KeptSending.NONE : sending;
    }

    private static void change(
            Account account, String commandId, UnaryOperator<KeptMeasure> change) {
        List<KeptMeasure> all = new ArrayList<>(account.book().measures());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).commandId().equals(commandId)) {
                all.set(i, change.apply(all.get(i)));
                account.book(account.book().withMeasures(List.copyOf(all)));
                return;
            }
        }
        if (all.size() < 2 * MAX_MEASURES) {
            all.add(change.apply(named(commandId)));
            account.book(account.book().withMeasures(List.copyOf(all)));
        }
    }

    /** A measure that only its command's id is known of. */
    private static KeptMeasure named(String commandId) {
        int cut = commandId.lastIndexOf('/');
        String last = commandId.substring(cut + 1);
        boolean isReturn = cut > 0 && last.matches("[1-9][0-9]{0,5}");
        return KeptMeasureBuilder.builder()
                .measureId(isReturn ? commandId.substring(0, cut) : commandId)
                .round(isReturn ? Integer.parseInt(last) : 1)
                .build();
    }
}
