package dev.vigil.desk.act;

import static dev.vigil.desk.sign.DeskRole.HANDLER;
import static dev.vigil.desk.sign.DeskRole.LEAD;
import static dev.vigil.desk.sign.DeskRole.OWNER;
import static dev.vigil.desk.sign.DeskRole.PUBLISHER;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.wire.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What people may do on the working day of the scenes: each deed once, and its record. */
final class ActCases {
    static final long NOW = DeskScene.NOW;

    /** In the person's zone, Asia/Shanghai: an hour before now, and as records have it. */
    private static final String AN_HOUR_AGO = "2026-11-28T11:00";

    private static final String AN_HOUR_AGO_MS = "1795834800000";

    private ActCases() {}

    /** The scenes, and a report that was approved: a report is sent once it is. */
    static void send(TestingTopicLog log) {
        new DeskScene(log, "", UnaryOperator.identity()).send();
        new DeskSceneRecords(log, "", UnaryOperator.identity()).send();
        log.send(EventType.DEPARTMENT_REPORT, "user-7/report/1", NOW, approvedReport());
    }

    private static DepartmentReport approvedReport() {
        return DepartmentReportBuilder.builder()
                .reportId("user-7/report/1")
                .version(2)
                .state(ReportState.APPROVED)
                .accountId("user-7")
                .identityRef("vault:7")
                .from(NOW - 86_400_000)
                .to(NOW)
                .step(LadderStep.S3)
                .ladderVersion("ladder-2")
                .at(NOW)
                .build();
    }

    /** One for each deed. */
    static List<ActCase> all() {
        List<ActCase> all = new ArrayList<>();
        all.addAll(notices());
        all.addAll(items());
        all.addAll(accounts());
        all.addAll(owners());
        return all;
    }

    // The list --------------------------------------------------------------------------------

    /** What a file of one entry publishes. */
    static ActCase published() {
        return act(
                "publish",
                PUBLISHER,
                null,
                Map.of("entries", "entry,work,class,batch\nban-1,other-film,FORBIDDEN,2027-1\n"),
                "list",
                "list.entry.upserted",
                "ban-1",
                "{'entryId':'ban-1','version':1,'listClass':'FORBIDDEN','batchNo':'2027-1',"
                        + "'workId':'other-film','issuedAt':$NOW}");
    }

    /** What is in force of a batch: each entry's withdrawal. */
    static List<ActCase> withdrawn() {
        return List.of(withdrawn("screening-1"), withdrawn("trial-1"));
    }

    private static ActCase withdrawn(String entry) {
        return act(
                "publish",
                PUBLISHER,
                "film/2026-7",
                Map.of(),
                "list",
                "list.entry.withdrawn",
                entry,
                null);
    }

    // Of one person, or two -------------------------------------------------------------------

    private static ActCase act(
            String deed,
            DeskRole role,
            String id,
            Map<String, String> fields,
            String topic,
            String type,
            String key,
            String body) {
        return new ActCase(deed, role, id, fields, topic, type, key, body);
    }

