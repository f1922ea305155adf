import glob
def rd(p): return open(p).read()
def wr(p,t): open(p,'w').write(t)
PUBSRC=open(HERE+'/pub.py').read().split("PUB='")[0]
exec(PUBSRC)
def one(fqn,member):
    outer=fqn; p=find(outer)
    while p is None and '.' in outer: outer=outer.rsplit('.',1)[0]; p=find(outer)
    if p is None: print('no file',fqn); return
    pubclass(p,fqn.rsplit('.',1)[1]) if member=='-' else pubmember(p,member)
