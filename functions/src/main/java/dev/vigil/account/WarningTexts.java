package dev.vigil.account;

import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Texts of warnings in both languages, by kind and named parameters. Every kind is given all of its
 * parameters; one that is not known is the empty text. Values are plain: moments in UTC epoch ms,
 * spans of the recording as {@code 00:01:05-00:02:10}, several of one with {@code "; "} between
 * them.
 *
 * <ul>
 *   <li>all kinds: {@code account}, {@code warning} (its id), {@code issued}
 *   <li>REMINDER: {@code year} (1 for the first), {@code education}
 *   <li>FIRST: {@code offences} (their ids), {@code works}, {@code owners}, {@code times}, {@code
 *       since} (when the measure took effect), {@code grounds} (entries and notices), {@code
 *       listed} (since when a work is on the list; empty where no entry is a ground), {@code
 *       measure}, {@code disputeUntil}, {@code education}, {@code step}
 *   <li>STRIKE: those of FIRST, {@code strikes} (how many count), {@code expires}, {@code
 *       restrictions} (as {@code LIVE_OFF until 1797321600000})
 *   <li>PROPOSAL: those of STRIKE, {@code decideBy}
 *   <li>ENDED: those of PROPOSAL, {@code ended}, {@code reason} (in the words of the person)
 *   <li>LIFTED: {@code voided} (the id of the warning that is void), {@code offences}, {@code
 *       works}, {@code step}
 *   <li>RELIEVED: {@code relieved} (the measure that is over), {@code restrictions} (those that
 *       remain), {@code offences}, {@code works}, {@code step}
 *   <li>LIVE: {@code works} (one), {@code owners}, {@code times}, {@code stopBy} (when the stream
 *       is cut; empty where no owner gave a time)
 * </ul>
 */
public interface WarningTexts extends Serializable {
    /** Version of the templates, named in every warning. */
    String version();

    WarningText zh(WarningKind kind, Map<String, String> parameters);

    WarningText en(WarningKind kind, Map<String, String> parameters);

    /** The parameters that a kind is given, in no special order. */
    static List<String> parameters(WarningKind kind) {
        List<String> names = new ArrayList<>(List.of("account", "warning", "issued"));
        switch (kind) {
            case REMINDER -> names.addAll(List.of("year", "education"));
            case LIFTED -> names.addAll(List.of("voided", "offences", "works", "step"));
            case RELIEVED ->
                    names.addAll(List.of("relieved", "restrictions", "offences", "works", "step"));
            case FIRST, STRIKE, PROPOSAL, ENDED -> names.addAll(ofOffences(kind));
            case LIVE -> names.addAll(List.of("works", "owners", "times", "stopBy"));
        }
        return List.copyOf(names);
    }

    private static List<String> ofOffences(WarningKind kind) {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "offences",
                                "works",
                                "owners",
                                "times",
                                "since",
                                "grounds",
                                "listed",
                                "measure",
                                "disputeUntil",
                                "education",
                                "step"));
        if (kind != WarningKind.FIRST) {
            names.addAll(List.of("strikes", "expires", "restrictions"));
        }
        if (kind == WarningKind.PROPOSAL || kind == WarningKind.ENDED) {
            names.add("decideBy");
        }
        if (kind == WarningKind.ENDED) {
            names.addAll(List.of("ended", "reason"));
        }
        return names;
    }
}
