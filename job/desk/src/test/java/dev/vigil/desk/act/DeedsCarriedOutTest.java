package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.desk.act.CarriedOut.Case;
import dev.vigil.desk.act.CarriedOut.Sent;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do at the desk is, on its topic, the record that it is to be: field by field. */
class DeedsCarriedOutTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void eachDeedIsOneRecordWithWhatItsFormHad() throws Exception {
        List<Sent> all = CarriedOut.all(TestingStores.SQLITE.open(folder));

        for (Sent sent : all) {
            Case act = sent.act();
            ConsumerRecord<byte[], byte[]> record = sent.record();
            assertThat(record.topic() + " " + CarriedOut.text(record.key()))
                    .as(act.deed())
                    .isEqualTo(act.topic() + " " + act.key());
            assertThat(header(record, "ce_type"))
                    .as(act.deed())
                    .startsWith("dev.vigil." + act.type() + ".v");
            assertThat(header(record, "ce_actor"))
                    .as(act.deed())
                    .isEqualTo(act.visitor().actor());
            assertThat(header(record, "ce_deskrequest")).as(act.deed()).isEqualTo(sent.request());
            assertThat(JSON.readTree(record.value()))
                    .as(act.deed())
                    .isEqualTo(expected(sent));
        }
    }

    private static JsonNode expected(Sent sent) throws Exception {
        return JSON.readTree(
                sent.act()
                        .body()
                        .replace('\'', '"')
                        .replace("$NOW", String.valueOf(CarriedOut.NOW))
                        .replace("$REQUEST", sent.request()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return CarriedOut.text(record.headers().lastHeader(name).value());
    }

    @Test
    void whereTwoMustAgreeTheRecordNamesBoth() {
        assertThat(CarriedOut.all(TestingStores.SQLITE.open(folder)))
                .filteredOn(it -> Deeds.named(it.act().deed()).orElseThrow().needsTwo())
                .hasSize(3)
                .allMatch(it -> header(it.record(), "ce_approver").equals("oidc:zhao"));
    }
}
