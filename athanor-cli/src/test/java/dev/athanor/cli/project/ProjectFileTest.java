package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.clean.CleaningSettings;
import dev.athanor.document.clean.Kind;
import dev.athanor.document.parse.child.ParserLimits;
import dev.athanor.document.source.jdbc.Database;
import dev.athanor.document.source.jdbc.JdbcQuery;
import dev.athanor.document.source.records.FieldMapping;
import dev.athanor.document.source.records.RecordFormat;
import dev.athanor.document.source.records.Wording;
import dev.athanor.document.source.web.WebSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Budget;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.knowledge.retrieve.CopySettings;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelSettings;
import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.Limits;
import dev.athanor.models.provider.Protocol;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Timeouts;
import dev.athanor.prompt.PromptName;
import dev.athanor.system.ModelUse;
import dev.athanor.system.PromptUse;
import dev.athanor.system.SystemDefinition;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.rag.RagSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {
  @TempDir
  private Path folder;

  private ProjectSettings read(String text) throws IOException {
    Files.writeString(folder.resolve(Project.FILE), text);
    return Project.open(folder).settings();
  }

  @Test
  void whatIsNotWrittenHasItsDefault() throws IOException {
    ProjectSettings settings = read("knowledge:\n  sources:\n    - folder: docs\n");
    assertThat(settings).isEqualTo(new ProjectSettings(
        new KnowledgeSettings(List.of(SourceSettings.of("docs")),
            new ByteSize(100_000_000), CleaningSettings.STANDARD, RetrievalSettings.STANDARD,
            Optional.empty(),
            ParserLimits.STANDARD, Map.of()),
        ModelsSettings.STANDARD, Map.of("ask", SystemDefinition.Extractive.STANDARD), "ask"));
  }

  @Test
  void whatCannotBeMaskedIsNamed() {
    assertThatThrownBy(() -> read("knowledge:\n  sources: [{folder: docs}]\n  cleaning: {mask: [e-mail]}\n"))
        .hasMessageContaining(", line 3, column ")
        .hasMessageContaining("\"e-mail\" is nothing that can be masked; expected"
            + " one of secrets, personal, private-key, url-password, jwt, api-key, email, iban, card, national-id");
    assertThatThrownBy(
        () -> read("knowledge:\n  sources: [{folder: docs}]\n  cleaning: {language: German language}\n"))
        .hasMessageContaining(
            "\"German language\" is no language; expected detect, none, or a tag such as de");
  }

  @Test
  void anEmptyListMasksNothing() throws IOException {
    ProjectSettings settings =
        read("knowledge:\n  sources: [{folder: docs}]\n  cleaning: {mask: [], language: none}\n");
    assertThat(settings.knowledge().cleaning()).isEqualTo(new CleaningSettings(Set.of(),
        new CleaningSettings.Language.Unknown()));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    ProjectSettings settings = read("""
        knowledge:
          sources:
            - folder: docs
              include: ["**/*.md", "*.txt"]
              exclude: drafts/**
            - folder: /srv/wiki
              name: wiki
          maxFileSize: 1.5 MB
          parsing: {memory: 1 GB, timeout: 90 s, processes: 4}
          cleaning:
            mask: [secrets, email]
            language: de-ch
          retrieval:
            mode: keyword
            k: 7
            candidates: 50
            denseWeight: 0.25
            perDocument: 2
            expandParents: false
        systems:
          ask:
            kind: extractive
            passages: 6
            sentences: 12
            citations: 1
            minimumConfidence: 0.9
        """);
    assertThat(settings).isEqualTo(new ProjectSettings(new KnowledgeSettings(List.of(
        new SourceSettings.Folder("docs",
            new SourceRules(Optional.empty(), List.of("**/*.md", "*.txt"), List.of("drafts/**"),
                Map.of(), List.of(), List.of())),
        SourceSettings.of("/srv/wiki").named("wiki")), new ByteSize(1_500_000),
        new CleaningSettings(
            EnumSet.of(Kind.PRIVATE_KEY, Kind.URL_PASSWORD, Kind.TOKEN, Kind.API_KEY, Kind.EMAIL),
            new CleaningSettings.Language.Always("de-CH")),
        new RetrievalSettings(
            Mode.KEYWORD, 7, 50, 0.25, 2, false).with(
                CopySettings.STANDARD.trusting(
                    List.of("documents", "wiki"))),
        Optional.empty(), new ParserLimits(1_000_000_000, Duration.ofSeconds(90), 4), Map.of()),
        ModelsSettings.STANDARD,
        Map.of("ask", new SystemDefinition.Extractive(new AnswerSettings(6, 12, 1, 0.9),
            Budget.UNLIMITED)),
        "ask"));
  }

  @Test
  void limitsThatNoProcessCanKeepAreNamed() {
    assertThatThrownBy(
        () -> read("knowledge:\n  sources:\n    - folder: docs\n  parsing:\n    memory: 1 MB\n"))
        .hasMessageContaining("the memory is 1 MB; expected at least 64 MB").hasMessageContaining("line 5");
  }

  @Test
  void aKeyWithoutAValueIsAsIfItWereNotThere() throws IOException {
    ProjectSettings settings =
        read("knowledge:\n  sources:\n    - folder: docs\n  retrieval:\n    # mode: keyword\n");
    assertThat(settings.knowledge().retrieval()).isEqualTo(RetrievalSettings.STANDARD);
  }

  /** Each mistake with the line and column, and what the message says about it. A backslash n is a line break. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "knowlege: {} | 1 | 1 | unknown key \"knowlege\"; expected one of knowledge, models, systems, ask; did you mean \"knowledge\"?",
      "knowledge:\\n  source: [] | 2 | 3 | unknown key \"source\" in knowledge; expected one of sources, maxFileSize, cleaning, retrieval, index, parsing, chunking, indexes, embedder; did you mean \"sources\"?",
      "knowledge:\\n  sources:\\n    - foldr: docs | 3 | 7 | unknown key \"foldr\" in knowledge.sources[0]; expected one of every, at, name, authority, folder, access, include, exclude, metadata, readers, records, jdbc, web, sitemap, archive, mail, git; did you mean \"folder\"?",
      "knowledge:\\n  sources: [{recrods: a.csv}] | 2 | 14 | unknown key \"recrods\" in knowledge.sources[0]; expected one of every, at, name, authority, folder, access, include, exclude, metadata, readers, records, jdbc, web, sitemap, archive, mail, git; did you mean \"records\"?",
      "knowledge:\\n  sources: [{name: docs}] | 2 | 13 | knowledge.sources[0].folder is missing; expected the folder that the documents are in",
      "knowledge:\\n  sources: [{folder: }] | 2 | 21 | knowledge.sources[0].folder is missing; expected the folder that the documents are in",
      "knowledge:\\n  sources:\\n    - folder: docs\\n      inclde: x | 4 | 7 | unknown key \"inclde\" in knowledge.sources[0]; expected one of every, at, name, authority, folder, access, include, exclude, metadata, readers; did you mean \"include\"?",
      "knowledge:\\n  sources: docs | 2 | 12 | knowledge.sources is \"docs\"; expected a list, each item after a \"-\"",
      "knowledge:\\n  sources:\\n    - docs | 3 | 7 | knowledge.sources[0] is \"docs\"; expected keys with values",
      "knowledge:\\n  sources: [] | 2 | 3 | knowledge.sources is empty; expected at least one item such as \"- folder: docs\"",
      "knowledge: 7 | 1 | 12 | knowledge is \"7\"; expected keys with values",
      "[a, b] | 1 | 1 | the file is a list; expected keys with values",
      "knowledge:\\n  sources: [{folder: [a]}] | 2 | 22 | knowledge.sources[0].folder is a list; expected text",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: many} | 3 | 18 | knowledge.retrieval.k is \"many\"; expected a whole number",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: 1.5} | 3 | 18 | knowledge.retrieval.k is \"1.5\"; expected a whole number",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: \"5\"} | 3 | 18 | knowledge.retrieval.k is \"5\"; expected a whole number",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {k: 0} | 3 | 14 | retrieval.k is 0; expected a whole number from 1 to 10000",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {mode: hybird} | 3 | 21 | knowledge.retrieval.mode is \"hybird\"; expected one of keyword, dense, hybrid; did you mean \"hybrid\"?",
      "knowledge:\\n  sources: [{folder: a}]\\n  retrieval: {expandParents: 1} | 3 | 30 | knowledge.retrieval.expandParents is \"1\"; expected true or false",
      "knowledge:\\n  sources: [{folder: a}]\\n  maxFileSize: huge | 3 | 16 | knowledge.maxFileSize: \"huge\" is no size; expected a number and a unit, such as 100 MB",
      "knowledge:\\n  sources: [{folder: a, include: \"[x\"}] | 2 | 34 | knowledge.sources[0].include: \"[x\" is no file pattern",
      "knowledge:\\n  sources: [{jdbc: 'jdbc:x:y', query: q}] | 2 | 13 | knowledge.sources[0].id is missing; expected the columns of the key, which name a document",
      "knowledge:\\n  sources: [{jdbc: 'jdbc:x:y', password: geheim}] | 2 | 42 | knowledge.sources[0].password is here; a password does not belong in this file: put it in a variable",
      "knowledge:\\n  sources: [{jdbc: 'jdbc:x:y?password=geheim'}] | 2 | 13 | the url of the database holds a password; put it in a variable of the environment",
      "knowledge:\\n  sources: [{web: here}] | 2 | 19 | knowledge.sources[0].web: \"here\" is no address of a web page; expected one such as https://example.org/docs/",
      "knowledge:\\n  sources: [{records: a, delimiter: ab}] | 2 | 37 | knowledge.sources[0].delimiter: \"ab\" is no delimiter; expected one character, such as \";\"",
      "knowledge:\\n  sources: [{folder: a, access: [{match: x}]}] | 2 | 34 | knowledge.sources[0].access[0].readers is missing; expected who may read these documents, such as [hr], or [] for nobody",
      "knowledge:\\n  sources: [{folder: a, readers: '*'}] | 2 | 34 | knowledge.sources[0].readers: \"*\" is no name of a person, group or role",
      "knowledge: {sources: [{folder: a}]}\\nsystems: {ask: {kind: magic}} | 2 | 23 | systems.ask.kind is \"magic\"; expected one of extractive, rag, prompt; did you mean \"rag\"?",
      "knowledge: {sources: [{folder: a}]}\\nsystems: {answer: {}} | 2 | 19 | systems.answer.kind is missing; expected extractive (no model), rag (a model and the documents) or prompt (a model)",
      "knowledge: {}\\nknowledge: {} | 2 | 1 | the key \"knowledge\" is here a second time; remove one of the two",
      "knowledge:\\n  sources:\\n  - folder: a\\n   name: b | 4 | 4 | this is not YAML: ",
      "knowledge: [1 | 1 | 14 | this is not YAML: ",
      "a: b: c | 1 | 5 | this is not YAML: mapping values are not allowed here",
      "\\tknowledge: {} | 1 | 1 | this is not YAML: "})
  void aMistakeIsNamedWithItsPlaceAndWhatWasExpected(String text, int line, int column, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("project-file"))
        .hasMessageStartingWith(folder.resolve(Project.FILE) + ", line " + line + ", column " + column + ": "
            + message);
  }

  @Test
  void everyKindOfSourceIsRead() throws IOException {
    List<SourceSettings> sources = read("""
        knowledge:
          sources:
            - folder: docs
              metadata: {team: sales}
              access:
                - {match: "hr/**", readers: [hr, board]}
                - {match: "drafts/**", readers: []}
              readers: staff
            - records: data/tickets.csv
              name: tickets
              format: csv
              delimiter: ";"
              encoding: windows-1252
              id: [shop, key]
              title: subject
              text: "{subject}: {body}"
              metadataFrom: {author: by.name}
              readersFrom: may
              versionFrom: changed
              group: true
              mediaType: text/html
            - jdbc: jdbc:postgresql://localhost/shop
              name: orders
              user: reader
              passwordVariable: SHOP_PASSWORD
              query: SELECT * FROM orders
              id: number
              fetchSize: 50
              timeout: 5 s
              drivers: lib
            - web: https://example.org/docs/
              name: site
              sitemap: https://example.org/sitemap.xml
              within: [https://example.org/docs/, https://example.org/help/]
              depth: 2
              pages: 30
              pause: 2 s
              timeout: 10 s
            - archive: backups
              name: old
            - mail: post/all.mbox
              name: post
              attachments: false
            - mail: maildir
              name: inbox
        """).knowledge().sources();

    assertThat(sources).containsExactly(
        new SourceSettings.Folder("docs",
            new SourceRules(Optional.empty(), List.of(), List.of(), Map.of("team", "sales"),
                List.of(new SourceRules.Access("hr/**", List.of("hr", "board")),
                    new SourceRules.Access("drafts/**", List
                        .of())),
                List.of("staff"))),
        new SourceSettings.Records("data/tickets.csv",
            new RecordFormat(Optional.of(RecordFormat.Kind.CSV), "", Optional.of(
                ';'), Charset.forName("windows-1252")),
            new FieldMapping(List.of("shop", "key"), true, Optional.of(Wording.of(
                List.of("subject"))), Wording.of(List.of("{subject}: {body}")), Map.of("author", "by.name"),
                Optional.of(
                    "may"),
                Optional.of("changed"), "text/html"),
            SourceRules.NONE.named("tickets")),
        new SourceSettings.Jdbc(
            new Database("jdbc:postgresql://localhost/shop", Optional.of("reader"), Optional.of(
                "SHOP_PASSWORD"), Optional.of(folder.resolve("lib"))),
            new JdbcQuery("SELECT * FROM orders", 50, Duration
                .ofSeconds(5)),
            FieldMapping.named("number"), SourceRules.NONE.named("orders")),
        new SourceSettings.Web(
            new WebSettings(List.of(URI.create("https://example.org/docs/")), List.of(URI.create(
                "https://example.org/sitemap.xml")),
                List.of(URI.create("https://example.org/docs/"), URI.create(
                    "https://example.org/help/")),
                2, 30, 100_000_000, Duration.ofSeconds(10), Duration.ofSeconds(2)),
            SourceRules.NONE.named("site")),
        new SourceSettings.Archive("backups", SourceRules.NONE.named("old")),
        new SourceSettings.Mail("post/all.mbox", false, SourceRules.NONE.named("post")),
        new SourceSettings.Mail("maildir", true, SourceRules.NONE.named("inbox")));
  }

  private static final String KNOWLEDGE = "knowledge: {sources: [{folder: a}]}\n";

  @Test
  void everyKeyOfModelsIsRead() throws IOException {
    ModelsSettings models = read(KNOWLEDGE + """
        models:
          default: openai:gpt-5-mini
          fallback: [local:small, ollama:qwen3:8b]
          settings: {temperature: 0.5, topP: 1, topK: 7, maxOutputTokens: 300, seed: 12345678901, stop: [END],
            reasoningEffort: low, extra: {store: false, tags: [a, 1]}}
          providers:
            openai: {limits: {concurrent: 4, requestsPerMinute: 60, tokensPerMinute: 100000}}
            local:
              protocol: ollama
              baseUrl: http://localhost:8000/v1/
              headers: {X-Team: search}
              keyFile: keys/local
              timeouts: {connect: 2 s, firstToken: 1.5 min, betweenTokens: 500 ms}
            other: {baseUrl: "https://models.example.org", keyVariable: OTHER_KEY}
            open: {baseUrl: "http://localhost:9000", keyless: true}
        """).models();
    assertThat(models.use().model()).contains(ModelName.parse("openai:gpt-5-mini"));
    assertThat(models.use().fallback()).extracting(ModelName::toString).containsExactly("local:small",
        "ollama:qwen3:8b");
    assertThat(models.use().settings())
        .isEqualTo(new ModelSettings(Optional.of(0.5), Optional.of(1.0), Optional.of(7),
            Optional.of(300), Optional.of(12345678901L), List.of("END"), Optional.of("low"),
            Map.of("store", Json.parse("false"),
                "tags", Json.parse("[\"a\",1]"))));
    assertThat(models.providers()).containsExactly(
        ProviderSettings.builtIn("openai").orElseThrow()
            .limited(new Limits(Optional.of(4), Optional.of(60), Optional.of(
                100_000L))),
        ProviderSettings.compatible("local", URI.create("http://localhost:8000/v1")).speaking(Protocol.OLLAMA)
            .withHeaders(Map
                .of("X-Team", "search"))
            .keyFrom(new KeySource.InFile(folder.resolve("keys/local"))).timed(new Timeouts(Duration
                .ofSeconds(2), Duration.ofSeconds(90), Duration.ofMillis(500))),
        ProviderSettings.compatible("other", URI.create("https://models.example.org"))
            .keyFrom(new KeySource.Environment(List
                .of("OTHER_KEY"), true)),
        ProviderSettings.compatible("open", URI.create("http://localhost:9000"))
            .keyFrom(new KeySource.None()));
  }

  @Test
  void everyKeyOfSystemsIsRead() throws IOException {
    ProjectSettings settings = read(KNOWLEDGE + """
        systems:
          support:
            kind: rag
            model: local:small
            fallback: openai:gpt-5-mini
            settings: {temperature: 0}
            prompt: mine
            repair: mend
            minimumSimilarity: 0.6
            cite: paragraph
            quotes: true
            limits: {context: 4000, answer: 500}
            budget: {steps: 9, tokens: 20000, dollars: 0.05, time: 2 min}
          draft:
            kind: prompt
            prompts: [outline, draft]
          quick:
            kind: extractive
            budget: {time: 10 s}
        ask: support
        """);
    assertThat(settings.ask()).isEqualTo("support");
    assertThat(settings.systems()).containsExactly(
        Map.entry("support",
            new SystemDefinition.Rag(new ModelUse(Optional.of(ModelName.parse("local:small")), List.of(
                ModelName.parse("openai:gpt-5-mini")),
                new ModelSettings(Optional.of(0.0), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of())),
                new PromptUse(List.of(PromptName
                    .parse("mine")), Optional.of(PromptName.parse("mend"))),
                new RagSettings(0.6, RagSettings.Cite.PARAGRAPH, true),
                new ContextLimits(4_000, 500),
                Budget.UNLIMITED.steps(9).tokens(20_000).dollars(new BigDecimal("0.05")).time(
                    Duration.ofMinutes(2)))),
        Map.entry("draft", SystemDefinition.Prompted.of(ModelUse.UNSAID, PromptUse.of("outline", "draft"))),
        Map.entry("quick",
            new SystemDefinition.Extractive(AnswerSettings.STANDARD, Budget.UNLIMITED.time(Duration.ofSeconds(
                10)))),
        Map.entry("ask", SystemDefinition.Extractive.STANDARD));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "models: {default: gpt} | models.default: \"gpt\" is no model; expected PROVIDER:MODEL, such as openai:gpt-5-mini",
      "models: {fallback: [\"a:b\", c]} | models.fallback: \"c\" is no model; expected PROVIDER:MODEL",
      "models: {settings: {temperature: -1}} | models.settings.temperature is -1.0; expected a number from 0 to 10",
      "models: {settings: {temprature: 1}} | unknown key \"temprature\" in models.settings; expected one of temperature,",
      "models: {settings: {seed: x}} | models.settings.seed: \"x\" is no seed; expected a whole number",
      "models: {providers: {x: {}}} | models.providers.x.baseUrl is missing; expected where this provider is",
      "models: {providers: {x: {baseUrl: nowhere}}} | models.providers.x.baseUrl: \"nowhere\" is no address of a provider",
      "models: {providers: {x: {baseUrl: \"http://a\", limits: {concurrent: 0}}}} | models.providers.x.limits.concurrent is 0; expected a whole number from 1",
      "models: {providers: {x: {baseUrl: \"http://a\", timeouts: {connect: 5}}}} | models.providers.x.timeouts.connect: \"5\" is no duration; expected a number and a unit, such as 30 s or 5 min",
      "models: {providers: {x: {baseUrl: \"http://a\", protocol: opnai}}} | models.providers.x.protocol is \"opnai\"; expected one of openai, responses, anthropic, gemini, ollama; did you mean \"openai\"?",
      "models: {providers: {x: {baseUrl: \"http://a\", keyFile: f, keyless: true}}} | models.providers.x.keyVariable, keyFile and keyless exclude each other",
      "systems: {x: {kind: rag, prompts: [a]}} | unknown key \"prompts\" in systems.x; expected one of kind,",
      "systems: {x: {kind: prompt, prompt: a, prompts: [b]}} | systems.x.prompts is here beside prompt; keep one of the two",
      "systems: {x: {kind: rag, minimumSimilarity: 2}} | minimumSimilarity is 2.0; expected a number from 0",
      "systems: {x: {kind: rag, cite: word}} | systems.x.cite is \"word\"; expected one of sentence, paragraph, answer",
      "systems: {x: {kind: rag, limits: {context: 100, answer: 50}}} | limits.answer is 50 tokens; expected at least 1 and less than half of limits.context, which is 100",
      "systems: {x: {kind: rag, budget: {dollars: 0}}} | systems.x.budget.dollars is 0; expected more than 0",
      "systems: {x: {kind: rag, budget: {tokens: 1.5}}} | systems.x.budget.tokens is \"1.5\"; expected a whole number",
      "ask: support | there is no system \"support\" in athanor.yaml; nearest: ask; define it there under systems"})
  void aMistakeInModelsOrSystemsIsNamedAsWell(String text, String message) {
    assertThatThrownBy(() -> read(KNOWLEDGE + text))
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code())
            .isEqualTo("project-file"))
        .hasMessageContaining(", line 2, column ").hasMessageContaining(": " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key: sk-proj-abcdefghijklmnop1234", "apiKey: anything",
      "keyVariable: sk-proj-abcdefghijklmnop1234",
      "keyFile: AIzaSyA1234567890abcdefghijklmnopqrst", "headers: {Authorization: Bearer abcdefgh12345678}",
      "headers: {x-api-key: abc}", "headers: {X-Other: 0123456789abcdef0123456789abcdef}"})
  void aKeyInTheFileIsRefusedAndNotRepeated(String text) {
    String key = text.replaceAll(".*: |}", "");
    assertThatThrownBy(
        () -> read(KNOWLEDGE + "models: {providers: {x: {baseUrl: \"http://a\", " + text + "}}}"))
        .hasMessageContaining(
            "a key does not belong in this file: put it in a variable of the environment and name that with"
                + " keyVariable, or in a file outside of version control and name that with keyFile")
        .hasMessageNotContaining(key);
  }

  @Test
  void aProjectWhoseSystemsNeverSearchNeedsNoDocuments() throws IOException {
    assertThat(read("systems: {chat: {kind: prompt}}").knowledge().sources()).isEmpty();
    assertThatThrownBy(() -> read("systems: {support: {kind: rag}}"))
        .hasMessageContaining("knowledge.sources is empty");
  }

  @Test
  void sourcesMustBeTellableApart() {
    assertThatThrownBy(() -> read("knowledge:\n  sources: [{folder: a}, {folder: b}]\n"))
        .hasMessageContaining("the source b has no name; with several sources all but one need a name");
    assertThatThrownBy(() -> read("knowledge:\n  sources: [{folder: a, name: x}, {folder: b, name: x}]\n"))
        .hasMessageContaining("two sources are named \"x\"");
  }

  @Test
  void aFileThatIsNoTextIsSaidToBeNone() throws IOException {
    Files.write(folder.resolve(Project.FILE), "knowledge: 'caf\u00e9'".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Project.open(folder)).hasMessageContaining("is not text in UTF-8");
  }

  @Test
  void aProjectMayHaveNoDocuments() throws IOException {
    assertThat(read("").knowledge().sources()).isEmpty();
    assertThatThrownBy(() -> read("knowledge: {maxFileSize: 1 MB}")).hasMessageContaining(
        "knowledge.sources is empty");
  }

  @Test
  void aByteOrderMarkIsNoMistake() throws IOException {
    assertThat(read("\ufeffknowledge: {sources: [{folder: a}]}").knowledge().sources()).hasSize(1);
  }
}
