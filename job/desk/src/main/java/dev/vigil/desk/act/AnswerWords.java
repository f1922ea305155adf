package dev.vigil.desk.act;

import dev.vigil.client.notice.NoticeWords;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.signal.SignalStatus;
import gg.jte.Content;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** What a job has answered to an order, in the visitor's language. */
final class AnswerWords {
    private static final Map<Class<?>, BiFunction<PageText, Object, Content>> BY_TYPE =
            new HashMap<>();

    static {
        put(NoticeStatus.class, AnswerWords::notice);
        put(ListEffective.class, AnswerWords::list);
        put(
                AccountStanding.class,
                (text, it) ->
                        text.say(
                                "answer.standing",
                                text.foreign(it.accountId()),
                                text.code(it.step()),
                                it.strikes().size(),
                                it.offences()));
        put(
                UserWarning.class,
                (text, it) -> about(text, "answer.warning", it.warningId(), text.code(it.kind())));
        put(
                OffenceChanged.class,
                (text, it) ->
                        about(
                                text,
                                "answer.offence",
                                it.offence().offenceId(),
                                text.code(it.state())));
        put(
                AccountCommand.class,
                (text, it) ->
                        about(text, "answer.command", it.accountId(), text.code(it.measure())));
        put(
                LedgerAlert.class,
                (text, it) -> about(text, "answer.alert", it.subject(), text.code(it.kind())));
        put(
                DepartmentReport.class,
                (text, it) -> about(text, "answer.report", it.reportId(), text.code(it.state())));
        put(
                SignalStatus.class,
                (text, it) -> about(text, "answer.signal", it.signalId(), text.code(it.state())));
        put(
                OwnershipConflict.class,
                (text, it) ->
                        about(text, "answer.conflict", it.conflictId(), text.code(it.state())));
        put(RegistrationReceipt.class, AnswerWords::receipt);
        put(
                DeadLetter.class,
                (text, it) ->
                        text.say(
                                "answer.refused",
                                text.foreign(it.key()),
                                text.named("LetterReason", it.reason())));
    }

    private AnswerWords() {}

    private static <T> void put(Class<T> type, BiFunction<PageText, T, Content> words) {
        BY_TYPE.put(type, (text, record) -> words.apply(text, type.cast(record)));
    }

    /** Of any record that {@link dev.vigil.client.act.ActAnswer} has. */
    static Content of(PageText text, Object record) {
        BiFunction<PageText, Object, Content> words = BY_TYPE.get(record.getClass());
        return words == null ? text.say("answer.recorded") : words.apply(text, record);
    }

    private static Content about(PageText text, String key, String id, String state) {
        return text.say(key, text.foreign(id), state);
    }

    private static Content notice(PageText text, NoticeStatus status) {
        Content id = text.foreign(status.noticeId());
        String state = text.code(status.state());
        return NoticeWords.isOver(status)
                ? text.say("answer.notice.over", id, state)
                : text.say("answer.notice", id, state, text.time(status.dueAt()));
    }

    private static Content list(PageText text, ListEffective effective) {
        double seconds = (effective.effectiveAt() - effective.publishedAt()) / 1000.0;
        return text.say(
                "answer.list",
                text.code(effective.reader()),
                String.format(Locale.ROOT, "%.2f", seconds));
    }

    private static Content receipt(PageText text, RegistrationReceipt receipt) {
        return receipt.state() == RegistrationState.REFUSED
                ? text.say(
                        "answer.receipt.refused",
                        text.foreign(receipt.workId()),
                        text.named("RegisterReason", receipt.reason()))
                : text.say("answer.receipt", text.foreign(receipt.workId()), receipt.version());
    }
}
