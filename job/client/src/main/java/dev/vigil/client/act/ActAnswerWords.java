package dev.vigil.client.act;

import dev.vigil.client.account.AccountWords;
import dev.vigil.client.list.ListWords;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.signal.SignalStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a job has answered, in English, for a terminal. */
public final class ActAnswerWords {
    private static final Map<Class<?>, Function<Object, String>> BY_TYPE = new LinkedHashMap<>();

    static {
        put(DeadLetter.class, ActAnswerWords::refused);
        put(ListEffective.class, ActAnswerWords::effective);
        put(SignalStatus.class, SignalWords::line);
        put(RegistrationReceipt.class, WorkWords::receipt);
        put(OwnershipConflict.class, WorkWords::conflict);
        put(AccountStanding.class, AccountWords::standing);
        put(UserWarning.class, AccountWords::warning);
        put(OffenceChanged.class, AccountWords::offence);
        put(AccountCommand.class, AccountWords::command);
        put(LedgerAlert.class, AccountWords::alert);
        put(DepartmentReport.class, AccountWords::report);
    }

    private ActAnswerWords() {}

    private static <T> void put(Class<T> type, Function<T, String> words) {
        BY_TYPE.put(type, record -> words.apply(type.cast(record)));
    }

    /**
     * One or more lines.
     *
     * @param nowMs UTC epoch ms, for what is left until a notice is due
     */
    public static String of(Act act, ActAnswer answer, long nowMs) {
        if (answer.record() instanceof NoticeStatus status) {
            return seen(act, status) + NoticeWords.status(status, nowMs);
        }
        Function<Object, String> words = BY_TYPE.get(answer.record().getClass());
        return words == null ? act.key() + ": recorded" : words.apply(answer.record());
    }

    private static String seen(Act act, NoticeStatus status) {
        return act.body() instanceof AlertAcknowledged ack
                        && status.acknowledged().contains(ack.alertKey())
                ? AlertActs.words(ack) + "; "
                : "";
    }

    private static String refused(DeadLetter letter) {
        return letter.key() + ": refused as " + letter.reason() + ", " + letter.message();
    }

    private static String effective(ListEffective effective) {
        return ListWords.reader(effective.reader())
                + ": effective "
                + ListWords.seconds(effective.effectiveAt() - effective.publishedAt())
                + " after publication";
    }
}
