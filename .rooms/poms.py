import re,sys,os
os.chdir(sys.argv[1])
HEAD='''<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>dev.vigil</groupId>
    <artifactId>vigil-parent</artifactId>
    <version>0.1.0</version>
    <relativePath>../../pom.xml</relativePath>
  </parent>
'''
def d(g,a,scope=None,extra=''):
    s=f'<scope>{scope}</scope>' if scope else ''
    return f'    <dependency><groupId>{g}</groupId><artifactId>{a}</artifactId>{extra}{s}</dependency>\n'
V='dev.vigil'; K='org.apache.kafka'; F='org.apache.flink'
JAVACV='''    <dependency><groupId>org.bytedeco</groupId><artifactId>javacv</artifactId>
      <exclusions><exclusion><groupId>org.bytedeco</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId><classifier>${javacpp.platform}</classifier></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><classifier>${javacpp.platform}</classifier></dependency>
'''
def ban(message,*ex):
    x=''.join(f'                    <exclude>{e}</exclude>\n' for e in ex)
    return f'''      <plugin>
        <artifactId>maven-enforcer-plugin</artifactId>
        <executions>
          <execution>
            <id>room</id>
            <goals><goal>enforce</goal></goals>
            <configuration>
              <rules>
                <bannedDependencies>
                  <message>{message}</message>
                  <excludes>
{x}                  </excludes>
                </bannedDependencies>
              </rules>
            </configuration>
          </execution>
        </executions>
      </plugin>
'''
def pom(m,desc,deps,plugins=''):
    os.makedirs(f'job/{m}',exist_ok=True)
    b=f'\n  <build>\n    <plugins>\n{plugins}    </plugins>\n  </build>\n' if plugins else ''
    open(f'job/{m}/pom.xml','w').write(HEAD+f'  <artifactId>vigil-{m}</artifactId>\n  <name>Vigil :: job/{m}</name>\n  <description>{desc}</description>\n\n  <dependencies>\n{deps}  </dependencies>\n{b}</project>\n')
pom('fixtures','What tests, benchmarks and the embedded default start: a broker, music, child JVMs.',
 d(V,'vigil-state-schema')+d(K,'kafka-clients')+d(K,'kafka_2.13')+d(K,'kafka-metadata')+d(K,'kafka-server')+JAVACV+d('org.junit.jupiter','junit-jupiter-api','provided')+d('org.assertj','assertj-core','provided')+d('org.awaitility','awaitility','provided'),
 ban('Fixtures depend on nothing of ours above the schema.','dev.vigil:vigil-functions','dev.vigil:vigil-client','dev.vigil:vigil-stream','dev.vigil:vigil-edge'))
pom('client','What any client of the topics needs: bus, list and notice logic, forwarding of alerts.',
 d(V,'vigil-functions')+d(K,'kafka-clients')+d('org.apache.commons','commons-text')+d('org.awaitility','awaitility','test')+d(V,'vigil-fixtures','test')+d('org.apache.logging.log4j','log4j-slf4j-impl','test'),
 ban('A client of the topics brings neither Flink nor a command line nor native decoders.',*[f'{g}:*:*:*:{s}' for g in ('org.apache.flink','info.picocli','org.bytedeco') for s in ('compile','runtime')]))
t=open('job/edge/pom.xml').read()
t=t.replace(d(V,'vigil-functions')+d(K,'kafka-clients'),d(V,'vigil-client')+d(K,'kafka-clients'))
t=t.replace("    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><scope>test</scope></dependency>\n",d(V,'vigil-fixtures','test')+"    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><scope>test</scope></dependency>\n")
open('job/edge/pom.xml','w').write(t)
t=open('job/stream/pom.xml').read()
t=t.replace('<exclude>org.bytedeco:*</exclude>\n                    <exclude>org.apache.kafka:kafka_2.13</exclude>','\n                    '.join(f'<exclude>{a}:*:*:{s}</exclude>' for a in ('org.bytedeco:*','org.apache.kafka:kafka_2.13','info.picocli:*') for s in ('compile','runtime')))
t=t.replace("    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-test-utils</artifactId><scope>test</scope></dependency>\n",
 "    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-test-utils</artifactId><scope>test</scope></dependency>\n"+d(V,'vigil-fixtures','test')+d(V,'vigil-edge','test')+d('org.awaitility','awaitility','test')+d('org.apache.logging.log4j','log4j-core','test')+d('org.apache.logging.log4j','log4j-slf4j-impl','test'))
