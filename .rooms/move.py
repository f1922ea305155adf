#!/usr/bin/env python3
"""Moves classes between modules and packages: git mv, package lines, imports, qualified names."""
import os,re,subprocess,sys,collections
root=sys.argv[1]; os.chdir(root)
L='dev.vigil.local.'; E='dev.vigil.edge.'
files={}   # fqn -> path
scope={}   # fqn -> main|test
for m in ('state-schema','functions','job/stream','job/edge','job/local','k8s-operator'):
    for s in ('main','test'):
        for d,_,fs in os.walk(f'{m}/src/{s}/java'):
            for f in fs:
                if f.endswith('.java') and f!='package-info.java':
                    p=os.path.join(d,f); fqn=p.split('/java/',1)[1][:-5].replace('/','.')
                    assert fqn not in files,fqn
                    files[fqn]=p; scope[fqn]=s
new={}  # fqn -> (module, newpkg, scope)
def mv(fqn,module,pkg,sc=None,name=None):
    new[fqn]=(module,pkg,sc or scope[fqn],name or fqn.rsplit('.',1)[1])
def pk(fqn): return fqn.rsplit('.',1)[0]
def nm(fqn): return fqn.rsplit('.',1)[1]
CLIENT_LIST='Change Draft EntryFile EntryJson EntryRows Listing PreviewedSession Publication Registers Words'.split()
CLIENT_NOTICE='History Register NoticeRows Words'.split()
CLIENT_TEXT='Csv Sheet Times'.split()
for fqn in list(files):
    p,n,s=pk(fqn),nm(fqn),scope[fqn]
    if p=='dev.vigil.edge.sound': mv(fqn,'fixtures','dev.vigil.fixtures.sound')
    elif fqn in (E+'Push',E+'Broker',E+'PushException',E+'HeartbeatPush'): mv(fqn,'client','dev.vigil.client.bus')
    elif p==E[:-1] and n in ('PushTest','BrokerTest','HeartbeatPushTest'): mv(fqn,'client','dev.vigil.client.bus')
    elif n=='TestingKafka': mv(fqn,'fixtures','dev.vigil.fixtures.broker','main')
    elif fqn=='dev.vigil.stream.door.Authorities': mv(fqn,'../state-schema','dev.vigil.schema.wire')
    elif not fqn.startswith(L): continue
    else:
        r=p[len(L):] if p.startswith(L) else ''
        if r=='broker': mv(fqn,'fixtures','dev.vigil.fixtures.broker','main' if n=='SharedBroker' else None)
        elif fqn in (L+'bench.Jvm',L+'bench.Leash'): mv(fqn,'fixtures','dev.vigil.fixtures.process')
        elif n in('DoctorOfEmbeddedITCase','NoticeVerbsITCase'): mv(fqn,'local','dev.vigil.local.embedded')
        elif n=='ReadersTest': mv(fqn,'bench','dev.vigil.rooms')
        elif n=='JavaProcess': mv(fqn,'fixtures','dev.vigil.fixtures.process','main')
        elif r=='bus': mv(fqn,'client','dev.vigil.client.bus')
        elif r=='alerts':
            if n in('AlertsCommand',): mv(fqn,'cli','dev.vigil.cli')
            elif s=='main': mv(fqn,'client','dev.vigil.client.alerts')
            elif n=='ForwarderRightsTest': mv(fqn,'client','dev.vigil.client.alerts')
            else: mv(fqn,'cli','dev.vigil.cli.alerts')
        elif r=='command.list' and s=='main' and n in CLIENT_LIST: mv(fqn,'client','dev.vigil.client.list')
        elif r=='command.notice' and s=='main' and n in CLIENT_NOTICE: mv(fqn,'client','dev.vigil.client.notice')
        elif r=='command' and n in CLIENT_TEXT: mv(fqn,'client','dev.vigil.client.text')
        elif r in('command','doctor','evaluate','picture','command.list','command.notice'):
            if n in('UpCommand','UpCommandTest'): mv(fqn,'local','dev.vigil.local')
            else: mv(fqn,'cli','dev.vigil.cli'+('' if r=='command' else '.'+r.replace('command.','')))
        elif r.startswith('bench'): mv(fqn,'bench','dev.vigil.bench'+r[5:])
        elif n in('ListITCase','NotifierITCase','LookBackITCase','LateBridgeITCase','MediaJobITCase'): pass
        elif r in('caughtup','jobs') and s=='test': mv(fqn,'stream','dev.vigil.stream.'+r)
        elif r.startswith('rooms'): mv(fqn,'bench','dev.vigil.'+r)
        elif r in('embedded','demo','process','security'): pass
        else: print('stays',fqn)