    private static List<ActCase> notices() {
        return List.of(
                act(
                        "claim",
                        HANDLER,
                        "n-31",
                        Map.of(),
                        "desk",
                        "desk.claimed",
                        "notice/n-31",
                        "{'subject':'notice/n-31','at':$NOW}"),
                act(
                        "assign",
                        LEAD,
                        "n-7",
                        Map.of("person", "oidc:zhao"),
                        "desk",
                        "desk.claimed",
                        "notice/n-7",
                        "{'subject':'notice/n-7','assignee':'oidc:zhao','at':$NOW}"),
                act(
                        "note",
                        HANDLER,
                        null,
                        Map.of("about", "notice/n-31", "text", "called back"),
                        "desk",
                        "desk.noted",
                        "notice/n-31",
                        "{'subject':'notice/n-31','noteId':'$REQUEST','text':'called back',"
                                + "'at':$NOW}"),
                act(
                        "file",
                        HANDLER,
                        null,
                        Map.ofEntries(
                                Map.entry("noticeId", "n-100"),
                                Map.entry("notifier", "studio"),
                                Map.entry("receivedAt", AN_HOUR_AGO),
                                Map.entry("arrival", "letter, stamped at 11"),
                                Map.entry("workName", "The Film"),
                                Map.entry("workId", "the-film"),
                                Map.entry("moreWorks", "电影 Two [film-2]\nA third one"),
                                Map.entry("rightType", "ON_DEMAND"),
                                Map.entry("items", "room-100 https://v.example/100\nroom-101"),
                                Map.entry("live", "true"),
                                Map.entry("statement", "It is ours."),
                                Map.entry("role", "agent"),
                                Map.entry("identity", "register:7"),
                                Map.entry("contact", "register:7/mail"),
                                Map.entry("address", "register:7/home"),
                                Map.entry("evidence", "doc:1\ndoc:2"),
                                Map.entry("truthDeclaration", "true"),
                                Map.entry("goodFaith", "true"),
                                Map.entry("regime", "REG_2013"),
                                Map.entry("directiveKind", "INFORM"),
                                Map.entry("directiveRef", "2026-12"),
                                Map.entry("scope", "accounts of November"),
                                Map.entry("deliverables", "names of the accounts"),
                                Map.entry("dueAt", "2026-11-30T18:00")),
                        "notices",
                        "notice.received",
                        "n-100",
                        "{'noticeId':'n-100','channel':'letter, stamped at 11','receivedAt':"
                                + AN_HOUR_AGO_MS
                                + ",'notifier':'studio','works':[{'name':'The Film',"
                                + "'workId':'the-film','rightType':'ON_DEMAND'},"
                                + "{'name':'电影 Two','workId':'film-2','rightType':'ON_DEMAND'},"
                                + "{'name':'A third one','rightType':'ON_DEMAND'}],"
                                + "'items':[{'itemId':'room-100',"
                                + "'locator':'https://v.example/100'},{'itemId':'room-101'}],"
                                + "'statement':'It is ours.','content':{'role':'agent',"
                                + "'identity':'register:7','contact':'register:7/mail',"
                                + "'address':'register:7/home','evidence':['doc:1','doc:2'],"
                                + "'truthDeclaration':true,'goodFaith':true},'live':true,"
                                + "'dueAt':1796032800000,'regime':'REG_2013',"
                                + "'directive':{'kind':'INFORM','authority':'studio',"
                                + "'documentRef':'2026-12','scope':'accounts of November',"
                                + "'deliverables':['names of the accounts']}}"),
                act(
                        "triage",
                        HANDLER,
                        "n-31",
                        Map.of("outcome", "ACCEPTED", "fromStart", "true", "reason", "complete"),
                        "notices",
                        "notice.triaged",
                        "n-31",
                        "{'noticeId':'n-31','outcome':'ACCEPTED','at':$NOW,'actor':'$ACTOR',"
                                + "'reason':'complete','fromStart':true}"),
                act(
                        "refuse",
                        LEAD,
                        "n-7",
                        Map.of(
                                "outcome",
                                "REJECTED",
                                "reason",
                                "made up",
                                "manifestlyUnfounded",
                                "true",
                                "forged",
                                "true"),
                        "notices",
                        "notice.triaged",
                        "n-7",
                        "{'noticeId':'n-7','outcome':'REJECTED','at':$NOW,'actor':'$ACTOR',"
                                + "'reason':'made up','manifestlyUnfounded':true,'forged':true}"),
                act(
                        "supplement",
                        HANDLER,
                        "n-14",
                        Map.of(
                                "receivedAt",
                                AN_HOUR_AGO,
                                "elements",
                                "TRUTH",
                                "items",
                                "room-102 https://v.example/102",
                                "documentRef",
                                "doc:3"),
                        "notices",
                        "notice.supplemented",
                        "n-14",
                        "{'noticeId':'n-14','receivedAt':"
                                + AN_HOUR_AGO_MS
                                + ",'elements':['TRUTH'],'items':[{'itemId':'room-102',"
                                + "'locator':'https://v.example/102'}],'documentRef':'doc:3'}"),
                act(
                        "forward",
                        HANDLER,
                        "n-31",
                        Map.of(
                                "deliveredAt",
                                AN_HOUR_AGO,
                                "recipient",
                                "user-8",
                                "channel",
                                "mail",
                                "publicly",
                                "true"),
                        "notices",
                        "forward.delivered",
                        "n-31",
                        "{'noticeId':'n-31','counter':false,'recipient':'user-8',"
                                + "'channel':'mail','deliveredAt':"
                                + AN_HOUR_AGO_MS
                                + ",'publicly':true}"),
                act(
                        "counter",
                        HANDLER,
                        "n-2",
                        Map.of(
                                "receivedAt",
                                AN_HOUR_AGO,
                                "itemIds",
                                "room-n-2-1",
                                "reasonCode",
                                "authorized",
                                "identity",
                                "register:8",
                                "evidence",
                                "doc:4",
                                "truthDeclaration",
                                "true"),
                        "counternotices",
                        "counternotice.received",
                        "n-2",
                        "{'noticeId':'n-2','receivedAt':"
                                + AN_HOUR_AGO_MS
                                + ",'itemIds':['room-n-2-1'],'reasonCode':'authorized',"
                                + "'content':{'identity':'register:8','evidence':['doc:4'],"
                                + "'truthDeclaration':true}}"),
                act(
                        "proceeding",
                        LEAD,
                        "n-12",
                        Map.of(
                                "kind",
                                "DELAY",
                                "filedAt",
                                AN_HOUR_AGO,
                                "body",
                                "a court",
                                "caseNo",
                                "no. 9",
                                "notarisationDelayDays",
                                "5"),
                        "proceedings",
                        "proceeding.filed",
                        "n-12",
                        "{'noticeId':'n-12','kind':'DELAY','filedAt':"
                                + AN_HOUR_AGO_MS
                                + ",'body':'a court','caseNo':'no. 9',"
                                + "'notarisationDelayDays':5}"),
                act(
                        "decided",
                        LEAD,
                        "n-12",
                        Map.of("upheld", "UPHELD", "at", AN_HOUR_AGO, "documentRef", "doc:5"),
                        "proceedings",
                        "proceeding.decided",
                        "n-12",
                        "{'noticeId':'n-12','upheld':true,'at':"
                                + AN_HOUR_AGO_MS
                                + ",'documentRef':'doc:5'}"),
                act(
                        "hold",
                        LEAD,
                        "n-31",
                        Map.of("documentRef", "doc:6", "at", AN_HOUR_AGO, "byNotifier", "true"),
                        "notices",
                        "notice.held",
                        "n-31",
                        "{'noticeId':'n-31','at':"
                                + AN_HOUR_AGO_MS
                                + ",'resumed':false,'documentRef':'doc:6','byNotifier':true}"),
                act(
                        "resume",
                        LEAD,
                        "n-9",
                        Map.of("documentRef", "doc:7", "at", AN_HOUR_AGO),
                        "notices",
                        "notice.held",
                        "n-9",
                        "{'noticeId':'n-9','at':"
                                + AN_HOUR_AGO_MS
                                + ",'resumed':true,'documentRef':'doc:7'}"),
                act(
                        "withdraw",
                        LEAD,
                        "n-31",
                        Map.of("at", AN_HOUR_AGO, "reason", "by mail"),
                        "notices",
                        "notice.withdrawn",
                        "n-31",
                        "{'noticeId':'n-31','at':" + AN_HOUR_AGO_MS + ",'reason':'by mail'}"));
    }

