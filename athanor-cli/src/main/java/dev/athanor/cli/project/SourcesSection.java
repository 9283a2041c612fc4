package dev.athanor.cli.project;

import dev.athanor.document.Principals;
import dev.athanor.document.source.Glob;
import dev.athanor.document.source.jdbc.Database;
import dev.athanor.document.source.jdbc.JdbcQuery;
import dev.athanor.document.source.records.FieldMapping;
import dev.athanor.document.source.records.RecordFormat;
import dev.athanor.document.source.records.Wording;
import dev.athanor.document.source.web.WebSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.yaml.TimeSpan;
import dev.athanor.yaml.YamlMap;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the items of {@code knowledge.sources}. */
final class SourcesSection {
  private static final List<String> OTHER_KINDS =
      List.of("records", "jdbc", "web", "sitemap", "archive", "mail", "git");

  private final Path project;
  private final ByteSize maxFileSize;

  SourcesSection(Path project, ByteSize maxFileSize) {
    this.project = project;
    this.maxFileSize = maxFileSize;
  }

  /** One of the items: its kind is the key that it has. */
  SourceSettings read(YamlMap map) {
    List<String> keys = map.keys();
    SourceSettings source = keys.contains("records") ? records(map)
        : keys.contains("jdbc") ? jdbc(map)
            : keys.contains("web") || keys.contains("sitemap") ? web(map)
                : keys.contains("archive") ? archive(map)
                    : keys.contains("mail") ? mail(map)
                        : keys.contains("git") ? GitSection.read(map, rules(map))
                            : folder(map);
    map.finish();
    return source;
  }

  private static SourceSettings folder(YamlMap map) {
    Optional<String> folder = map.text("folder");
    SourceRules rules = rules(map);
    if (folder.isEmpty()) {
      OTHER_KINDS.forEach(map::text);
      map.finish(); // a kind that is mistyped is an unknown key, and no folder that is missing
    }
    return new SourceSettings.Folder(required(map, "folder", "the folder that the documents are in"), rules);
  }

  private static SourceSettings archive(YamlMap map) {
    return new SourceSettings.Archive(required(map, "archive", "the file or folder that the archives are in"),
        rules(map));
  }

  private static SourceSettings mail(YamlMap map) {
    return new SourceSettings.Mail(required(map, "mail", "the file or folder that the mails are in"),
        map.yesOrNo("attachments").orElse(true), rules(map));
  }

  private static SourceSettings records(YamlMap map) {
    String path = required(map, "records", "the file or folder that the records are in");
    RecordFormat format =
        new RecordFormat(map.oneOf("format", RecordFormat.Kind.values()), map.text("items").orElse(""),
            map.read("delimiter", SourcesSection::delimiter), map.read("encoding", SourcesSection::encoding)
                .orElse(StandardCharsets.UTF_8));
    return new SourceSettings.Records(path, format, mapping(map), rules(map));
  }

  private static char delimiter(String text) {
    if (text.length() != 1) {
      throw AthanorException.user("delimiter",
          "\"" + text + "\" is no delimiter; expected one character, such as \";\"");
    }
    return text.charAt(0);
  }

  private static Charset encoding(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new AthanorException("encoding", Category.USER, false, "\"" + name
          + "\" is no encoding that is known here; expected one such as UTF-8 or windows-1252", e);
    }
  }

  private SourceSettings jdbc(YamlMap map) {
    String url = required(map, "jdbc", "the url of the database");
    if (map.keys().contains("password")) {
      throw SecretGuard.databasePassword(map);
    }
    Optional<String> variable =
        map.text("passwordVariable").map(name -> SecretGuard.variable(map, "passwordVariable",
            name));
    Optional<String> user = map.text("user");
    Optional<Path> drivers = map.text("drivers").map(project::resolve);
    Database database = map.build(() -> new Database(url, user, variable, drivers));
    JdbcQuery standard = JdbcQuery.of(required(map, "query", "a SELECT"));
    JdbcQuery query =
        new JdbcQuery(standard.sql(), map.atLeastOne("fetchSize").orElse(standard.fetchSize()), map.read(
            "timeout", TimeSpan::parse).orElse(standard.timeout()));
    if (map.texts("id").isEmpty()) {
      throw map.problem("id",
          map.inside("id") + " is missing; expected the columns of the key, which name a document");
    }
    return new SourceSettings.Jdbc(database, query, mapping(map), rules(map));
  }

  private SourceSettings web(YamlMap map) {
    List<URI> start = map.reads("web", SourcesSection::address);
    List<URI> sitemaps = map.reads("sitemap", SourcesSection::address);
    List<URI> within = map.reads("within", SourcesSection::address);
    int depth = map.wholeNumber("depth").orElse(5);
    int pages = map.atLeastOne("pages").orElse(1000);
    Duration timeout = map.read("timeout", TimeSpan::parse).orElse(Duration.ofSeconds(30));
    Duration pause = map.read("pause", TimeSpan::parse).orElse(Duration.ofSeconds(1));
    WebSettings settings =
        map.build(() -> new WebSettings(start, sitemaps, within, depth, pages, maxFileSize.bytes(),
            timeout, pause));
    return new SourceSettings.Web(settings, rules(map));
  }

  private static URI address(String text) {
    try {
      WebSettings.of(URI.create(text));
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new AthanorException("web-address", Category.USER, false, "\"" + text
          + "\" is no address of a web page; expected one such as https://example.org/docs/", e);
    }
  }

  private static FieldMapping mapping(YamlMap map) {
    return new FieldMapping(map.texts("id"), map.yesOrNo("group").orElse(false),
        Optional.of(map.texts("title")).filter(
            title -> !title.isEmpty()).map(Wording::of),
        Wording.of(map.texts("text")), pairs(map, "metadataFrom"), map
            .text("readersFrom"),
        map.text("versionFrom"), map.text("mediaType").orElse(FieldMapping.MARKDOWN));
  }

  private static SourceRules rules(YamlMap map) {
    List<SourceRules.Access> access = new ArrayList<>();
    for (YamlMap rule : map.maps("access")) {
      String match = required(rule, "match", "a pattern of documents' names");
      patterns(rule, "match");
      if (!rule.keys().contains("readers")) {
        throw rule.problem("readers", rule.inside("readers")
            + " is missing; expected who may read these documents, such as [hr], or [] for nobody");
      }
      access.add(new SourceRules.Access(match, principals(rule)));
      rule.finish();
    }
    return new SourceRules(map.text("name"), patterns(map, "include"), patterns(map, "exclude"),
        pairs(map, "metadata"),
        access, principals(map));
  }

  private static List<String> principals(YamlMap map) {
    List<String> names = map.texts("readers");
    for (String name : names) {
      try {
        Principals.of(List.of(name));
      } catch (AthanorException e) {
        throw map.problem("readers", map.inside("readers") + ": " + e.getMessage());
      }
    }
    return names;
  }

  private static Map<String, String> pairs(YamlMap map, String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    YamlMap inner = map.map(key);
    inner.keys().forEach(name -> inner.text(name).ifPresent(value -> pairs.put(name, value)));
    return pairs;
  }

  private static String required(YamlMap map, String key, String expected) {
    return map.text(key)
        .orElseThrow(() -> map.problem(key, map.inside(key) + " is missing; expected " + expected));
  }

  private static List<String> patterns(YamlMap map, String key) {
    List<String> patterns = map.texts(key);
    for (String pattern : patterns) {
      try {
        Glob.of(pattern);
      } catch (AthanorException e) {
        throw map.problem(key, map.inside(key) + ": " + e.getMessage());
      }
    }
    return patterns;
  }
}
