package dev.vigil.desk;

import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.compare.CompareProgram;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.web.DeskPlace;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a desk is started with.
 *
 * @param client bootstrap servers and security of the desk's principal
 * @param parties as whom it sends what its own principal may not
 * @param place where pages are served
 * @param signIn null for a link that is printed
 * @param flink REST addresses of the clusters whose jobs are watched, asked for at each look
 * @param clock that pages count by: the one that the notice job has
 * @param inspections how they are made
 * @param compare the program that compares two files
 * @param links gets the address of each link that signs in
 * @param warn gets what failed
 */
public record DeskOptions(
        StoreAddress store,
        Properties client,
        WritingParties parties,
        DeskPlace place,
        SignIn signIn,
        Supplier<List<URI>> flink,
        InstantSource clock,
        InspectionSettings inspections,
        CompareProgram compare,
        Consumer<String> links,
        Consumer<String> warn) {
    public DeskOptions {
        place.requireFor(signIn);
    }

    /** On this machine alone, with a link that signs in. */
    public DeskOptions(
            StoreAddress store,
            Properties client,
            WritingParties parties,
            InetSocketAddress bind,
            Supplier<List<URI>> flink,
            InstantSource clock,
            InspectionSettings inspections,
            CompareProgram compare,
            Consumer<String> links,
            Consumer<String> warn) {
        this(
                store,
                client,
                parties,
                DeskPlace.here(bind),
                null,
                flink,
                clock,
                inspections,
                compare,
                links,
                warn);
    }
}
