package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.desk.act.CarriedOut.Sent;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do at the desk is, on its topic, the record that it is to be: field by field. */
class DeedsCarriedOutTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    /** A deed without one would be carried out by no test. */
    @Test
    void eachDeedHasACase() {
        assertThat(ActCases.all())
                .extracting(ActCase::deed)
                .containsExactlyInAnyOrderElementsOf(Deeds.all().stream().map(Deed::name).toList());
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void eachIsOneRecordWithWhatItsFormHadAndWhoOrderedIt(TestingStores kind) throws Exception {
        List<Sent> all = CarriedOut.all(kind.open(folder));
        List<String> others = new ArrayList<>();

        for (Sent sent : all) {
            ActCase act = sent.act();
            ConsumerRecord<byte[], byte[]> record = sent.record();
            assertThat(record.topic() + " " + CarriedOut.text(record.key()))
                    .as(act.deed())
                    .isEqualTo(act.topic() + " " + filled(act.key(), sent));
            assertThat(header(record, "ce_type"))
                    .as(act.deed())
                    .startsWith("dev.vigil." + act.type() + ".v");
            assertThat(header(record, "ce_actor")).as(act.deed()).isEqualTo(sent.actor());
            assertThat(header(record, "ce_approver")).as(act.deed()).isEqualTo(sent.approver());
            assertThat(header(record, "ce_deskrequest")).as(act.deed()).isEqualTo(sent.id());
            JsonNode body = withoutEmpty(JSON.readTree(record.value()));
            if (act.body() != null && !body.equals(expected(sent))) {
                others.add(act.deed() + ": expected " + expected(sent) + ", got " + body);
            }
        }
        assertThat(others).isEmpty();
        assertThat(all)
                .filteredOn(it -> it.approver() != null)
                .extracting(it -> it.act().deed())
                .containsExactlyInAnyOrder(
                        "carryout", "hold", "resume", "publish", "publish", "publish");
    }

    private static JsonNode expected(Sent sent) throws Exception {
        return JSON.readTree(filled(sent.act().body().replace('\'', '"'), sent));
    }

    /** A list that is empty is the same as none. */
    private static JsonNode withoutEmpty(JsonNode body) {
        body.forEach(DeedsCarriedOutTest::withoutEmpty);
        if (body instanceof ObjectNode object) {
            object.removeIf(it -> it.isArray() && it.isEmpty());
        }
        return body;
    }

    private static String filled(String text, Sent sent) {
        return text.replace("$NOW", String.valueOf(CarriedOut.NOW))
                .replace("$REQUEST", sent.id())
                .replace("$ACTOR", sent.actor());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : CarriedOut.text(header.value());
    }
}
