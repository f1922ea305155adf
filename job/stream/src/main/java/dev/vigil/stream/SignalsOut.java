package dev.vigil.stream;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.SignalSent;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.schema.wire.SignalSignature;
import dev.vigil.stream.options.ListKeysFile;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * What goes to peers, to the list and to the references, on its way out: signed with the site's key
 * for signals. The key is read where the task runs, so that it is in no job graph.
 */
abstract class SignalsOut<T> extends RichMapFunction<T, Outgoing> {
    private static final long serialVersionUID = 1L;

    private final String file;
    transient PrivateKey key;

    private SignalsOut(String file) {
        this.file = file;
    }

    @Override
    public void open(OpenContext context) {
        key = file == null ? null : ListKeysFile.privateKey(Path.of(file));
    }

    /** What peers get is always signed: the options of a site that has peers ask for a key. */
    static final class ToPeers extends SignalsOut<SignalSent> {
        private static final long serialVersionUID = 1L;

        ToPeers(String file) {
            super(file);
        }

        @Override
        public Outgoing map(SignalSent sent) {
            if (sent.signal() != null) {
                return Outgoing.signal(SignalSignature.signed(sent.signal(), key));
            }
            return sent.opinion() != null
                    ? Outgoing.opinion(SignalSignature.signed(sent.opinion(), key))
                    : Outgoing.signalChunk(sent);
        }
    }

    /** Entries are signed where there is a key. */
    static final class ToList extends SignalsOut<StayDownOutput> {
        private static final long serialVersionUID = 1L;

        ToList(String file) {
            super(file);
        }

        @Override
        public Outgoing map(StayDownOutput change) {
            ListEntry entry = change.entry();
            if (key == null || entry == null) {
                return Outgoing.signalRecord(change);
            }
            String signature = ListSignature.sign(Json.bytes(entry), key);
            return Outgoing.signalRecord(
                    StayDownOutput.entry(change.at(), entry.withSignature(signature)));
        }
    }
}
