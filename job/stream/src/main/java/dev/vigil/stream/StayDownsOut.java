package dev.vigil.stream;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.stream.options.ListKeysFile;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * What keeps a recording down, on its way out: entries are signed. The key is read where the task
 * runs, so that it is in no job graph.
 */
final class StayDownsOut extends RichMapFunction<StayDownOutput, Outgoing> {
    private static final long serialVersionUID = 1L;

    private final String file;
    private transient PrivateKey key;

    /**
     * @param file PEM of the private key; null for none, and entries go unsigned
     */
    StayDownsOut(String file) {
        this.file = file;
    }

    @Override
    public void open(OpenContext context) {
        key = file == null ? null : ListKeysFile.privateKey(Path.of(file));
    }

    @Override
    public Outgoing map(StayDownOutput change) {
        ListEntry entry = change.entry();
        if (key == null || entry == null) {
            return Outgoing.stayDown(change);
        }
        String signature = ListSignature.sign(Json.bytes(entry), key);
        return Outgoing.stayDown(StayDownOutput.entry(change.at(), entry.withSignature(signature)));
    }
}
