package dev.athanor.document.source.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsSourceTest extends SourceContract {
  private static final FieldMapping MAPPED = new FieldMapping(List.of("key"), false,
      Optional.of(Wording.of(List.of("subject"))), Wording.of(List.of("{subject}\n\n{body}")),
      Map.of("author", "by.name", "tags", "tags"), Optional.of("may"), Optional.empty(),
      FieldMapping.MARKDOWN);

  @TempDir
  Path folder;

  private final Map<String, String> records = new TreeMap<>();

  @Override
  protected Source source() {
    return source(FieldMapping.named("key"), 1_000_000);
  }

  @Override
  protected void put(String name, String text) throws IOException {
    records.put(name, "{\"key\": \"" + name + "\", \"body\": \"" + text + "\"}");
    save();
  }

  @Override
  protected void remove(String name) throws IOException {
    records.remove(name);
    save();
  }

  private void save() throws IOException {
    Files.write(folder.resolve("all.jsonl"), records.values());
  }

  @Override
  protected void breakListing() throws IOException {
    records.put("b", "{\"key\": \"b\", \"bo");
    save();
  }

  @Override
  protected String id(String name) {
    return "tickets/" + name;
  }

  private Source source(FieldMapping mapping, long maxBytes) {
    return source(mapping, maxBytes, RecordFormat.STANDARD);
  }

  private Source source(FieldMapping mapping, long maxBytes, RecordFormat format) {
    SourceId id = new SourceId("tickets");
    FolderSource files = new FolderSource(id, folder, "", new Selection(List.of(), List.of(), Long.MAX_VALUE),
        InstantSource.system());
    return new RecordsSource(id, files, "tickets/", format, mapping, maxBytes);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private static List<String> ids(Listing listing) {
    return listing.entries().stream().map(entry -> entry.document().value()).toList();
  }

  private String text(Source source, String name) throws IOException {
    return read(source, name).text();
  }

  @Test
  void fields_become_title_text_metadata_and_readers() throws IOException {
    write("t.json", """
        {"page": 1, "data": {"tickets": [
          {"key": 7, "subject": "Printer", "body": "It burns.", "by": {"name": "Ann"}, "tags": ["hot", "old"],
           "may": ["it", "hr"]},
          {"key": 8, "subject": "Desk", "body": null, "may": "it, cn"},
          {"key": 9, "subject": "Chair"}]}}
        """);
    Source source =
        source(MAPPED, 1_000_000, new RecordFormat(Optional.empty(), "data.tickets", Optional.empty(),
            StandardCharsets.UTF_8));

    Read seven = read(source, "7");

    assertThat(seven.text()).isEqualTo("Printer\n\nIt burns.");
    assertThat(seven.content().mediaType()).contains("text/markdown");
    assertThat(seven.content().attributes())
        .isEqualTo(new Attributes(Optional.of("Printer"), Map.of("author", "Ann",
            "tags", "hot, old"), Optional.of(new Readers(Set.of("hr", "it")))));
    assertThat(read(source, "8").content().attributes().readers()).contains(new Readers(Set.of("it", "cn")));
    assertThat(read(source, "9").content().attributes().readers()).as("nobody is named")
        .contains(new Readers(Set
            .of()));
    assertThat(entry(source, "8").location().toString()).endsWith("t.json#line=4");
  }

  @Test
  void a_broken_line_is_named_and_the_rest_goes_on() throws IOException {
    write("t.jsonl", "{\"key\": \"a\"}", "{\"key\": ", "", "[1]", "{\"other\": 1}", "{\"key\": \"z\"}");

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("tickets/a", "tickets/z");
    assertThat(listing.failed().keySet()).extracting(DocumentId::value).containsExactly("tickets/t.jsonl:2",
        "tickets/t.jsonl:4", "tickets/t.jsonl:5");
    assertThat(listing.failed().get(new DocumentId("tickets/t.jsonl:2")))
        .startsWith("line 2 is no JSON (Unexpected")
        .endsWith("; mend it or remove it");
    assertThat(listing.failed()).containsEntry(new DocumentId("tickets/t.jsonl:4"),
        "line 4 is JSON, but no object; expected {\"field\": \"value\"}")
        .containsEntry(new DocumentId("tickets/t.jsonl:5"),
            "line 5 has no value in key, which name the document; fill it in, or name other fields under `id`");
    assertThat(listing.gaps())
        .containsExactly("t.jsonl: 3 records could not be read, so that no document is taken for"
            + " deleted; mend the lines that are named");
  }

  @Test
  void columns_are_fields_whatever_stands_between_them() throws IOException {
    write("a.csv", "\uFEFFkey,body", "1,\"two\nlines, one value\"", "2,ü");
    write("b.csv", "key;body", "3;x, y");
    write("c.tsv", "key\tbody", "4\tx; y");

    Source source =
        source(new FieldMapping(List.of("key"), false, Optional.empty(), Wording.of(List.of("body")), Map
            .of(), Optional.empty(), Optional.empty(), "text/plain"), 1000);

    assertThat(text(source, "1")).isEqualTo("two\nlines, one value");
    assertThat(text(source, "2")).isEqualTo("ü");
    assertThat(text(source, "3")).isEqualTo("x, y");
    assertThat(text(source, "4")).isEqualTo("x; y");
    assertThat(source.list().isComplete()).isTrue();
  }

  @Test
  void a_broken_row_of_columns_is_named_and_the_rest_goes_on() throws IOException {
    write("t.csv", "key,body", "1,a", "2,b,c", "3,\"x\"y", "4,d", "5,\"never closed", "6,e");

    Listing listing = source().list();

    assertThat(ids(listing)).contains("tickets/1", "tickets/4").doesNotContain("tickets/2", "tickets/5");
    assertThat(listing.failed()).containsEntry(new DocumentId("tickets/t.csv:3"),
        "line 3 has 3 columns, but there are 2 names in the first line; mend it or remove it");
    assertThat(listing.failed().get(new DocumentId("tickets/t.csv:4"))).startsWith(
        "line 4 has a quote that is not closed or stands in the middle of a value (");
    assertThat(listing.failed().get(new DocumentId("tickets/t.csv:6"))).startsWith(
        "line 6 has a quote that is not closed");
    assertThat(listing.isComplete()).isFalse();
  }

  @Test
  void a_column_that_is_not_there_and_an_encoding_that_is_another_are_named() throws IOException {
    write("a.csv", "id,body", "1,a");
    Files.write(folder.resolve("b.csv"), "key,body\n1,Größe\n".getBytes(Charset.forName("windows-1252")));

    assertThat(source().list().gaps()).containsExactly(
        "a.csv: could not be read to its end, so that no document is taken for deleted: there is no column \"key\";"
            + " there are id, body",
        "b.csv: could not be read to its end, so that no document is taken for deleted: it is not in UTF-8; name its"
            + " encoding, such as \"encoding: windows-1252\"");
    Files.delete(folder.resolve("a.csv"));
    assertThat(
        text(source(FieldMapping.named("key"), 1000, new RecordFormat(Optional.empty(), "", Optional.empty(),
            Charset.forName("windows-1252"))), "1"))
        .contains("Größe");
  }

  @Test
  void columns_of_one_name_all_count_unless_one_of_them_is_asked_for() throws IOException {
    write("a.csv", "key,note,note", "1,left,right");
    write("b.csv", "key,key,note", "2,3,x");

    assertThat(text(source(FieldMapping.named("key"), 1000), "1")).contains("note: left, right");
    assertThat(source().list().gaps()).containsExactly(
        "b.csv: could not be read to its end, so that no document is taken for deleted: there are several columns"
            + " \"key\"; give them names of their own");
  }

  @Test
  void a_file_that_breaks_off_gives_what_it_has_and_says_so() throws IOException {
    write("t.json", "[{\"key\": \"a\"},", "{\"key\": \"b\"},", "{\"key\": ");
    write("u.json", "{\"rows\": []}");

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("tickets/a", "tickets/b");
    assertThat(listing.gaps()).hasSize(2);
    assertThat(listing.gaps().getFirst()).contains("t.json: could not be read to its end",
        "from line 3 on: it is no JSON");
    assertThat(listing.gaps().getLast())
        .endsWith("it has no list at its top; name the fields that lead to the list of"
            + " records under `items`, such as \"items: data.tickets\"");
  }

  @Test
  void a_record_that_is_too_long_is_named_and_not_held_in_memory() throws IOException {
    write("a.jsonl", "{\"key\": \"a\", \"b\": \"" + "x".repeat(300_000) + "\"}", "{\"key\": \"b\"}");
    write("b.json", "[{\"key\": \"c\"}, {\"key\": \"d\", \"b\": \"" + "x".repeat(300_000) + "\"}]");
    write("c.csv", "key,b", "e,\"" + "x\n".repeat(150_000));

    Listing listing = source(FieldMapping.named("key"), 1000).list();

    assertThat(ids(listing)).containsExactly("tickets/b", "tickets/c");
    assertThat(listing.failed().get(new DocumentId("tickets/a.jsonl:1")))
        .contains("line 1 has 300021 bytes, more than");
    assertThat(listing.gaps())
        .anyMatch(gap -> gap.startsWith("b.json: ") && gap.contains("more than the 1000 bytes"))
        .anyMatch(gap -> gap.startsWith("c.csv: ") && gap.contains("more than the 1000 bytes"));
  }

  private static final String NUMBERS =
      """
          {"key": 9007199254740993.5, "price": 12500000.50, "much": 12345678901234.56789012, "whole": 18446744073709551617,\
           "none": -0.00000001, "short": 1.5e3, "long": [1e400, 1e-400, 1e999999999], "price in text": "1.50"}""";

  @Test
  void numbers_are_as_they_were_written() throws IOException {
    write("a.jsonl", NUMBERS);
    write("b.json", "[" + NUMBERS.replace("9007199254740993.5", "2.0") + "]");

    Source source = source();

    assertThat(text(source, "9007199254740993.5")).contains("price: 12500000.50\n",
        "much: 12345678901234.56789012\n", "whole: 18446744073709551617\n", "none: -0.00000001\n",
        "short: 1500\n",
        "long: 1E+400, 1E-400, 1E+999999999\n", "price in text: 1.50");
    assertThat(text(source, "2.0").lines().skip(1))
        .containsExactlyElementsOf(text(source, "9007199254740993.5").lines().skip(1).toList());
  }

  @Test
  void a_number_that_nobody_can_hold_is_named_and_the_rest_goes_on() throws IOException {
    write("t.jsonl", "{\"key\": 1e99999999999}", "{\"key\": \"b\"}");
    write("u.json", "[{\"key\": \"c\"},", "{\"key\": \"d\", \"body\": 1e99999999999}]");

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("tickets/b", "tickets/c");
    assertThat(listing.failed()).containsExactly(Map.entry(new DocumentId("tickets/t.jsonl:1"),
        "line 1 has a number that is too large to be read; mend it or remove it"));
    assertThat(listing.gaps()).anyMatch(gap -> gap.startsWith("u.json: could not be read to its end")
        && gap.endsWith("from line 2 on: it has a number that is too large to be read; mend it"));
  }

  @Test
  void what_was_read_when_numbers_were_rounded_is_read_again_also_if_its_version_is_the_same()
      throws IOException {
    write("t.jsonl", "{\"key\": \"a\", \"body\": 12500000.50, \"v\": 1, \"may\": \"hr\"}");
    FieldMapping versioned = versioned("body");
    Attributes attributes =
        new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of("hr"))));

    assertThat(open(versioned,
        new Fingerprint(Hash.of(versioned + "\n" + attributes + "\nversion 1").hex()))).isPresent();
  }

  private static FieldMapping mapping(List<String> id, String text, String author, String readers) {
    return new FieldMapping(id, false, Optional.of(Wording.of(List.of("subject"))), Wording.of(List.of(text)),
        Map.of("author", author), Optional.of(readers), Optional.empty(), FieldMapping.MARKDOWN);
  }

  private void twoTickets() throws IOException {
    write("a.jsonl", "{\"key\": 1, \"subject\": \"Desk\", \"body\": \"x\", \"by\": {\"name\": \"Ann\"}}");
    write("b.json", "[{\"key\": 2, \"may\": \"it\", \"subject\": \"Chair\"}]");
  }

  @Test
  void a_field_that_no_record_has_is_named_before_anything_is_changed() throws IOException {
    twoTickets();

    assertThatThrownBy(
        () -> source(mapping(List.of("key"), "{subject}: {body}", "by.name", "mayy"), 1000).list())
        .isInstanceOf(AthanorException.class)
        .hasMessage("The records of source \"tickets\" do not fit its fields: no record has a field \"mayy\""
            + " (the nearest are may, body, key, by.name, subject). Mend the name in athanor.yaml, or give one of"
            + " the records the field, and be it null. Nothing was changed.");
    assertThatThrownBy(
        () -> source(mapping(List.of("kay"), "{subject}: {bodyy}", "by.name", "may"), 1000).list())
        .hasMessageContaining("no record has a field \"bodyy\" (the nearest are body, ")
        .hasMessageContaining("; no record has a field \"kay\" (the nearest are ");
    assertThatThrownBy(() -> source(mapping(List.of("key"), "by", "by.name", "may"), 1000).list())
        .hasMessageContaining("no record has a field \"by\" (the nearest are ");
    write("c.jsonl", "{\"mayy");
    assertThatThrownBy(() -> source(mapping(List.of("key"), "body", "by.name", "mayy"), 1000).list())
        .hasMessageContaining(
            "be it null. Not all of them could be read: c.jsonl: 1 record could not be read");
  }

  @Test
  void a_title_or_metadata_that_no_record_has_are_noted() throws IOException {
    twoTickets();

    Listing listing = source(mapping(List.of("key"), "body", "byy", "may"), 1000).list();

    assertThat(listing.notes())
        .containsExactly("no record has a field \"byy\" (the nearest are body, key, may, by.name, subject)");
    assertThat(ids(listing)).containsExactly("tickets/1", "tickets/2");
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void what_only_some_records_have_or_is_null_is_no_mistake() throws IOException {
    twoTickets();
    write("a.jsonl", "{\"key\": 1, \"subject\": \"Desk\", \"by\": null, \"may\": [], \"body\": null}");

    Source source = source(mapping(List.of("key"), "{subject} {body}", "by.name", "may"), 1000);

    assertThat(source.list().notes()).isEmpty();
    assertThat(text(source, "1")).isEqualTo("Desk");
    assertThat(read(source, "1").content().attributes().readers()).contains(new Readers(Set.of()));
    Files.delete(folder.resolve("a.jsonl"));
    Files.delete(folder.resolve("b.json"));
    write("c.csv", "key,subject,body,by.name,may", "1,a,b,c,d");
    write("d.jsonl", "");
    assertThat(source.list().notes()).as("there is no record of JSON").isEmpty();
  }

  @Test
  void two_records_of_one_name_are_a_failure_unless_they_are_a_group() throws IOException {
    write("t.jsonl", "{\"key\": \"a\", \"body\": \"one\", \"may\": [\"hr\", \"it\"]}",
        "{\"key\": \"b\", \"body\": \"two\", \"may\": [\"it\"]}",
        "{\"key\": \"a\", \"body\": \"three\", \"may\": [\"it\"]}");
    FieldMapping alone =
        new FieldMapping(List.of("key"), false, Optional.empty(), Wording.of(List.of("body")), Map.of(),
            Optional.of("may"), Optional.empty(), FieldMapping.MARKDOWN);
    FieldMapping grouped =
        new FieldMapping(List.of("key"), true, Optional.empty(), Wording.of(List.of("body")), Map
            .of(), Optional.of("may"), Optional.empty(), FieldMapping.MARKDOWN);

    Listing listing = source(alone, 1000).list();
    assertThat(ids(listing)).containsExactly("tickets/b");
    assertThat(listing.failed().get(new DocumentId("tickets/a")))
        .isEqualTo("several records have this name, one of them"
            + " at line 3; name fields under `id` that tell them apart, or make them one document with `group: true`");

    Read group = read(source(grouped, 1000), "a");
    assertThat(group.text()).isEqualTo("one\n\nthree");
    assertThat(group.content().attributes().readers()).as("who may read every row")
        .contains(new Readers(Set.of("it")));
    assertThat(source(grouped, 1000).list().entries()).hasSize(2);
  }

  @Test
  void the_only_name_of_a_list_may_have_a_comma_in_it() throws IOException {
    write("t.jsonl", "{\"key\": \"a\", \"body\": \"one\", \"v\": 1, \"may\": [\"Doe, John\"]}",
        "{\"key\": \"b\", \"body\": \"two\", \"v\": 1, \"may\": \"Doe, John\"}");

    Source source = source(versioned("body"), 1000);

    assertThat(read(source, "a").content().attributes().readers())
        .contains(new Readers(Set.of("Doe, John")));
    assertThat(read(source, "b").content().attributes().readers())
        .contains(new Readers(Set.of("Doe", "John")));
  }

  @Test
  void without_fields_for_a_name_the_line_is_the_name() throws IOException {
    write("t.jsonl", "{\"body\": \"one\"}", "", "{\"body\": \"two\"}");

    assertThat(ids(source(FieldMapping.named(), 1000).list())).containsExactly("tickets/t.jsonl/1",
        "tickets/t.jsonl/3");
  }

  @Test
  void a_version_decides_what_has_changed_but_readers_and_mapping_count_as_well() throws IOException {
    FieldMapping versioned = versioned("body");
    write("t.jsonl", "{\"key\": \"a\", \"body\": \"one\", \"v\": 1, \"may\": \"hr\"}");
    Fingerprint known = read(source(versioned, 1000), "a").fingerprint();

    write("t.jsonl", "{\"key\": \"a\", \"body\": \"two\", \"v\": 1, \"may\": \"hr\"}");
    assertThat(open(versioned, known)).as("the version is the same").isEmpty();
    write("t.jsonl", "{\"key\": \"a\", \"body\": \"two\", \"v\": 2, \"may\": \"hr\"}");
    assertThat(open(versioned, known)).isPresent();
    write("t.jsonl", "{\"key\": \"a\", \"body\": \"one\", \"v\": 1, \"may\": \"it\"}");
    assertThat(open(versioned, known)).as("others may read it").isPresent();
    write("t.jsonl", "{\"key\": \"a\", \"body\": \"one\", \"v\": 1, \"may\": \"hr\"}");
    assertThat(open(versioned, known)).isEmpty();
    assertThat(open(versioned("{key}: {body}"), known)).as("it is read another way").isPresent();
  }

  private Optional<Content> open(FieldMapping mapping, Fingerprint known) throws IOException {
    Source source = source(mapping, 1000);
    Entry entry = entry(source, "a");
    return source.open(entry, Optional.of(known));
  }

  private static FieldMapping versioned(String text) {
    return new FieldMapping(List.of("key"), false, Optional.empty(), Wording.of(List.of(text)), Map.of(),
        Optional.of(
            "may"),
        Optional.of("v"), FieldMapping.MARKDOWN);
  }
}
