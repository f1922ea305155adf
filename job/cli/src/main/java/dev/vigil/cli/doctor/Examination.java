package dev.vigil.cli.doctor;

import dev.vigil.cli.option.PeerFiles;
import dev.vigil.cli.option.Principals;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.cluster.FlinkJobs;
import dev.vigil.client.cluster.FlinkJobs.Job;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.stream.Checkpoints;
import dev.vigil.stream.options.JobOptions;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaException;

/** All checks of one deployment, in the order in which a person would look. */
final class Examination {
    private static final long MOST_SKEW_MS = 2_000;
    private static final String SUBMIT =
            "submit what is missing, or give the --flink where it runs";

    private final Properties client;
    private final List<URI> addresses;
    private final Configuration options;
    private final Principals principals;
    private final Clock clock;
    private final Consumer<String> warn;
    private final DoctorFindings findings = new DoctorFindings();
    private AuditFiles audit;
    private PeerFiles peer;
    private List<URI> desks = List.of();

    /** A cluster that has answered, and what it runs of Vigil. */
    private record Site(FlinkJobs flink, List<Job> jobs) {}

    /**
     * @param addresses of Flink's REST API, one per cluster
     * @param options that the jobs run with
     * @param principals under which Kafka knows the parties
     * @param clock of this machine
     * @param warn gets what could not be read
     */
    Examination(
            Properties client,
            List<URI> addresses,
            Configuration options,
            Principals principals,
            Clock clock,
            Consumer<String> warn) {
        this.client = client;
        this.addresses = addresses;
        this.options = options;
        this.principals = principals;
        this.clock = clock;
        this.warn = warn;
    }

    /**
     * With what only some sites have.
     *
     * @param log null where no audit log is kept, or none is named
     * @param bridge null for no peer
     */
    Examination with(AuditFiles log, PeerFiles bridge) {
        audit = log;
        peer = bridge;
        return this;
    }

    /**
     * With desks.
     *
     * @param addresses of the numbers of all desks of one store
     */
    Examination with(List<URI> addresses) {
        desks = addresses;
        return this;
    }

    DoctorFindings examine() throws Exception {
        try (Brokers brokers = connect();
                Bus bus = new Bus(client, CausedBy.PROGRAM, warn)) {
            boolean answered = brokers(brokers);
            ReadingChecks reading = new ReadingChecks(client, brokers, bus, clock);
            if (answered) {
                kafka(brokers, reading);
            }
            keys(answered ? bus : null);
            desks();
            List<Site> sites = sites();
            if (sites.isEmpty()) {
                return findings;
            }
            jobs(sites);
            if (sites.size() == addresses.size()) {
                findings.look("ledger", () -> ledgers(sites, answered ? reading : null));
            }
            for (Site site : sites) {
                for (Job job : site.jobs()) {
                    job(new JobChecks(site.flink(), job), answered ? brokers : null);
                }
            }
            findings.look("clocks", () -> clocks(answered ? brokers : null, sites));
            if (answered) {
                findings.look("memory", () -> memory(reading, sites));
            }
        }
        return findings;
    }

    /** Null where not even the settings make a client. */
    private Brokers connect() {
        try {
            return new Brokers(client);
        } catch (KafkaException e) {
            unreachable(e);
            return null;
        }
    }

    private boolean brokers(Brokers brokers) throws InterruptedException {
        if (brokers == null) {
            return false;
        }
        try {
            findings.add(DoctorFinding.well("brokers", brokers.nodes().size() + " answer"));
            return true;
        } catch (ExecutionException | TimeoutException e) {
            unreachable(e);
            return false;
        }
    }

    private void unreachable(Exception why) {
        findings.add(
                DoctorFinding.unseen(
                        "brokers",
                        "none answers at "
                                + client.getProperty("bootstrap.servers")
                                + " ("
                                + ExceptionUtils.getRootCauseMessage(why)
                                + ")",
                        "start them or correct --bootstrap or --kafka-properties"));
    }

