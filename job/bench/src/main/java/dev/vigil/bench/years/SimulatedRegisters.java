package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.rights.RightsInput;
import java.util.List;
import java.util.Locale;

/** What is there from the start: references, some hundred of one recording, and a list. */
final class SimulatedRegisters implements Scenario {
    /** Of its peaks, so many are another copy's alone. */
    private static final double DIFFERENCE = 0.05;

    private static final int LISTED_ONE_IN = 2;

    private final List<SimulatedRecording> recordings;
    private final SimulatedRecording hit;
    private final int copies;
    private final int works;

    SimulatedRegisters(
            List<SimulatedRecording> recordings, SimulatedRecording hit, int copies, int works) {
        this.recordings = recordings;
        this.hit = hit;
        this.copies = copies;
        this.works = works;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "from the start: %d recordings and %d near-copies of one, %,d works, one in %d listed",
                recordings.size(),
                copies,
                works,
                LISTED_ONE_IN);
    }

    @Override
    public void begin(World world) throws Exception {
        for (int work = 0; work < recordings.size(); work++) {
            recordings.get(work).register(world, World.workId(work), "master");
        }
        for (int copy = 0; copy < copies; copy++) {
            hit.registerCopy(world, "compilation-" + copy, "copy", DIFFERENCE);
        }
        for (int work = 0; work < works; work += LISTED_ONE_IN) {
            world.emit(Uid.LIST_SOURCE, ListInput.entry(entry(work, world.nowMs()), 0));
        }
        world.emit(Uid.LIST_SOURCE, ListInput.loaded(loaded("list")));
        world.emit(Uid.AUTHORIZATION_SOURCE, RightsInput.loaded(null, loaded("authorizations")));
        for (String topic :
                List.of("policies", "works", "works.effective", "reviews", "reference.health")) {
            world.emit(Uid.POLICY_SOURCE, RightsInput.loaded(null, loaded(topic)));
        }
        world.emit(Uid.REFERENCE_SOURCE, SearchInput.loaded(loaded("references"), World.ANY_SLOT));
    }

    private static Loaded loaded(String topic) {
        return new Loaded(topic, 0, 1);
    }

    private static ListEntry entry(int work, long nowMs) {
        return ListEntryBuilder.builder()
                .entryId("listed-" + work)
                .version(1)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .authority("bench")
                .workId(World.workId(work))
                .issuedAt(nowMs)
                .build();
    }
}
