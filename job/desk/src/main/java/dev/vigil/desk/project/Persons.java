package dev.vigil.desk.project;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom a record is about, and what of it is left once they are erased. The numbers of an account's
 * strikes stay, by pointer, as they do on their topic; so does that its service was ended.
 */
final class Persons {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String ACCOUNT = "account:";
    private static final String NOTIFIER = "notifier:";

    /**
     * A type of record.
     *
     * @param person whom it is about; null of one that is about no known person
     * @param without what its body lacks once they are erased; null where nothing of it is left
     * @param emptied what is empty then, as its schema requires it
     */
    private record Rule(
            Function<Object, String> person, List<String> without, List<String> emptied) {
        Rule(Function<Object, String> person, List<String> without) {
            this(person, without, List.of());
        }
    }

    private static final Set<String> OF_ACCOUNTS =
            Set.of(
                    Topic.ACCOUNTS.topicName(),
                    Topic.APPEALS.topicName(),
                    Topic.DECISIONS.topicName(),
                    Topic.RECEIPTS.topicName(),
                    Topic.ACCOUNT_CONFIRMATIONS.topicName());

    private static final Map<Class<?>, Rule> RULES = new HashMap<>();

    static {
        lacks(
                Verdict.class,
                Verdict::accountId,
                "accountId",
                "channelId",
                "organisationId",
                "title");
        lacks(Screened.class, Screened::accountId, "accountId");
        lacks(StatementOfReasons.class, StatementOfReasons::accountId, "accountId", "title");
        lacks(EnforcementCommand.class, EnforcementCommand::accountId, "accountId");
        lacks(CommandUnconfirmed.class, CommandUnconfirmed::accountId, "accountId");
        lacks(ActionConfirmed.class, ActionConfirmed::accountId, "accountId");
        lacks(ItemOutcome.class, ItemOutcome::accountId, "accountId");
        lacks(UserReport.class, UserReport::accountId, "accountId", "textRef");
        goes(OffenceChanged.class, it -> it.offence().accountId());
        goes(AccountStanding.class, it -> it.erasedAt() == null ? it.accountId() : null);
        goes(UserWarning.class, UserWarning::accountId);
        goes(WarningReceipt.class, WarningReceipt::accountId);
        goes(EducationCompleted.class, EducationCompleted::accountId);
        goes(AppealFiled.class, AppealFiled::accountId);
        goes(AppealDecided.class, AppealDecided::accountId);
        goes(StandingDecided.class, StandingDecided::accountId);
        goes(OffenceWaived.class, OffenceWaived::accountId);
        goes(ReportDecided.class, ReportDecided::accountId);
        goes(ReportDelivered.class, ReportDelivered::accountId);
        goes(DepartmentReport.class, DepartmentReport::accountId);
        goes(AccountCommand.class, AccountCommand::accountId);
        goes(AccountOpened.class, AccountOpened::accountId);
        goes(AccountLinked.class, AccountLinked::accountId);
        goes(LedgerAlert.class, LedgerAlert::accountId);
        goes(LicenseOffered.class, LicenseOffered::accountId);
        put(
                NoticeReceived.class,
                new Rule(
                        it -> notifier(((NoticeReceived) it).notifier()),
                        List.of("statement", "content")));
        put(DeadLetter.class, new Rule(Persons::ofLetter, List.of(), List.of("bytes")));
        put(
                NotifierStanding.class,
                new Rule(it -> notifier(((NotifierStanding) it).notifier()), null));
    }

    private Persons() {}

    /** Of a record that has an account for its key; what it stated is in the letter. */
    private static String ofLetter(Object content) {
        DeadLetter letter = (DeadLetter) content;
        return OF_ACCOUNTS.contains(letter.topic()) ? account(letter.key()) : null;
    }

    private static <T> void lacks(
            Class<T> type, Function<T, String> account, String... properties) {
        put(type, new Rule(it -> account(account.apply(type.cast(it))), List.of(properties)));
    }

    private static <T> void goes(Class<T> type, Function<T, String> account) {
        put(type, new Rule(it -> account(account.apply(type.cast(it))), null));
    }

    private static void put(Class<?> type, Rule rule) {
        RULES.put(type, rule);
    }

    static String account(String accountId) {
        return accountId == null ? null : ACCOUNT + accountId;
    }

    static String notifier(String notifier) {
        return NOTIFIER + notifier;
    }

    /** Null where it is about no person, or that is not known. */
    static String of(Object content) {
        Rule rule = content == null ? null : RULES.get(content.getClass());
        return rule == null ? null : rule.person().apply(content);
    }

    /**
     * What is left of the body of a record that is about a person; null where nothing is, and of
     * one that another version could read: what in it is about the person is not known.
     */
    static byte[] without(JournaledRecord record) {
        Rule rule = record.content() == null ? null : RULES.get(record.content().getClass());
        if (rule == null || rule.without() == null) {
            return null;
        }
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(record.body());
            body.remove(rule.without());
            rule.emptied().forEach(it -> body.put(it, ""));
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