    private void kafka(Brokers brokers, ReadingChecks reading) throws InterruptedException {
        TopicChecks topics = new TopicChecks(brokers);
        findings.look("topics", topics::missing);
        findings.look("partitions", topics::partitions);
        findings.look("replicas", topics::replicas);
        findings.look("replication", topics::replication);
        findings.look("compaction", topics::compaction);
        findings.look("retention", topics::retention);
        findings.look("protection", topics::protection);
        findings.look(
                "transactions",
                () ->
                        topics.transactions(
                                options.get(JobOptions.TRANSACTION_TIMEOUT),
                                Checkpoints.of(options).transactions()));
        findings.look("acls", new RightsCheck(brokers, principals)::rights);
        findings.look("clock health", reading::health);
        findings.look("ledger's clock health", reading::ledgerHealth);
        findings.look("references", reading::quarantine);
        findings.look("commands", reading::unconfirmed);
        findings.look("producers' clocks", reading::producerClocks);
        findings.look("forwarders", reading::forwarders);
    }

    /**
     * @param bus null where the brokers do not answer
     */
    private void keys(Bus bus) throws InterruptedException {
        KeyChecks checks = new KeyChecks(clock);
        if (audit != null && audit.privateKey() != null) {
            findings.look("audit key", () -> checks.auditKey(audit.log(), audit.privateKey()));
        }
        if (audit != null && bus != null) {
            findings.look("audit log", () -> checks.seals(bus, audit.log()));
        }
        if (peer != null) {
            findings.look("peer's certificates", () -> checks.certificates(peer.certificates()));
        }
    }

    private void desks() throws InterruptedException {
        DeskChecks checks = new DeskChecks();
        for (URI desk : desks) {
            findings.look(DeskChecks.name(desk), () -> checks.desk(desk));
        }
        if (!desks.isEmpty()) {
            findings.look("desks", checks::desks);
        }
    }

    private List<Site> sites() throws InterruptedException {
        List<Site> sites = new ArrayList<>();
        if (addresses.isEmpty()) {
            findings.add(
                    DoctorFinding.unseen(
                            "flink",
                            "no address of it is known",
                            "give --flink http://JOBMANAGER:8081, once per cluster"));
        }
        for (URI address : addresses) {
            FlinkJobs flink = new FlinkJobs(address, clock);
            findings.look(
                    "flink " + flink.address(),
                    () -> {
                        List<Job> jobs =
                                flink.jobs().stream()
                                        .filter(job -> job.name().startsWith("vigil "))
                                        .toList();
                        sites.add(new Site(flink, jobs));
                        return DoctorFinding.well(
                                "flink " + flink.address(),
                                jobs.isEmpty()
                                        ? "runs no job of Vigil"
                                        : "runs " + jobs.stream().map(Job::name).sorted().toList());
                    });
        }
        return sites;
    }

    /** A site needs one clock; media may run twice, for live and for uploads. */
    private void jobs(List<Site> sites) {
        if (sites.size() < addresses.size()) {
            return;
        }
        long clocks = count(sites, JobChecks::hasClock);
        long indexes = count(sites, JobChecks::hasIndex);
        findings.add(
                clocks == 1 && indexes >= 1
                        ? DoctorFinding.well("jobs", "a media job and one notice job")
                        : DoctorFinding.wrong(
                                "jobs",
                                "a media job and one notice job",
                                indexes + " and " + clocks,
                                clocks > 1
                                        ? "end all notice jobs but one: each writes every alert"
                                        : SUBMIT));
    }

    /**
     * Two would each write every warning; one that has run here is missed.
     *
     * @param reading null where the brokers do not answer
     */
    private DoctorFinding ledgers(List<Site> sites, ReadingChecks reading) throws Exception {
        long ledgers = count(sites, JobChecks::hasLedger);
        boolean isMissing = ledgers == 0 && reading != null && reading.hasLedger();
        if (ledgers <= 1 && !isMissing) {
            return DoctorFinding.well("ledger", ledgers == 0 ? "none runs here" : "one ledger job");
        }
        return DoctorFinding.wrong(
                "ledger",
                "one ledger job",
                Long.toString(ledgers),
                isMissing ? SUBMIT : "end all but one: each sends every warning");
    }

    private static long count(List<Site> sites, Predicate<JobChecks> kind) {
        return sites.stream()
                .flatMap(site -> site.jobs().stream().map(job -> new JobChecks(site.flink(), job)))
                .filter(kind)
                .count();
    }