    private static List<ActCase> items() {
        return List.of(
                act(
                        "confirm",
                        HANDLER,
                        "room-n-2-0",
                        Map.ofEntries(
                                Map.entry("measure", "BLOCK"),
                                Map.entry("effectiveAt", AN_HOUR_AGO),
                                Map.entry("executor", "ops-2"),
                                Map.entry("evidence", "log 7"),
                                Map.entry("accountId", "user-8"),
                                Map.entry("publishedAt", AN_HOUR_AGO),
                                Map.entry("itemKind", "video"),
                                Map.entry("seal", "site/audit/1 41")),
                        "confirmations",
                        "action.confirmed",
                        "room-n-2-0",
                        "{'confirmationId':'$REQUEST','itemId':'room-n-2-0',"
                                + "'measure':'BLOCK','effectiveAt':"
                                + AN_HOUR_AGO_MS
                                + ",'executor':'ops-2','evidence':'log 7','accountId':'user-8',"
                                + "'publishedAt':"
                                + AN_HOUR_AGO_MS
                                + ",'itemKind':'video','seal':'site/audit/1 41'}"),
                act(
                        "reverse",
                        HANDLER,
                        "room-n-2-1",
                        Map.of("reason", "it is back", "at", AN_HOUR_AGO),
                        "confirmations",
                        "action.reversed",
                        "room-n-2-1",
                        "{'itemId':'room-n-2-1','at':"
                                + AN_HOUR_AGO_MS
                                + ",'reason':'it is back'}"),
                act(
                        "ack",
                        LEAD,
                        null,
                        Map.of("alertKey", "n-2/1/E7", "note", "on it"),
                        "acks",
                        "alert.acknowledged",
                        "n-2",
                        "{'noticeId':'n-2','alertKey':'n-2/1/E7','actor':'$ACTOR','at':$NOW,"
                                + "'note':'on it'}"),
                act(
                        "command",
                        HANDLER,
                        null,
                        Map.of(
                                "command",
                                "live-77/command/1",
                                "measure",
                                "BLOCK",
                                "effectiveAt",
                                AN_HOUR_AGO,
                                "evidence",
                                "log 8"),
                        "session.confirmations",
                        "action.confirmed",
                        "live-77",
                        "{'confirmationId':'$REQUEST','itemId':'live-77','measure':'BLOCK',"
                                + "'effectiveAt':"
                                + AN_HOUR_AGO_MS
                                + ",'executor':'$ACTOR','commandId':'live-77/command/1',"
                                + "'evidence':'log 8'}"),
                act(
                        "fail",
                        HANDLER,
                        null,
                        Map.of(
                                "command",
                                "live-77/command/1",
                                "reason",
                                "it goes on",
                                "at",
                                AN_HOUR_AGO),
                        "session.confirmations",
                        "action.reversed",
                        "live-77",
                        "{'itemId':'live-77','at':"
                                + AN_HOUR_AGO_MS
                                + ",'reason':'it goes on','commandId':'live-77/command/1'}"));
    }

