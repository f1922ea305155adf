package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.ArrayList;
import java.util.List;

/** Numbers that registers gave a work, in any of the ways in which people write them. */
@OnTopic
@InState
@InFlight
public record WorkIds(
        @Described("EIDR of a film, series or episode, such as 10.5240/F85A-E100-B068-5B8F-B1C8-T.")
                @MayBeMissing
                String eidr,
        @Described("ISAN of an audiovisual work, with its check characters.") @MayBeMissing
                String isan,
        @Described("ISWC of a musical work, such as T-034.524.680-1.") @MayBeMissing String iswc,
        @Described("ISRC of its recordings, at most 100.") @MayBeMissing List<String> isrc,
        @Described("Digital copyright identifier (GB/T 45913), unchanged.") @MayBeMissing
                String dci,
        @Described("Number of its certificate of registration, unchanged.") @MayBeMissing
                String registrationNo) {
    private static final int MAX = 200;

    public WorkIds {
        Check.optionalText("eidr", eidr, MAX);
        Check.optionalText("isan", isan, MAX);
        Check.optionalText("iswc", iswc, MAX);
        isrc = Check.texts("isrc", isrc, 100, MAX);
        Check.optionalText("dci", dci, MAX);
        Check.optionalText("registrationNo", registrationNo, MAX);
    }

    /** One of them. */
    public record Id(IdScheme scheme, String value) {}

    /** Those that there are. */
    public List<Id> all() {
        List<Id> all = new ArrayList<>();
        add(all, IdScheme.EIDR, eidr);
        add(all, IdScheme.ISAN, isan);
        add(all, IdScheme.ISWC, iswc);
        isrc.forEach(one -> add(all, IdScheme.ISRC, one));
        add(all, IdScheme.DCI, dci);
        add(all, IdScheme.REGISTRATION_NO, registrationNo);
        return all;
    }

    private static void add(List<Id> all, IdScheme scheme, String value) {
        if (value != null) {
            all.add(new Id(scheme, value));
        }
    }
}
