package dev.vigil.desk;

import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.web.DeskServer;
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
 * @param bind where pages are served, on this machine alone; port 0 for a free one
 * @param flink REST addresses of the clusters whose jobs are watched, asked for at each look
 * @param clock that pages count by: the one that the notice job has
 * @param inspections how they are made
 * @param links gets the address of each link that signs in
 * @param warn gets what failed
 */
public record DeskOptions(
        StoreAddress store,
        Properties client,
        WritingParties parties,
        InetSocketAddress bind,
        Supplier<List<URI>> flink,
        InstantSource clock,
        InspectionSettings inspections,
        Consumer<String> links,
        Consumer<String> warn) {
    public DeskOptions {
        DeskServer.requireLoopback(bind);
    }
}