    private static List<ActCase> accounts() {
        return List.of(
                act(
                        "decide",
                        LEAD,
                        "user-8",
                        Map.of("decision", "DEFER", "days", "5", "reason", "asked"),
                        "decisions",
                        "standing.decided",
                        "user-8",
                        "{'proposalId':'user-8/proposal/1','accountId':'user-8',"
                                + "'decision':'DEFER','until':"
                                + (NOW + 5 * 86_400_000L)
                                + ",'by':'$ACTOR','reason':'asked','at':$NOW}"),
                act(
                        "carryout",
                        LEAD,
                        "user-8",
                        Map.of("reason", "three strikes"),
                        "decisions",
                        "standing.decided",
                        "user-8",
                        "{'proposalId':'user-8/proposal/1','accountId':'user-8',"
                                + "'decision':'CARRY_OUT','by':'$ACTOR',"
                                + "'reason':'three strikes','at':$NOW}"),
                act(
                        "waive",
                        LEAD,
                        "user-8",
                        Map.of("offenceId", "session:live-77", "reason", "licensed"),
                        "decisions",
                        "offence.waived",
                        "user-8",
                        "{'offenceId':'session:live-77','accountId':'user-8','by':'$ACTOR',"
                                + "'reason':'licensed','at':$NOW}"),
                act(
                        "appeal",
                        LEAD,
                        "user-8",
                        Map.of(
                                "appealId",
                                "appeal-2",
                                "appealOutcome",
                                "OVERTURN",
                                "reason",
                                "not ours"),
                        "decisions",
                        "appeal.decided",
                        "user-8",
                        "{'appealId':'appeal-2','accountId':'user-8','outcome':'OVERTURN',"
                                + "'by':'$ACTOR','reason':'not ours','at':$NOW}"),
                act(
                        "report",
                        LEAD,
                        "user-8",
                        Map.of("reportDecision", "APPROVE", "reason", "complete"),
                        "decisions",
                        "report.decided",
                        "user-8",
                        "{'reportId':'user-8/report/1','accountId':'user-8','version':1,"
                                + "'decision':'APPROVE','by':'$ACTOR','reason':'complete',"
                                + "'at':$NOW}"),
                act(
                        "sent",
                        LEAD,
                        "user-7",
                        Map.of(
                                "delivery",
                                "SENT",
                                "reportId",
                                "user-7/report/1",
                                "channel",
                                "post",
                                "documentRef",
                                "doc:8"),
                        "decisions",
                        "report.delivered",
                        "user-7",
                        "{'reportId':'user-7/report/1','accountId':'user-7','version':2,"
                                + "'state':'SENT','channel':'post','documentRef':'doc:8',"
                                + "'by':'$ACTOR','at':$NOW}"),
                act(
                        "reports",
                        HANDLER,
                        "live-77",
                        Map.of("ref", "notice/n-2", "reason", "it is the film"),
                        "user.reports.triage",
                        "user.reports.triaged",
                        "live-77",
                        "{'subjectId':'live-77','until':"
                                + (NOW - 2 * 3_600_000)
                                + ",'untilOffset':0,'outcome':'ACTED','ref':'notice/n-2',"
                                + "'by':'$ACTOR','reason':'it is the film','at':$NOW}"),
                act(
                        "signal",
                        HANDLER,
                        "signal-1",
                        Map.of(
                                "opinion",
                                "DISPUTE",
                                "dispute",
                                "FALSE_MATCH",
                                "reason",
                                "another film"),
                        "signal.decisions",
                        "signal.decided",
                        "signal-1",
                        "{'signalId':'signal-1','contentDigest':'"
                                + "ab".repeat(32)
                                + "','opinion':'DISPUTE','reasonCode':'FALSE_MATCH',"
                                + "'by':'$ACTOR','reason':'another film','at':$NOW}"),
                act(
                        "review",
                        LEAD,
                        "the-film",
                        Map.of(
                                "referenceId",
                                "ref-1",
                                "review",
                                "OVERTURNED",
                                "sessionId",
                                "live-77"),
                        "reviews",
                        "reference.reviewed",
                        "the-film",
                        "{'workId':'the-film','referenceId':'ref-1','outcome':'OVERTURNED',"
                                + "'sessionId':'live-77','by':'$ACTOR','at':$NOW}"),
                act(
                        "conflict",
                        LEAD,
                        "the-film",
                        Map.of(
                                "rightType",
                                "ON_DEMAND",
                                "territory",
                                "CN",
                                "setAside",
                                "harbour",
                                "documentRef",
                                "doc:9",
                                "reason",
                                "the contract"),
                        "register.decisions",
                        "conflict.decided",
                        "the-film",
                        "{'workId':'the-film','rightType':'ON_DEMAND','territory':'CN',"
                                + "'setAside':['harbour'],'by':'$ACTOR','documentRef':'doc:9',"
                                + "'reason':'the contract','at':$NOW}"));
    }

