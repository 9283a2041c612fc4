package dev.athanor.document.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.Attributes;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardCleaningTest {
  private static final Cleaning STANDARD = Cleaning.standard(CleaningSettings.STANDARD);
  private static final Cleaning ALL = Cleaning.standard(new CleaningSettings(EnumSet.allOf(Kind.class),
      new CleaningSettings.Language.Unknown()));

  private static Document prose(String... paragraphs) {
    return document("application/pdf", paragraphs);
  }

  private static Document document(String mediaType, String... paragraphs) {
    StringBuilder text = new StringBuilder();
    List<Block> blocks = new ArrayList<>();
    for (String each : paragraphs) {
      text.append(text.isEmpty() ? "" : "\n\n");
      blocks.add(new Block.Paragraph(new Span(text.length(), text.length() + each.length())));
      text.append(each);
    }
    return Document.of(new DocumentId("a.pdf"), "A", mediaType, text.toString(), blocks, Map.of());
  }

  private static Document code(String code) {
    return Document.of(new DocumentId("a.md"), "A", "text/markdown", code,
        List.of(new Block.Code("java", new Span(0,
            code.length()))),
        Map.of());
  }

  private static String cleaned(String text) {
    return ALL.clean(prose(text)).document().text();
  }

  @ParameterizedTest
  @CsvSource({"fÃ¼r die GrÃ¶ÃŸe,für die Größe", "itâ€™s 5 â‚¬ â€“ done,it’s 5 € – done",
      "Ð¿Ñ€Ð¸Ð²ÐµÑ‚,привет",
      "Ã–sterreich,Österreich", "cafÃ©,café"})
  void mojibakeIsRepaired(String broken, String right) {
    Cleaned cleaned = STANDARD.clean(prose(broken));
    assertThat(cleaned.document().text()).isEqualTo(right);
    assertThat(cleaned.treatment().counts()).containsKey("mojibake-repaired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"«IRMÃ»", "Sie sagte, daß“ er kam", "«qualité»… et encore", "Größe für Ärzte", "SÃO PAULO",
          "naïve café", "Å 5"})
  void whatIsRightStaysAsItIs(String right) {
    assertThat(STANDARD.clean(prose(right)).document().text()).isEqualTo(right);
  }

  @Test
  void whatNobodySeesGoes() {
    Cleaned cleaned = STANDARD.clean(prose("a\u0000b zero\u200Bwidth \uFEFFend\u00ADless \u202Eabc\u202C",
        "hidden" + "\uDB40\uDC68\uDB40\uDC69" + " text"));
    assertThat(cleaned.document().text()).isEqualTo("ab zerowidth endless abc\n\nhidden text");
    assertThat(cleaned.treatment().counts()).containsEntry("control-characters", 1)
        .containsEntry("invisible-characters", 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"👩‍👩‍👧 family", "می‌خواهم", "क्‍ष", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scotland"})
  void joinersStayWhereTheyHaveWorkToDo(String text) {
    assertThat(STANDARD.clean(prose(text)).document().text()).isEqualTo(text);
  }

  @Test
  void wordsAreFoundHoweverTheyWereTypedAndSet() {
    assertThat(cleaned("Gro\u0308ße, e\u0301te\u0301, of\uFB01ce")).isEqualTo("Größe, été, office");
  }

  @Test
  void codeKeepsItsForm() {
    String code = "String e\u0301 = \"of\uFB01ce\";  // fÃ¼r-\n  x";
    assertThat(STANDARD.clean(code(code)).document().text()).isEqualTo(code);
  }

  @Test
  void wordsThatWereCutAreJoinedAndCompoundsKeepTheirHyphen() {
    assertThat(cleaned("an exam-\nple of a well-\nknown and well-known thing")).isEqualTo(
        "an example of a well-known and well-known thing");
    assertThat(cleaned("Vor-\nund Nachteile")).isEqualTo("Vor-\nund Nachteile");
  }

  @Test
  void spacesAreRunsOnlyInFilesOfOnesOwn() {
    assertThat(cleaned("a  b\u00A0c\td")).isEqualTo("a b c d");
    assertThat(STANDARD.clean(document("text/plain", "a   b  c")).document().text()).isEqualTo("a   b  c");
  }

  @Test
  void pageNumbersAndWhatStandsBesideThemAreInNoBlock() {
    Document book = document("text/plain", "First page text that is long enough.", "ACME Report", "- 1 -",
        "Second page text.", "ACME Report", "- 2 -", "Third page text.", "ACME Report", "- 3 -", "Example:",
        "One",
        "Example:", "Two", "Example:");
    Cleaned cleaned = STANDARD.clean(book);
    assertThat(cleaned.document().text()).isEqualTo(book.text());
    assertThat(cleaned.document().blocks().stream().map(block -> block.span().of(book.text())))
        .containsExactly(
            "First page text that is long enough.", "Second page text.", "Third page text.", "Example:",
            "One", "Example:",
            "Two", "Example:");
    assertThat(cleaned.treatment().counts()).containsEntry("page-numbers", 3)
        .containsEntry("repeated-headers", 3);
  }

  @Test
  void aListOfNumbersIsNoListOfPages() {
    Document numbers = document("text/plain", "Results", "1", "2", "3", "4", "End");
    assertThat(STANDARD.clean(numbers).document().blocks()).hasSameSizeAs(numbers.blocks());
  }

  @ParameterizedTest
  @CsvSource({"write to anna.b@firma.de now,write to [email] now",
      "IBAN DE89 3704 0044 0532 0130 00.,IBAN [iban].",
      "card 4111 1111 1111 1111 ok,card [card] ok", "call +49 (0)30 123456-78 please,call [phone] please",
      "Tel. 030/12345678,Tel. [phone]", "SSN 123-45-6789,SSN [national-id]",
      "DNI 12345678Z,DNI [national-id]",
      "from 93.184.216.34 at,from [ip-address] at",
      "https://bob:hunter2@host/x,https://[url-password]@host/x",
      "key sk-abcdefghijklmnopqrstuvwx end,key [api-key] end", "AKIAIOSFODNN7EXAMPLE,[api-key]",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fwpMeJf36P,[jwt]"})
  void personalDataAndSecretsAreMasked(String text, String masked) {
    assertThat(cleaned(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"j\u00FCrgen@m\u00FCller.de", "ju\u0308rgen@mu\u0308ller.de", "anna@firma.de"})
  void anAddressIsMaskedAtTheEndOfASentenceAndHoweverItsLettersAreWritten(String address) {
    for (String after : List.of("", ".", ".\n", ".\nMore", ". More", ", more")) {
      assertThat(cleaned("to " + address + after)).isEqualTo("to [email]" + after);
      assertThat(ALL.clean(code("to " + address + after)).document().text()).isEqualTo("to [email]" + after);
    }
  }

  @ParameterizedTest
  @CsvSource({"from 5.9.77.12 at,from [ip-address] at", "9.9.77.250 - GET,[ip-address] - GET",
      "a server. 5.9.77.12.,a server. [ip-address].", "ip 8.8.8.80,ip [ip-address]",
      "from 2a00:1450:4001:81b::200e at,from [ip-address] at",
      "https://[2606:4700::1111]:443/,https://[[ip-address]]:443/",
      "2001:0DB9:85a3:0000:0000:8a2e:0370:7334.,[ip-address].", "in 2a00:1450:4001::/48,in [ip-address]/48",
      "is 2a02:8108:4711:: so,is [ip-address] so", "at 2a00:1450:4001:81b::200e: down,at [ip-address]: down"})
  void addressesOfMachinesAreMasked(String text, String masked) {
    assertThat(cleaned(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "version 5.9.77.12", "Version: 5.9.77.12", "release 1.12.0.44",
      "v 2.14.7.1",
      "v2.14.7.1", "section 2.10.3.1", "10.1.2.3 and 172.16.0.99",
      "fe80::1ff:fe23:4567:890a and fd12:3456:789a::1",
      "::1", "2001:db8::1 and 2001:0db8:0:0:1:0:0:1", "12:30:45", "2024:01:31 12:30:45", "00:1B:44:11:3A:B7",
      "3c:22:fb:11:3a:b7", "3C22:FB11:3AB7", "2bad::cafe", "abc::def and std::vector and a::b::c",
      "2abc::Def::run", "2a00:1450:4001:81b:1:2:3", "2a00:1450:4001:81b:1:2:3:4:5", "2a00:1450::81b::1",
      "3f2a:11bb:22cc:33dd:44ee:55ff:6677:8899:aabb:ccdd"})
  void whatIsNobodysAddressOfAMachineStays(String text) {
    assertThat(cleaned(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"Tel.: (030) 123 456 78,Tel.: [phone]", "Telefon: 030 12345678,Telefon: [phone]",
      "**Telefon:** 030 12345678,**Telefon:** [phone]", "Tel.-Nr. 030/12345678,Tel.-Nr. [phone]",
      "Mobiltelefon: 0171-1234567,Mobiltelefon: [phone]", "mobile 07911 123456 or,mobile [phone] or",
      "Mobil 0171 123 45 67,Mobil [phone]", "Handynummer: 0171/1234567.,Handynummer: [phone].",
      "cell: 555-123-4567,cell: [phone]", "telephone 555-123-4567,telephone [phone]",
      "Diensttelefon: 12345678,Diensttelefon: [phone]", "Fax (089) 1234567 Mo,Fax [phone] Mo",
      "Fax -> 030/12345678,Fax -> [phone]",
      "[call](tel:+493012345678),[call](tel:[phone])", "Rufnummer 030/12345678,Rufnummer [phone]",
      "at 030/12345678 or,at [phone] or", "at 030 / 123 45-67,at [phone]", "at (030) 123 456 78.,at [phone].",
      "at (0)30 12345678 now,at (0)30 12345678 now", "(020) 7946 0958,[phone]", "(089)/123-456-78,[phone]",
      "at 030 12345678,at [phone]", "at 07911 123456 and,at [phone] and"})
  void numbersOfTelephonesAreMaskedWithALabelAndAsTheyAreWrittenInTheirCountry(String text, String masked) {
    assertThat(cleaned(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01/02/2024", "on 01/2024 and 012/2024", "Az. 045/2024-17", "045/2024 12 Personen",
      "mobile 2023/2024 report", "phone: 2024-01-31 12:30", "Tel. 31.01.2024", "Order no. 0815/471100",
      "Bestellnummer: 0815 471100", "Nr. 0123/45678", "id 01234 567890", "#0123/456789",
      "1/2 and 10/12345678",
      "0.25/12345678", "(01)09501101530003(17)250101", "(2024) 12345678", "(030) of 12345678",
      "Hotel: 12345678", "cell 12345678", "handy 2000000 items", "0123 45678 90123 45678", "12 030 123456",
      "path/030/12345678", "10.030/12345678", "01067 Dresden", "ISBN 0 306 40615 2", "0378-5955",
      "0x030 12345678a"})
  void numbersOfOtherThingsStay(String text) {
    assertThat(cleaned(text)).isEqualTo(text);
  }

  @Test
  void anAddressWithoutADomainStays() {
    assertThat(cleaned("git@host and a@b.c and @b.de and a.@"))
        .isEqualTo("git@host and a@b.c and @b.de and a.@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE89 3704 0044 0532 0130 01 is no account", "4111 1111 1111 1112 is no card",
      "version 1.2.3.4 and 192.168.1.7", "me@example.com", "logo@2x.png", "000-12-3456", "12345678A",
      "1984-2024",
      "ISBN 978-3-16-148410-0", "10.1000/182", "2024-01-31 12:30:45", "https://host:8080/a@b",
      "the sk-learn library",
      "chapter 1.2.10", "price 1 234 567,89", "12345678", "Room 12345678 to 12345690"})
  void whatOnlyLooksLikeItStays(String text) {
    assertThat(cleaned(text)).isEqualTo(text);
  }

  @Test
  void aPrivateKeyIsMaskedWhole() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA75\nabc+/=\n-----END RSA PRIVATE KEY-----";
    assertThat(STANDARD.clean(code("before\n" + key + "\nafter")).document().text()).isEqualTo(
        "before\n[private-key]\nafter");
  }

  @Test
  void personalDataIsCountedAndStaysUnlessTheProjectSaysSo() {
    Cleaned cleaned = STANDARD.clean(prose("anna@firma.de, bob@firma.de, key sk-abcdefghijklmnopqrstuvwx"));
    assertThat(cleaned.document().text()).isEqualTo("anna@firma.de, bob@firma.de, key [api-key]");
    assertThat(cleaned.treatment().counts()).containsEntry("found:email", 2).doesNotContainKey("masked:email")
        .containsEntry("masked:api-key", 1);
  }

  @Test
  void titlesHeadingsAndValuesAreMaskedToo() {
    Document document = Document.of(new DocumentId("m.eml"), "Mail of anna@firma.de", "message/rfc822",
        "anna@firma.de", List.of(new Block.Heading(1, new Span(0, 13), "anna@firma.de")), Map.of("from",
            "Anna <anna@firma.de>"))
        .with(new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of(
            "hr")))));
    Document cleaned = ALL.clean(document).document();
    assertThat(cleaned.title()).isEqualTo("Mail of [email]");
    assertThat(cleaned.metadata()).containsEntry("from", "Anna <[email]>");
    assertThat(((Block.Heading) cleaned.blocks().getFirst()).title()).isEqualTo("[email]");
    assertThat(cleaned.readers()).isEqualTo(document.readers());
  }

  @Test
  void aCleanDocumentOfKnownLanguageIsLeftAlone() {
    Document document =
        document("text/plain", "Nothing is wrong with this.").with(new Attributes(Optional.empty(),
            Map.of("language", "en"), Optional.empty()));
    assertThat(STANDARD.clean(document).document()).isSameAs(document);
  }

  @ParameterizedTest
  @CsvSource({"en,The notice period is three months and begins at the end of the month.",
      "de,Die Kündigungsfrist beträgt drei Monate und beginnt am Ende des Monats.",
      "fr,Le délai de préavis est de trois mois et commence à la fin du mois.",
      "ja,すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"})
  void theLanguageOfTheTextIsTold(String language, String text) {
    assertThat(STANDARD.clean(prose(text)).document().metadata()).containsEntry("language", language);
  }

  @Test
  void whatTheDocumentSaysOfItsLanguageCountsAndIsWrittenByTheStandard() {
    Document said = prose("The notice period is three months and begins at the end of the month.").with(
        new Attributes(Optional.empty(), Map.of("language", "de_ch"), Optional.empty()));
    assertThat(STANDARD.clean(said).document().metadata()).containsEntry("language", "de-CH");
    assertThat(STANDARD.clean(prose("OK.")).document().metadata()).doesNotContainKey("language");
  }

  @Test
  void anotherSettingIsAnotherVersion() {
    assertThat(STANDARD.version()).isEqualTo("clean-2/private-key,url-password,jwt,api-key/optimaize-0.6");
    assertThat(ALL.version()).isNotEqualTo(STANDARD.version());
  }
}
