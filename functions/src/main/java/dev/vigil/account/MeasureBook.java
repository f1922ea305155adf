package dev.vigil.account;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptMeasureBuilder;
import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the platform reports of commands on an account, and what was sent, in any order. */
final class MeasureBook {
    /** More than an account has at once; further ones wait until some have ended. */
    static final int MAX_MEASURES = 50;

    private static final String LIFT = "/lift";

    /** step/offence/measure, and the round behind it. */
    private static final Pattern ID =
            Pattern.compile(
                    "((?:"
                            + names(LadderStep.values())
                            + ")/.+/(?:"
                            + names(Measure.values())
                            + "))(?:/([1-9][0-9]{0,5}))?",
                    Pattern.DOTALL);

    private MeasureBook() {}

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining("|"));
    }

    /** That something was lifted is no answer to what restricts. */
    static void confirmed(Account account, ActionConfirmed news) {
        String id = news.commandId();
        if (news.measure() == Measure.LIFT && id != null && !id.endsWith(LIFT)) {
            return;
        }
        sending(
                account,
                id,
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
                    boolean isKnown =
                            attempt < known.attempts()
                                    || attempt == known.attempts() && !isOfStanding(known);
                    return isKnown
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

    /**
     * Measures that the platform carried out, as the last standing has them: their commands are
     * kept for 200 days only. What an earlier standing had and this one has not is over, and so is
     * an earlier round of one that has come back.
     */
    static List<KeptMeasure> restricted(Account account, List<Restriction> restrictions) {
        List<KeptMeasure> all = new ArrayList<>();
        for (KeptMeasure known : account.book().measures()) {
            if (orNone(known.lift()).isSent() || !isOfStanding(orNone(known.command()))) {
                all.add(known);
            }
        }
        for (Restriction one : restrictions) {
            KeptMeasure named = named(account, one.commandId());
            boolean isNews =
                    one.confirmedAt() != null
                            && named != null
                            && all.stream().noneMatch(known -> isAsLate(known, named));
            if (isNews) {
                all.add(
                        named.with()
                                .from(one.from())
                                .until(one.until())
                                .command(new KeptSending(null, 1, null, one.confirmedAt(), null))
                                .build());
            }
        }
        return List.copyOf(all);
    }

    private static boolean isAsLate(KeptMeasure known, KeptMeasure named) {
        return known.id().equals(named.id()) && known.round() >= named.round();
    }

    private static boolean isOfStanding(KeptSending sending) {
        return sending.isSent() && sending.issuedAt() == 0;
    }

    static KeptSending orNone(KeptSending sending) {
        return sending == null ? KeptSending.NONE : sending;
    }

    private static void change(
            Account account, String commandId, UnaryOperator<KeptMeasure> change) {
        KeptMeasure named = named(account, commandId);
        if (named == null) {
            return;
        }
        List<KeptMeasure> all = new ArrayList<>(account.book().measures());
        for (int i = 0; i < all.size(); i++) {
            if (isSame(all.get(i), named)) {
                all.set(i, change.apply(all.get(i)));
                account.book(account.book().withMeasures(List.copyOf(all)));
                return;
            }
        }
        if (all.size() < 2 * MAX_MEASURES) {
            all.add(change.apply(named));
            account.book(account.book().withMeasures(List.copyOf(all)));
        }
    }

    private static boolean isSame(KeptMeasure known, KeptMeasure named) {
        return known.round().equals(named.round()) && known.id().equals(named.id());
    }

    /** The offence that its id names. */
    static String anchor(KeptMeasure one) {
        return one.id().substring(one.id().indexOf('/') + 1, one.id().lastIndexOf('/'));
    }

    /** The same of the id of a command; empty for what is none. */
    static String anchor(Account account, String commandId) {
        KeptMeasure named = named(account, commandId);
        return named == null ? "" : anchor(named);
    }

    /** A measure that only its command's id is known of; null for no such id. */
    private static KeptMeasure named(Account account, String commandId) {
        String prefix = account.accountId() + "/";
        Matcher id =
                commandId.startsWith(prefix)
                        ? ID.matcher(commandId.substring(prefix.length()))
                        : null;
        if (id == null || !id.matches()) {
            return null;
        }
        return KeptMeasureBuilder.builder()
                .id(id.group(1))
                .round(id.group(2) == null ? 1 : Integer.parseInt(id.group(2)))
                .build();
    }
}