t=t.replace('''      <plugin>
        <artifactId>maven-shade-plugin''','''      <plugin>
        <artifactId>maven-jar-plugin</artifactId>
        <executions>
          <!-- Sites and sources that the tests of modules above start their jobs with. -->
          <execution><id>tests</id><goals><goal>test-jar</goal></goals></execution>
        </executions>
      </plugin>
      <plugin>
        <artifactId>maven-shade-plugin''')
open('job/stream/pom.xml','w').write(t)
pom('cli','The vigil command: verbs, doctor, pictures, evaluation.',
 d(V,'vigil-client')+d(V,'vigil-edge')+d(V,'vigil-stream')+d(F,'flink-streaming-java')+d(F,'flink-clients')+d(F,'flink-statebackend-rocksdb')+d('info.picocli','picocli')+d('com.github.freva','ascii-table')+d('org.apache.logging.log4j','log4j-core')+d('org.apache.logging.log4j','log4j-slf4j-impl')+d(V,'vigil-fixtures','test')+d('org.awaitility','awaitility','test')+d('io.cloudevents','cloudevents-kafka','test'),
 '''      <plugin>
        <artifactId>maven-jar-plugin</artifactId>
        <executions>
          <execution><id>tests</id><goals><goal>test-jar</goal></goals></execution>
        </executions>
      </plugin>
'''+ban('The command embeds neither a broker nor a cluster.',*[f'{a}:*:*:{s}' for a in ('org.apache.kafka:kafka_2.13','org.apache.flink:flink-runtime-web') for s in ('compile','runtime')]))
old=open('job/local/pom.xml').read()
plugins=re.search(r'    <plugins>\n(.*)    </plugins>',old,re.S).group(1)
H=re.search(r'    <!-- Operator harnesses.*?</dependency>\n.*?</dependency>\n',old,re.S).group(0)
pom('local','The embedded default: broker, mini cluster, vigil up and vigil demo.',
 d(V,'vigil-cli')+d(V,'vigil-fixtures')+d(F,'flink-runtime-web')+d(V,'vigil-stream','test','<version>${project.version}</version><type>test-jar</type>')+d(V,'vigil-cli','test','<version>${project.version}</version><type>test-jar</type>')+d('org.awaitility','awaitility','test'))
pom('bench','Every benchmark and fault suite; the class path of the vigil command on a machine of development.',
 d(V,'vigil-local')+H+d(V,'vigil-stream','test','<version>${project.version}</version><type>test-jar</type>')+d(V,'vigil-cli','test','<version>${project.version}</version><type>test-jar</type>')+d('org.awaitility','awaitility','test')+d('io.cloudevents','cloudevents-kafka','test')+d('com.tngtech.archunit','archunit-junit5','test'),
 plugins)
p=open('pom.xml').read()
p=p.replace('    <module>job/stream</module>\n    <module>job/edge</module>\n    <module>job/local</module>\n',''.join(f'    <module>job/{m}</module>\n' for m in ('fixtures','client','edge','stream','cli','local','bench')))
p=p.replace('      <dependency><groupId>dev.vigil</groupId><artifactId>vigil-edge</artifactId><version>${project.version}</version></dependency>\n',''.join(f'      <dependency><groupId>dev.vigil</groupId><artifactId>vigil-{m}</artifactId><version>${{project.version}}</version></dependency>\n' for m in ('fixtures','client','edge','cli','local')))
p=p.replace('      <dependency><groupId>org.apache.commons</groupId><artifactId>commons-lang3','      <dependency><groupId>org.apache.commons</groupId><artifactId>commons-text</artifactId><version>1.10.0</version></dependency>\n      <dependency><groupId>org.apache.commons</groupId><artifactId>commons-lang3')
open('pom.xml','w').write(p)
