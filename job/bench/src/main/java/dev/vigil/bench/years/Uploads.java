package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.staydown.StayDownOutput;
import java.util.List;
import java.util.Locale;

/**
 * Uploads, a tenth of which hold a work, and some of which a notice is upheld on a day later: each
 * of those becomes a reference of its own. One in ten of them is restored after five days.
 */
final class Uploads implements Scenario {
    private static final int AT_SITE = 1_000_000;
    private static final int STAY_DOWNS_AT_SITE = 10_000;
    private static final int MATCHED_ONE_IN = 10;
    private static final int RESTORED_ONE_IN = 10;
    private static final long PACKET_MS = 2_000;

    private final List<SimulatedRecording> works;
    private final List<SimulatedRecording> others;
    private final int perDay;
    private final int upheldPerDay;
    private World world;
    private long number;

    /**
     * @param works that are registered
     * @param others recordings that are not, of one length: few of them stay down at once, as what
     *     is uploaded is seldom the same
     */
    Uploads(
            List<SimulatedRecording> works,
            List<SimulatedRecording> others,
            int perDay,
            int upheldPerDay) {
        this.works = works;
        this.others = others;
        this.perDay = perDay;
        this.upheldPerDay = upheldPerDay;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d uploads a day of %d s, of %d recordings, 1 : %,d; %d of them upheld, 1 : %,d",
                perDay,
                2 * packets(),
                others.size(),
                AT_SITE / perDay,
                upheldPerDay,
                STAY_DOWNS_AT_SITE / upheldPerDay);
    }

    private int packets() {
        return others.get(0).packets();
    }

    @Override
    public void begin(World into) {
        world = into;
        world.tap(Uid.STAY_DOWNS, this::published);
        world.every(world.nowMs() + World.SECOND_MS, World.DAY_MS / perDay, this::upload);
    }

    /** What becomes of a recording that stays down comes back to the job by its topics. */
    private void published(Object value) {
        if (value instanceof StayDownOutput output) {
            world.at(
                    world.nowMs() + World.SECOND_MS,
                    now -> {
                        if (output.part() != null) {
                            SimulatedRecording.send(world, output.part());
                        } else {
                            world.emit(Uid.LIST_SOURCE, ListInput.entry(output.entry(), now));
                        }
                    });
        }
    }

    private void upload(long nowMs) throws Exception {
        long upload = number++;
        boolean upheld = upload % (perDay / upheldPerDay) == 1;
        boolean matched = !upheld && upload % MATCHED_ONE_IN == 0;
        SimulatedRecording recording =
                matched
                        ? works.get((int) (upload / MATCHED_ONE_IN % works.size()))
                        : others.get((int) (upload % others.size()));
        String session = "upload-" + upload;
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(session)
                        .kind(SessionKind.UPLOAD)
                        .accountId("account-" + upload % 1_000)
                        .serviceTerritories(List.of("CN"))
                        .startAt(nowMs)
                        .build();
        for (int packet = 0; packet < packets(); packet++) {
            boolean last = packet == packets() - 1;
            SessionEnd end =
                    last
                            ? new SessionEnd(nowMs, true, packets() * PACKET_MS, 0, false, false)
                            : null;
            StreamPacket sent =
                    new StreamPacket(
                            session,
                            started,
                            nowMs,
                            recording.packet(packet, packet, last),
                            end,
                            nowMs,
                            nowMs);
            world.emit(Uid.FINGERPRINT, SearchInput.packet(sent, World.ANY_SLOT));
        }
        if (upheld) {
            request(session, true, nowMs + World.DAY_MS);
            if (upload / (perDay / upheldPerDay) % RESTORED_ONE_IN == 0) {
                request(session, false, nowMs + 6 * World.DAY_MS);
            }
        }
    }

    private void request(String item, boolean down, long atMs) {
        world.at(
                atMs,
                now ->
                        world.emit(
                                Uid.STAY_DOWN_SOURCE,
                                StayDownInput.request(
                                        new StayDown(item, "notice-" + item, down, now))));
    }
}
