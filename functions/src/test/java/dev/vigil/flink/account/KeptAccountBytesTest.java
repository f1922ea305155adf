package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.Account;
import dev.vigil.account.KeptAccounts;
import dev.vigil.account.KeptMap;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What an account costs in state, before RocksDB compresses it: there are millions. */
class KeptAccountBytesTest {
    /** Three offences with a time code each, two strikes with their measures, three warnings. */
    private static final int MOST = 1_130;

    @Test
    void anAccountWithThreeOffencesIsSmall() throws IOException {
        Account account = KeptAccounts.ofThreeOffences();
        int bytes = bytes(account.book());
        bytes += bytes(account.offences(), List.of("session:0", "session:1", "session:2"));
        bytes +=
                bytes(
                        account.warnings(),
                        List.of(
                                account.accountId() + "/FIRST/session:0",
                                account.accountId() + "/STRIKE/session:1",
                                account.accountId() + "/STRIKE/session:2"));
        System.out.println("an account with three offences: " + bytes + " bytes");
        assertThat(account.offences().size() + account.warnings().size()).isEqualTo(6);
        assertThat(bytes).isLessThan(MOST);
    }

    private static int bytes(KeptMap<?> kept, List<String> ids) throws IOException {
        int bytes = 0;
        for (String id : ids) {
            bytes += bytes(kept.get(id)) + KeptAccount.key(ACCOUNT, id).length() + 1;
        }
        return bytes;
    }

    private static <T> int bytes(T value) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        DataOutputSerializer out = new DataOutputSerializer(1_000);
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(value, out);
        return out.length();
    }
}
