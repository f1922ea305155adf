import os
HERE=os.path.dirname(os.path.abspath(__file__))
import os,re,sys,glob
os.chdir(sys.argv[1])
def rd(p): return open(p).read()
def wr(p,t): open(p,'w').write(t)
def sub(path,*pairs):
    t=rd(path)
    for a,b in pairs:
        if a not in t: print('NOT FOUND',path,a[:60])
        t=t.replace(a,b)
    wr(path,t)
def imp(path,*fqns):
    t=rd(path)
    for f in fqns:
        if f'import {f};' not in t and not re.search(r'(?m)^package '+re.escape(f.rsplit('.',1)[0])+';',t):
            m=re.search(r'(?m)^import (?!static)',t)
            if m: t=t[:m.start()]+f'import {f};\n'+t[m.start():]
            else:
                m=re.search(r'(?m)^package [^\n]*\n',t); t=t[:m.end()]+f'\nimport {f};\n'+t[m.end():]
    wr(path,t)
def java(): return [p for p in glob.glob('**/src/**/*.java',recursive=True) if '/target/' not in p]
C='job/client/src/main/java/dev/vigil/client/'; I='job/cli/src/main/java/dev/vigil/cli/'
# ---- Times: the converters of the command line apart
t=rd(C+'text/Times.java')
conv=re.search(r'    /\*\* An RFC 3339 time.*?(?=    /\*\* Reads )',t,re.S).group(0)
t=t.replace(conv,'').replace('import picocli.CommandLine.ITypeConverter;\nimport picocli.CommandLine.TypeConversionException;\n','').replace('import java.time.DateTimeException;\n','').replace('import java.time.OffsetDateTime;\n','')
wr(C+'text/Times.java',t)
wr(I+'TimeOption.java','''package dev.vigil.cli;

import static dev.vigil.client.text.Times.span;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are a time or a span. */
public final class TimeOption {
    private TimeOption() {}

'''+conv.rstrip()+'\n}\n')
for p in java():
    t=rd(p); t2=re.sub(r'\bTimes\.(Moment|Span)\b',r'TimeOption.\1',t)
    if t2!=t:
        wr(p,t2); imp(p,'dev.vigil.cli.TimeOption')
        t=rd(p)
        if not re.search(r'\bTimes\.',t): wr(p,re.sub(r'(?m)^import dev.vigil.client.text.Times;\n','',t))
# ---- remaining time of a notice
t=rd(I+'notice/Table.java')
m=re.search(r'    /\*\* Empty where no clock runs\. \*/\n    static String remaining.*?\n    }\n(?=})',t,re.S).group(0)
wr(I+'notice/Table.java',re.sub(r'\bremaining\(','Words.remaining(',t.replace('\n'+m,'')))
w=rd(C+'notice/Words.java').rstrip(); assert w.endswith('}')
wr(C+'notice/Words.java',w[:-1]+'\n'+m.replace('static String','public static String').replace('Words.','')+'}\n')
sub(C+'notice/History.java',('import dev.vigil.cli.notice.Table;\n',''),('Table.remaining','Words.remaining'))
sub(C+'notice/NoticeRows.java',('import dev.vigil.cli.notice.Verb;\n',''),('Verb.MAX_AHEAD_MS','MAX_AHEAD_MS'))
v=rd(I+'notice/Verb.java'); m=re.search(r'    /\*\* What the notice job refuses as lying ahead. \*/\n.*?;\n\n?',v,re.S).group(0)
wr(I+'notice/Verb.java',v.replace(m,''))
t=rd(C+'notice/NoticeRows.java'); k=re.search(r'(?m)^(public )?(final )?class NoticeRows[^\n]*\{\n',t)
wr(C+'notice/NoticeRows.java',t[:k.end()]+m.replace('static final','public static final')+t[k.end():])
for p in glob.glob(I+'notice/*.java'):
    t=rd(p)
    if re.search(r'(?<!\.)\bMAX_AHEAD_MS\b',t):
        wr(p,re.sub(r'(?:Verb\.)?\bMAX_AHEAD_MS\b','NoticeRows.MAX_AHEAD_MS',t)); imp(p,'dev.vigil.client.notice.NoticeRows')
