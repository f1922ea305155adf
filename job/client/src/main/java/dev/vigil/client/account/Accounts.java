package dev.vigil.client.account;

import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Looks up what a verb is about; fails with one line where it is not there. */
public final class Accounts {
    /** Ids in a message. */
    private static final int MOST_NAMED = 8;

    /** The commands of a step are issued together. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(1);

    private Accounts() {}

    public static Optional<AccountStanding> standing(Bus bus, String accountId) throws IOException {
        return last(
                bus,
                Topic.ACCOUNT_STANDINGS,
                AccountStanding.class,
                it -> it.accountId().equals(accountId));
    }

    /** Whose warning it is. */
    public static String warned(Bus bus, String warningId) throws IOException {
        return last(bus, Topic.WARNINGS, UserWarning.class, it -> it.warningId().equals(warningId))
                .map(UserWarning::accountId)
                .orElseThrow(
                        () ->
                                new IOException(
                                        "WARNING: expected one that was issued, got '"
                                                + warningId
                                                + "'; see vigil watch warnings, or name its"
                                                + " account with --account"));
    }

    /**
     * A command by its id, or the only one on an account that is not confirmed; one that comes
     * meanwhile where there is none, but is to come.
     *
     * @param within how long one may take that is on its way
     * @param waits is run before that is waited for
     */
    public static AccountCommand command(
            Bus bus, String commandOrAccount, Duration within, Runnable waits) throws IOException {
        try (Bus.Tail tail = bus.tail(Topic.ACCOUNT_COMMANDS)) {
            Map<String, AccountCommand> ordered = ordered(bus, commandOrAccount);
            if (ordered.containsKey(commandOrAccount)) {
                return ordered.get(commandOrAccount);
            }
            Map<String, AccountCommand> open = new LinkedHashMap<>(ordered);
            bus.each(
                    Topic.ACCOUNT_CONFIRMATIONS,
                    event ->
                            event.readable(ActionConfirmed.class)
                                    .ifPresent(it -> open.remove(it.commandId())));
            boolean isWaitedFor = open.isEmpty() && !within.isZero();
            if (isWaitedFor && isToCome(bus, commandOrAccount, ordered.values())) {
                waits.run();
                tail.all(
                                AccountCommand.class,
                                it -> isOf(it, commandOrAccount),
                                within,
                                SETTLES_WITHIN)
                        .forEach(it -> learn(open, it));
            }
            return only(commandOrAccount, open);
        }
    }

    private static boolean isOf(AccountCommand command, String commandOrAccount) {
        return command.commandId().equals(commandOrAccount)
                || command.accountId().equals(commandOrAccount);
    }

    /** Those that are not lifted, confirmed or not. */
    private static Map<String, AccountCommand> ordered(Bus bus, String commandOrAccount)
            throws IOException {
        Map<String, AccountCommand> ordered = new LinkedHashMap<>();
        bus.each(
                Topic.ACCOUNT_COMMANDS,
                event ->
                        event.readable(AccountCommand.class)
                                .filter(it -> isOf(it, commandOrAccount))
                                .ifPresent(it -> learn(ordered, it)));
        return ordered;
    }

    /** Whether it is an account whose step has no order yet, or whose order may be lifted. */
    private static boolean isToCome(Bus bus, String accountId, Collection<AccountCommand> ordered)
            throws IOException {
        Optional<AccountStanding> standing = standing(bus, accountId);
        List<LadderStep> steps =
                ordered.stream()
                        .filter(it -> it.measure() != Measure.LIFT)
                        .map(AccountCommand::step)
                        .toList();
        return standing.isPresent()
                && (mayOrder(standing.get())
                        ? !steps.contains(standing.get().step())
                        : !steps.isEmpty());
    }

    /** At S0, in a ladder that is only tried and after an erasure nothing but a lift is ordered. */
    private static boolean mayOrder(AccountStanding standing) {
        return standing.erasedAt() == null
                && !Boolean.TRUE.equals(standing.shadow())
                && standing.step() != LadderStep.S0;
    }

    private static AccountCommand only(String commandOrAccount, Map<String, AccountCommand> open)
            throws IOException {
        if (open.size() > 1) {
            List<String> named = open.keySet().stream().limit(MOST_NAMED).toList();
            throw notOne(
                    commandOrAccount,
                    ", which has " + open.size() + "; name one of " + String.join(", ", named));
        }
        return open.values().stream()
                .findFirst()
                .orElseThrow(() -> notOne(commandOrAccount, "; see vigil watch account.commands"));
    }

