package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.Account;
import dev.vigil.account.KeptAccounts;
import dev.vigil.schema.account.KeptWarning;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account costs in state, before RocksDB compresses it: there are millions. */
class KeptAccountBytesTest {
    /**
     * Three offences with a time code each, two strikes with their measures: less than it took by
     * id, with the account's in each of seven keys.
     */
    private static final int MOST = 1_050;

    private static final List<String> OFFENCES = List.of("session:0", "session:1", "session:2");

    private static final List<String> WARNINGS =
            List.of(
                    ACCOUNT + "/FIRST/session:0",
                    ACCOUNT + "/STRIKE/session:1",
                    ACCOUNT + "/STRIKE/session:2");

    @Test
    void anAccountWithThreeOffencesIsSmall() throws IOException {
        Account account = KeptAccounts.ofThreeOffences();
        assertThat(account.book().measures()).hasSize(3).allMatch(one -> one.lift() == null);
        assertThat(bytes("measures in force", account)).isLessThan(MOST);
    }

    @Test
    void soItIsOnceItsMeasuresAreOver() throws IOException {
        Account account = KeptAccounts.over(KeptAccounts.ofThreeOffences());
        assertThat(account.book().measures())
                .hasSize(3)
                .allMatch(one -> one.lift().isConfirmed() && one.command().isConfirmed());
        assertThat(bytes("measures over", account))
                .as("a lift more, but less of what it lifts")
                .isLessThan(bytes("measures in force", KeptAccounts.ofThreeOffences()));
    }

    /** The ids of receipts are any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ACCOUNT + "/FIRST/session:0",
                ACCOUNT + "/F/session:0",
                ACCOUNT + "/ENDED/item:a/b",
                ACCOUNT + "/S1/session:1/LIVE_OFF/RELIEVED",
                ACCOUNT + "/",
                ACCOUNT + "/FIRST",
                "other/FIRST/session:0",
                "F/session:0",
                ".x"
            })
    void aWarningIsFoundByItsId(String id) {
        String key = KeptAccount.key(ACCOUNT, id);
        assertThat(KeptAccount.id(ACCOUNT, key)).isEqualTo(id);
        assertThat(key.length()).isLessThanOrEqualTo(id.length() + 1);
    }

    private static int bytes(String what, Account account) throws IOException {
        assertThat(account.offences().ids()).containsExactlyElementsOf(OFFENCES);
        assertThat(account.warnings().ids()).containsExactlyElementsOf(WARNINGS);
        for (String id : WARNINGS) {
            KeptWarning packed = account.warnings().get(id).packed(id);
            assertThat(packed.whole(id)).isEqualTo(account.warnings().get(id));
        }
        int all =
                ACCOUNT.length() + 1 + bytes(account.book().withParts(KeptAccount.parts(account)));
        System.out.printf("three offences, %s: %d bytes%n", what, all);
        return all;
    }

    private static <T> int bytes(T value) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        DataOutputSerializer out = new DataOutputSerializer(1_000);
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(value, out);
        return out.length();
    }
}