# ---- who may put what on the list
A='state-schema/src/main/java/dev/vigil/schema/wire/Authorities.java'
t=rd(A)
t=t.replace('''        try {
            check(entry, json);
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    /** Throws Refused where the entry is not its authority's word. */
    void check(ListEntry entry, byte[] json) {
        if (keys.isEmpty()) {
            return;
        }
''','''        return refusal(entry, json).isEmpty();
    }

    /** A stable code and a message that says what to do. */
    public record Refusal(String reason, String message) {}

    /** Why the entry is not its authority's word; empty where it is. */
    public Optional<Refusal> refusal(ListEntry entry, byte[] json) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
''')
t=t.replace('throw new Refused(','return refused(')
i=t.rstrip(); assert i.endswith('        }\n    }\n}')
t=i[:-len('    }\n}')]+'''        return Optional.empty();
    }

    private static Optional<Refusal> refused(String reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }
}
'''
t=t.replace('import java.util.Map;\n','import java.util.Map;\nimport java.util.Optional;\n').replace('import dev.vigil.schema.wire.ListSignature;\n','').replace('import dev.vigil.stream.door.Refused;\n','')
wr(A,t)
# ---- the forwarder's dead letters
F=C+'alerts/Forwarder.java'
t=rd(F)
t=re.sub(r'        Outgoing letter =\n                Outgoing.noticeDeadLetter\(\n                        (new DeadLetter\(.*?\))\);\n        bus.send\([^;]*;',lambda m:'        DeadLetter letter =\n                '+m.group(1)+';\n        Topic to = letter.topic().equals(Topic.LIST.topicName())\n                ? Topic.DEAD_LETTERS : Topic.NOTICE_DEAD_LETTERS;\n        String id = letter.deadLetterId();\n        bus.send(to, id, Envelope.json(EventType.DEAD_LETTER, "/vigil/" + letter.stage(), id, id, 0), Json.bytes(letter));',t,flags=re.S)
t=t.replace('import dev.vigil.stream.Outgoing;\n','')
wr(F,t); imp(F,'dev.vigil.schema.wire.Envelope','dev.vigil.schema.wire.EventType','dev.vigil.schema.wire.Json')
# ---- made public for other rooms
sub('job/stream/src/main/java/dev/vigil/stream/door/ListDoor.java',('            authorities.check(entry, record.value());','            authorities.refusal(entry, record.value()).ifPresent(no -> {\n                throw new Refused(no.reason(), no.message());\n            });'))
# ---- verbs are found
wr(I+'Verbs.java','''package dev.vigil.cli;

import java.util.List;

/**
 * The verbs that a module brings to the {@code vigil} command. Found by {@link
 * java.util.ServiceLoader}, so that the command imports no module above it.
 */
public interface Verbs {
    /** Command classes of picocli, in the order of the help. */
    List<Class<?>> commands();

    /** Modules with a lower rank come first in the help. */
    int rank();
}
''')
V=I+'Vigil.java'
t=rd(V)
m=re.search(r'        synopsisSubcommandLabel = "COMMAND",\n        subcommands = \{\n(.*?)\n        \},\n',t,re.S)
names=[x.strip().rstrip(',') for x in m.group(1).splitlines()]
t=t.replace(m.group(0),'        synopsisSubcommandLabel = "COMMAND",\n')
here=[n for n in names if n not in('UpCommand.class','DemoCommand.class','BenchCommand.class')]
for n in names:
    t=re.sub(r'(?m)^import [\w.]+\.'+n[:-6]+';\n','',t)
t=t.replace('        CommandLine line = new CommandLine(new Vigil());\n','''        CommandLine line = new CommandLine(new Vigil());
        ServiceLoader.load(Verbs.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(Verbs::rank))
                .flatMap(verbs -> verbs.commands().stream())
                .forEach(line::addSubcommand);
''')
t=t.replace('import java.util.List;\n','import java.util.Comparator;\nimport java.util.List;\n').replace('import java.util.Optional;\n','import java.util.Optional;\nimport java.util.ServiceLoader;\n')
wr(V,t)
def verbs(module,pkg,cls,doc,commands,rank,imports=()):
    d=f'job/{module}/src/main/java/{pkg.replace(".","/")}/'; os.makedirs(d,exist_ok=True)
    wr(d+cls+'.java',f'package {pkg};\n\n'+''.join(f'import {i};\n' for i in sorted(imports))+f'''import java.util.List;

/** {doc} */
public final class {cls} implements Verbs {{
    @Override
    public List<Class<?>> commands() {{
        return List.of({', '.join(commands)});
    }}

    @Override
    public int rank() {{
        return {rank};
    }}
}}
''')
    s=f'job/{module}/src/main/resources/META-INF/services/'; os.makedirs(s,exist_ok=True)
    wr(s+'dev.vigil.cli.Verbs',f'{pkg}.{cls}\n')
verbs('cli','dev.vigil.cli','CliVerbs','The verbs that need a broker or a file, and no cluster.',here,1,['dev.vigil.edge.IngestCommand','dev.vigil.cli.doctor.DoctorCommand','dev.vigil.cli.evaluate.EvaluateCommand','dev.vigil.cli.picture.CompareCommand','dev.vigil.cli.picture.FingerprintCommand'])
verbs('local','dev.vigil.local','LocalVerbs','The verbs that run broker and cluster in this process.',['UpCommand.class','DemoCommand.class'],0,['dev.vigil.cli.Verbs','dev.vigil.local.demo.DemoCommand'])
verbs('bench','dev.vigil.bench','BenchVerbs','The benchmarks.',['BenchCommand.class'],2,['dev.vigil.cli.Verbs'])
t=rd('job/vigil').replace('job/local/target/libraries.classpath','job/bench/target/libraries.classpath').replace('-pl job/local -am','-pl job/bench -am').replace('$home/job/local/target/classes:','$home/job/bench/target/classes:').replace('dev.vigil.local.command.Vigil','dev.vigil.cli.Vigil'); wr('job/vigil',t)
t=rd('job/cluster').replace('job/local/target/libraries.classpath','job/bench/target/libraries.classpath'); wr('job/cluster',t)
for a,b in (('job/local/src/main/resources/dev/vigil/local/bench','job/bench/src/main/resources/dev/vigil/bench'),('job/local/src/main/resources/log4j2.properties','job/cli/src/main/resources/log4j2.properties')):
    os.makedirs(os.path.dirname(b),exist_ok=True); os.system(f'git mv {a} {b}')
for m in ('stream','cli','client','bench'):
    os.makedirs(f'job/{m}/src/test/resources',exist_ok=True); os.system(f'cp job/local/src/test/resources/log4j2-test.properties job/{m}/src/test/resources/')
exec(open(HERE+'/pub.py').read())