infos={}
# package-info: dir moves
INFO={'job/edge/src/main/java/dev/vigil/edge/sound':('fixtures','dev.vigil.fixtures.sound'),
 'job/local/src/main/java/dev/vigil/local/broker':('fixtures','dev.vigil.fixtures.broker'),
 'job/local/src/main/java/dev/vigil/local/bus':('client','dev.vigil.client.bus'),
 'job/local/src/main/java/dev/vigil/local/alerts':('client','dev.vigil.client.alerts'),
 'job/local/src/main/java/dev/vigil/local/command':('cli','dev.vigil.cli'),
 'job/local/src/main/java/dev/vigil/local/command/list':('cli','dev.vigil.cli.list'),
 'job/local/src/main/java/dev/vigil/local/command/notice':('cli','dev.vigil.cli.notice'),
 'job/local/src/main/java/dev/vigil/local/doctor':('cli','dev.vigil.cli.doctor'),
 'job/local/src/main/java/dev/vigil/local/evaluate':('cli','dev.vigil.cli.evaluate'),
 'job/local/src/main/java/dev/vigil/local/picture':('cli','dev.vigil.cli.picture'),
 'job/local/src/main/java/dev/vigil/local/bench':('bench','dev.vigil.bench'),
 'job/local/src/main/java/dev/vigil/local/bench/audio':('bench','dev.vigil.bench.audio'),
 'job/local/src/main/java/dev/vigil/local/bench/years':('bench','dev.vigil.bench.years'),
 'job/local/src/main/java/dev/vigil/local/bench/live':('bench','dev.vigil.bench.live')}
def target(module,pkg,sc,name): return f'job/{module}/src/{sc}/java/{pkg.replace(".","/")}/{name}.java'
full={f:f'{new[f][1]}.{new[f][3]}' if f in new else f for f in files}
members=collections.defaultdict(set)  # old package -> simple names
for f in files: members[pk(f)].add(nm(f))
moved={f for f in files if full[f]!=f}
IDENT=re.compile(r'\b[A-Z]\w*\b')
def strip(text):  # comments and strings out, roughly; javadoc links count as uses only where {@link
    text=re.sub(r'"(?:\\.|[^"\\\n])*"','""',text)
    return text
texts={}
qual=re.compile(r'\bdev\.vigil(?:\.[a-z]\w*)+\.([A-Z]\w*)')
for fqn,path in files.items():
    t=open(path).read(); old=pk(fqn); newpkg=pk(full[fqn])
    body=strip(t)
    body_noimp=re.sub(r'(?m)^(package|import) .*$','',body)
    used=set(IDENT.findall(re.sub(r'/\*.*?\*/|//[^\n]*','',body_noimp,flags=re.S)))
    doc=set(re.findall(r'\{@link(?:plain)?\s+([A-Z]\w*)',body)) | set(re.findall(r'@(?:see|throws)\s+([A-Z]\w*)',body))
    imported={i.rsplit('.',1)[1] for i in re.findall(r'(?m)^import ([\w.]+);',t)}
    def rq(m):
        f=m.group(0)
        return full.get(f,f)
    t2=qual.sub(rq,t)
    need=set()
    for n in members[old]:
        o=f'{old}.{n}'
        if n in (used|doc) and o!=fqn and n not in imported and pk(full[o])!=newpkg:
            need.add(full[o])
    # nested-type declarations shadow: skip if file declares its own n
    need={x for x in need if not re.search(r'\b(class|record|enum|interface)\s+'+nm(x)+r'\b',body_noimp)}
    # drop imports that are now of the same package
    t2=re.sub(r'(?m)^import '+re.escape(newpkg)+r'\.[A-Z]\w*;\n','',t2)
    if newpkg!=old: t2=re.sub(r'(?m)^package [\w.]+;',f'package {newpkg};',t2,count=1)
    if need:
        imps=''.join(f'import {x};\n' for x in sorted(need))
        m=re.search(r'(?m)^import (?!static)',t2)
        if m: t2=t2[:m.start()]+imps+t2[m.start():]
        else:
            m=re.search(r'(?m)^package [^\n]*\n(?:\n(?:import static [^\n]*\n)+)?',t2)
            t2=t2[:m.end()]+'\n'+imps+t2[m.end():]
    texts[fqn]=(t,t2)
for fqn,(t,t2) in texts.items():
    path=files[fqn]
    if fqn in new:
        module,pkg,sc,name=new[fqn]; to=target(module,pkg,sc,name)
        if to!=path:
            os.makedirs(os.path.dirname(to),exist_ok=True)
            subprocess.check_call(['git','mv',path,to]); path=to
    if t!=t2: open(path,'w').write(t2)
for d,(module,pkg) in INFO.items():
    p=d+'/package-info.java'
    if os.path.exists(p):
        to=target(module,pkg,'main','package-info'); os.makedirs(os.path.dirname(to),exist_ok=True)
        subprocess.check_call(['git','mv',p,to])
        s=open(to).read(); s=re.sub(r'(?m)^package [\w.]+;',f'package {pkg};',s); s=qual.sub(lambda m:full.get(m.group(0),m.group(0)),s); open(to,'w').write(s)
# package-info imports elsewhere
for d,_,fs in os.walk('.'):
    if '/target/' in d or '/.git' in d: continue
    for f in fs:
        if f=='package-info.java':
            p=os.path.join(d,f); s=open(p).read(); s2=qual.sub(lambda m:full.get(m.group(0),m.group(0)),s)
            if s!=s2: open(p,'w').write(s2)
print(len(moved),'classes moved')
