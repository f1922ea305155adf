import os
HERE=os.path.dirname(os.path.abspath(__file__))
import re,subprocess,os,sys
os.chdir(os.path.dirname(HERE))
extra=sys.argv[1:]
exec(open(HERE+'/fixdefs.py').read())
for i in range(12):
    r=subprocess.run(['mvn','-B','-q','install','-Dspotless.check.skip','-pl','!k8s-operator','-Dmaven.compiler.maxerrs=1000','-Dmaven.compiler.compilerArgs=-Xmaxerrs,1000']+extra,capture_output=True,text=True)
    out=r.stdout+r.stderr
    if r.returncode==0: print('OK after',i); break
    new=set()
    for m in re.finditer(r'\] ([\w.]+) is not public in ([\w.]+); cannot be accessed',out):
        n,pkg=m.groups()
        if '.' in n or re.match(r'^[a-z.]+$',pkg): new.add((n if '.' in n else pkg+'.'+n,'-'))
    for m in re.finditer(r'\] ([\w]+)(?:\([^\n]*?\))? is not public in ([\w.]+); cannot be accessed',out):
        n,cls=m.groups()
        if re.match(r'^[a-z.]+$',cls): new.add((cls+'.'+n,'-'))
        else: new.add((cls,n))
    for m in re.finditer(r'\] ([\w]+)\([^\n]*?\) (?:in [\w.]+ )?is not public in ([\w.]+)',out): new.add((m.group(2),m.group(1)))
    for m in re.finditer(r'\] <[^>\n]+>(\w+)\([^\n]*\) is not public in ([\w.]+);',out): new.add((m.group(2),m.group(1)))
    for m in re.finditer(r'method (\w+) in class (dev\.vigil\.stream\.jobs\.\w+) cannot be applied',out): new.add((m.group(2),m.group(1)))
    if not new:
        print('\n'.join(sorted(set(l for l in out.splitlines() if re.search(r'ERROR.*\.java:|ERROR.*goal|symbol:|ERROR.*location',l))))[:6000]); break
    with open(HERE+'/public.txt','a') as f:
        for a,b in sorted(new): f.write(f'{a} {b}\n')
    print(i,len(new))
    for a,b in sorted(new): one(a,b)