    private static List<ActCase> owners() {
        return List.of(
                act(
                        "claimwork",
                        OWNER,
                        null,
                        Map.of(
                                "workId",
                                "the-film",
                                "rightTypes",
                                "ON_DEMAND",
                                "territories",
                                "CN\nHK",
                                "shareBp",
                                "6000",
                                "from",
                                AN_HOUR_AGO,
                                "exclusive",
                                "true",
                                "evidenceRef",
                                "contract 9"),
                        "claims",
                        "work.claimed",
                        "the-film/studio",
                        "{'workId':'the-film','claimant':'studio','version':2,"
                                + "'shares':[{'ownerId':'studio','territories':['CN','HK'],"
                                + "'rightTypes':['ON_DEMAND'],'shareBp':6000,'from':"
                                + AN_HOUR_AGO_MS
                                + ",'exclusive':true}],'evidenceRef':'contract 9','at':$NOW}"),
                act(
                        "grant",
                        OWNER,
                        null,
                        Map.of(
                                "grantee",
                                "user-7",
                                "workIds",
                                "the-film",
                                "rightTypes",
                                "LIVE_RELAY",
                                "territories",
                                "CN",
                                "from",
                                AN_HOUR_AGO,
                                "maxExcerptS",
                                "60",
                                "evidenceRef",
                                "contract 10"),
                        "authorizations",
                        "authorization.granted",
                        "desk-$REQUEST",
                        "{'authorizationId':'desk-$REQUEST','version':1,'grantor':'studio',"
                                + "'grantee':'user-7','workIds':['the-film'],"
                                + "'rightTypes':['LIVE_RELAY'],'territories':['CN'],'from':"
                                + AN_HOUR_AGO_MS
                                + ",'maxExcerptMs':60000,'evidenceRef':'contract 10'}"),
                act(
                        "amend",
                        OWNER,
                        null,
                        Map.of(
                                "authorizationId",
                                "deal-1",
                                "territories",
                                "CN",
                                "maxExcerptS",
                                "30"),
                        "authorizations",
                        "authorization.granted",
                        "deal-1",
                        "{'authorizationId':'deal-1','version':2,'grantor':'studio',"
                                + "'grantee':'user-9','workIds':['the-film'],"
                                + "'rightTypes':['LIVE_RELAY'],'territories':['CN'],'from':"
                                + (NOW - 25 * 86_400_000L)
                                + ",'to':"
                                + (NOW + 25 * 86_400_000L)
                                + ",'maxExcerptMs':30000,'evidenceRef':'contract 8'}"),
                act(
                        "revoke",
                        OWNER,
                        null,
                        Map.of(
                                "authorizationId",
                                "deal-1",
                                "at",
                                AN_HOUR_AGO,
                                "reason",
                                "not paid"),
                        "authorizations",
                        "authorization.revoked",
                        "deal-1",
                        "{'authorizationId':'deal-1','version':3,'grantor':'studio',"
                                + "'grantee':'user-9','workIds':['the-film'],"
                                + "'rightTypes':['LIVE_RELAY'],'territories':['CN'],'from':"
                                + (NOW - 25 * 86_400_000L)
                                + ",'to':"
                                + (NOW + 25 * 86_400_000L)
                                + ",'maxExcerptMs':30000,'revokedAt':"
                                + AN_HOUR_AGO_MS
                                + ",'revocationReason':'not paid','evidenceRef':'contract 8'}"),
                act(
                        "ownnotice",
                        OWNER,
                        null,
                        Map.ofEntries(
                                Map.entry("workId", "the-film"),
                                Map.entry("workName", "The Film"),
                                Map.entry("rightType", "ON_DEMAND"),
                                Map.entry("items", "room-200 https://v.example/200"),
                                Map.entry("live", "true"),
                                Map.entry("statement", "It is ours."),
                                Map.entry("role", "principal"),
                                Map.entry("identity", "register:9"),
                                Map.entry("contact", "register:9/mail"),
                                Map.entry("address", "register:9/home"),
                                Map.entry("evidence", "doc:10"),
                                Map.entry("truthDeclaration", "true"),
                                Map.entry("goodFaith", "true")),
                        "notices",
                        "notice.received",
                        "desk-$REQUEST",
                        "{'noticeId':'desk-$REQUEST','channel':'desk','receivedAt':$NOW,"
                                + "'notifier':'studio','works':[{'name':'The Film',"
                                + "'workId':'the-film','rightType':'ON_DEMAND'}],"
                                + "'items':[{'itemId':'room-200',"
                                + "'locator':'https://v.example/200'}],"
                                + "'statement':'It is ours.','content':{'role':'principal',"
                                + "'identity':'register:9','contact':'register:9/mail',"
                                + "'address':'register:9/home','evidence':['doc:10'],"
                                + "'truthDeclaration':true,'goodFaith':true},'live':true}"));
    }
}