    private void job(JobChecks job, Brokers brokers) throws InterruptedException {
        findings.look(job.named("state"), job::state);
        findings.look(job.named("restarts"), job::restarts);
        findings.look(job.named("checkpoints"), job::checkpoints);
        findings.look(job.named("lag"), job::lag);
        if (brokers != null) {
            findings.look(
                    job.named("sources"), () -> job.parallelism(brokers.topics(TopicChecks.NAMES)));
        }
        if (job.hasClock()) {
            findings.look(
                    job.named("clock"),
                    () -> job.watermark(options.get(JobOptions.CLOCK_STANDSTILL)));
        }
        if (job.hasLedger()) {
            findings.look(
                    job.named("ledger's clock"),
                    () -> job.ledgerWatermark(options.get(JobOptions.CLOCK_STANDSTILL)));
        }
    }

    /** Against this machine's; nothing is written to find out. */
    private DoctorFinding clocks(Brokers brokers, List<Site> sites) throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> told = new ArrayList<>();
        if (brokers != null) {
            OptionalLong skew = controllerSkewMs(brokers);
            if (skew.isPresent()) {
                compare("Kafka's controller", skew.getAsLong(), told, wrong);
            }
        }
        for (Site site : sites) {
            for (Job job : site.jobs()) {
                String of = "JobManager of " + job.name();
                compare(of, job.now() - job.askedAt(), told, wrong);
                OptionalDouble ahead = new JobChecks(site.flink(), job).aheadMs();
                if (ahead.orElse(0) > MOST_SKEW_MS) {
                    compare("a TaskManager (ahead)", (long) ahead.getAsDouble(), told, wrong);
                }
            }
        }
        return wrong.isEmpty()
                ? DoctorFinding.well("clocks", "against this machine's " + String.join(", ", told))
                : DoctorFinding.wrong(
                        "clocks",
                        "within " + TopicChecks.span(MOST_SKEW_MS) + " of this machine's",
                        String.join(", ", wrong),
                        "start NTP on the one that is off, perhaps this machine");
    }

    private static void compare(String of, long skewMs, List<String> told, List<String> wrong) {
        String line = of + (skewMs < 0 ? " -" : " +") + TopicChecks.span(Math.abs(skewMs));
        told.add(line);
        if (Math.abs(skewMs) > MOST_SKEW_MS) {
            wrong.add(line);
        }
    }

    /** The leader of the quorum reports when it was last in step with itself: now. */
    private OptionalLong controllerSkewMs(Brokers brokers) throws Exception {
        long asked = clock.millis();
        QuorumInfo quorum = Brokers.await(brokers.admin().describeMetadataQuorum().quorumInfo());
        long half = (asked + clock.millis()) / 2;
        return quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .flatMapToLong(voter -> voter.lastCaughtUpTimestamp().stream())
                .map(now -> now - half)
                .findFirst();
    }

    /** Memory is counted, as the media job does; the tightest of several counts. */
    private DoctorFinding memory(ReadingChecks reading, List<Site> sites) throws Exception {
        IndexRoom least = null;
        for (Site site : sites) {
            OptionalDouble heap = site.flink().taskHeap();
            for (Job job : site.jobs()) {
                JobChecks index = new JobChecks(site.flink(), job);
                if (index.hasIndex() && heap.isPresent()) {
                    int tasks = index.searchTasks();
                    int slots = plan().slotsTogether(tasks, site.flink().taskSlots());
                    IndexRoom room = new IndexRoom(plan(), slots, heap.getAsDouble());
                    least = least == null || room.hours() < least.hours() ? room : least;
                }
            }
        }
        return least == null
                ? DoctorFinding.unseen(
                        "memory", "no TaskManager of a media job is known", "submit the media job")
                : least.finding(reading.referenceHours());
    }

    private IndexPlan plan() {
        return new IndexPlan(
                options.get(JobOptions.INDEX_REPLICAS),
                options.get(JobOptions.INDEX_SHARDS),
                options.get(JobOptions.INDEX_HOURS),
                options.get(JobOptions.INDEX_PATIENCE).toMillis());
    }
}