    private static IOException notOne(String commandOrAccount, String why) {
        return new IOException(
                "COMMAND: expected the id of a command, or an account with one that waits for an"
                        + " answer, got '"
                        + commandOrAccount
                        + "'"
                        + why);
    }

    /**
     * What the platform was ordered to do with sessions of an account and has not confirmed, in the
     * order of the sessions: it counts against the account only once it is.
     */
    public static List<EnforcementCommand> unconfirmed(Bus bus, String accountId)
            throws IOException {
        Map<String, EnforcementCommand> last = new LinkedHashMap<>();
        bus.each(
                Topic.COMMANDS,
                event ->
                        event.readable(EnforcementCommand.class)
                                .filter(it -> accountId.equals(it.accountId()))
                                .ifPresent(it -> last.put(it.sessionId(), it)));
        last.values().removeIf(it -> it.measure() == Measure.LIFT);
        if (!last.isEmpty()) {
            bus.each(
                    Topic.SESSION_CONFIRMATIONS,
                    event ->
                            event.readable(ActionConfirmed.class)
                                    .ifPresent(it -> answered(last, it)));
        }
        return List.copyOf(last.values());
    }

    private static void answered(Map<String, EnforcementCommand> last, ActionConfirmed answer) {
        last.computeIfPresent(
                answer.itemId(),
                (session, it) -> it.commandId().equals(answer.commandId()) ? null : it);
    }

    private static void learn(Map<String, AccountCommand> all, AccountCommand command) {
        if (command.lifts() != null) {
            all.remove(command.lifts());
        }
        all.put(command.commandId(), command);
    }

    /** Whose appeal it is. */
    public static Optional<String> appealed(Bus bus, String appealId) throws IOException {
        return last(bus, Topic.APPEALS, AppealFiled.class, it -> it.appealId().equals(appealId))
                .map(AppealFiled::accountId);
    }

    /** The last version of a report by its id, or of an account's latest report. */
    public static Optional<DepartmentReport> report(Bus bus, String reportOrAccount)
            throws IOException {
        return last(
                bus,
                Topic.DEPARTMENT,
                DepartmentReport.class,
                it ->
                        it.reportId().equals(reportOrAccount)
                                || it.accountId().equals(reportOrAccount));
    }

    /**
     * What was published of a report, the last at the end; of an account, of its latest report.
     *
     * @return empty where there is no such report
     */
    public static List<DepartmentReport> versions(Bus bus, String reportOrAccount)
            throws IOException {
        Optional<DepartmentReport> last = report(bus, reportOrAccount);
        if (last.isEmpty()) {
            return List.of();
        }
        String reportId = last.get().reportId();
        Map<Integer, DepartmentReport> versions = new LinkedHashMap<>();
        bus.each(
                Topic.DEPARTMENT,
                event ->
                        event.readable(DepartmentReport.class)
                                .filter(it -> it.reportId().equals(reportId))
                                .ifPresent(
                                        it -> {
                                            versions.remove(it.version());
                                            versions.put(it.version(), it);
                                        }));
        return List.copyOf(versions.values());
    }

    /** The last version of each report. */
    public static List<DepartmentReport> reports(Bus bus) throws IOException {
        Map<String, DepartmentReport> latest = new LinkedHashMap<>();
        bus.each(
                Topic.DEPARTMENT,
                event ->
                        event.readable(DepartmentReport.class)
                                .ifPresent(it -> latest.put(it.reportId(), it)));
        return List.copyOf(latest.values());
    }

    /** Accounts that one is linked to already, and further ones. */
    public static List<String> linked(Bus bus, String accountId, List<String> others)
            throws IOException {
        TreeSet<String> all = new TreeSet<>(others);
        all.addAll(linked(bus, accountId));
        all.remove(accountId);
        return List.copyOf(all);
    }

    /** Accounts that one is linked to, as a person said last. */
    public static List<String> linked(Bus bus, String accountId) throws IOException {
        return last(
                        bus,
                        Topic.ACCOUNTS,
                        AccountLinked.class,
                        it -> it.accountId().equals(accountId))
                .map(AccountLinked::accountIds)
                .orElse(List.of());
    }

    private static <T> Optional<T> last(Bus bus, Topic topic, Class<T> type, Predicate<T> wanted)
            throws IOException {
        AtomicReference<T> last = new AtomicReference<>();
        bus.each(topic, event -> event.readable(type).filter(wanted).ifPresent(last::set));
        return Optional.ofNullable(last.get());
    }
}
