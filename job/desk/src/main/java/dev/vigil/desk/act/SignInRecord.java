package dev.vigil.desk.act;

import dev.vigil.client.act.Act;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.SignInLog;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.schema.desk.DeskSignedIn;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Puts each sign-in on the topic of the desk, by pointer: names stay in the store. */
public final class SignInRecord implements SignInLog {
    private final InstantSource clock;

    /**
     * @param clock that records are of
     */
    public SignInRecord(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void signedIn(Handle inside, Visitor visitor) {
        long now = clock.millis();
        List<String> roles = visitor.roles().stream().sorted().map(DeskRole::name).toList();
        Act act =
                new Act(
                        Topic.DESK_LOG,
                        EventType.DESK_SIGNED_IN,
                        visitor.actor(),
                        now,
                        new DeskSignedIn(now, roles),
                        List.of(visitor.actor()));
        ActDesk.put(
                inside, "signin", UUID.randomUUID().toString(), visitor.actor(), now, act, null);
    }
}
