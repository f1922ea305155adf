import collections
def pubclass(path,name):
    t=rd(path)
    t2=re.sub(r'(?m)^(\s*)((?:(?:abstract|final|static|sealed)\s+)*(?:class|record|enum|interface)\s+'+name+r'\b)',r'\1public \2',t,count=1)
    if t2==t: print('no class',path,name)
    wr(path,t2)
def pubmember(path,name):
    t=rd(path)
    # every package-private member of that name, at class level (4 or 8 spaces)
    mods=r'((?:(?:static|final|abstract|synchronized|volatile|default)\s+)*(?:<[^>\n]+>\s+)?[\w.<>,\[\]? ]+?\s+)?'
    no=r'(?! |public|private|protected|return|throw|new|else|if|for|case|assert|try|yield|\.)'
    def add(m): return m.group(0) if (m.group(2) is None and not name[0].isupper()) else f'{m.group(1)}public {m.group(2) or ""}{m.group(3)}{m.group(4)}'
    t2=re.sub(r'(?m)^( {4})'+no+mods+'('+name+r')(\s*(?:\(|=|;))',add,t)
    t2=re.sub(r'(?m)^( {8})'+no+mods+'('+name+r')(\s*\()',add,t2)
    if t2==t: print('no member',path,name)
    wr(path,t2)
def find(fqn):
    c=fqn.replace('.','/')
    for p in glob.glob('**/src/*/java/'+c+'.java',recursive=True): return p
PUB=HERE+'/public.txt'
if os.path.exists(PUB):
    done=set()
    for line in open(PUB):
        fqn,member=line.split()
        if (fqn,member) in done: continue
        done.add((fqn,member))
        outer=fqn; p=find(outer)
        while p is None and '.' in outer: outer=outer.rsplit('.',1)[0]; p=find(outer)
        if p is None: print('no file',fqn); continue
        if member=='-': pubclass(p,fqn.rsplit('.',1)[1])
        else: pubmember(p,member)
