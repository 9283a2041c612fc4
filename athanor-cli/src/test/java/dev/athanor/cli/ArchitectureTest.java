package dev.athanor.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that keep the code's shape. They see the classes of every module that the command line uses. */
class ArchitectureTest {
  /** Each module may use itself and those before it. */
  private static final List<String> MODULES = List.of(
      "athanor-core", "athanor-statistics", "athanor-yaml", "athanor-store", "athanor-prompts",
      "athanor-simulator",
      "athanor-models",
      "athanor-proxy",
      "athanor-langchain4j", "athanor-documents", "athanor-knowledge", "athanor-embedders",
      "athanor-opensearch", "athanor-systems", "athanor-eval",
      "athanor-junit", "athanor-promptfoo", "athanor-cli");
  private static final Set<String> NAMES_THAT_SAY_NOTHING = Set.of(
      "impl", "util", "utils", "common", "commons", "helper", "helpers", "manager", "managers", "misc");
  /** A library's logger may be told to be quiet, which is why not every use is forbidden. */
  private static final Set<String> WRITES_TO_A_LOG = Set.of("severe", "warning", "info", "config", "fine",
      "finer", "finest", "log", "logp", "logrb", "entering", "exiting", "throwing");
  /** A class comes from a module's jar, or from its folder where Maven has not packed it yet. */
  private static final Pattern MODULE = Pattern.compile(
      "/(athanor-[a-z0-9]+)(/target/classes/|(-[0-9][^/]*)?\\.jar!)");

  /** Started by us in a JVM of its own, where streams are how it is spoken with. */
  private static final DescribedPredicate<JavaClass> PROCESS = describe("a process of its own",
      type -> type.getName().equals("dev.athanor.document.parse.child.ParsingProcess"));

  private static final JavaClasses ATHANOR = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("dev.athanor");

  @Test
  void everyModuleIsSeen() {
    var seen = new TreeSet<String>();
    ATHANOR.forEach(type -> seen.add(moduleOf(type)));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(MODULES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("dev.athanor.(**)").should().beFreeOfCycles().check(ATHANOR);
  }

  @Test
  void modulesUseOnlyThoseBelowThem() {
    for (int level = 0; level < MODULES.size(); level++) {
      var above = MODULES.subList(level + 1, MODULES.size()).toArray(String[]::new);
      noClasses().that(in(MODULES.get(level)))
          .should().dependOnClassesThat(in(above))
          .check(ATHANOR);
    }
  }

  @Test
  void noPackageIsSpreadOverTwoModules() {
    var modules = new TreeMap<String, Set<String>>();
    ATHANOR.forEach(type -> modules.computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>())
        .add(moduleOf(type)));
    assertThat(modules).allSatisfy((_, of) -> assertThat(of).hasSize(1));
  }

  @Test
  void theCoreKnowsNoLibraryButJsonAndNullness() {
    classes().that(in("athanor-core"))
        .should().onlyDependOnClassesThat(resideInAPackage("dev.athanor..")
            .or(resideInAPackage("java..")).or(resideInAPackage("javax.."))
            .or(resideInAPackage("tools.jackson.."))
            .or(resideInAPackage("com.fasterxml.jackson.annotation.."))
            .or(resideInAPackage("org.jspecify..")))
        .check(ATHANOR);
  }

  @Test
  void everyPackageIsNamedForItsDomain() {
    var wrong = new ArrayList<String>();
    for (var name : packageNames()) {
      if (Set.of(name.split("\\.", -1)).stream().anyMatch(NAMES_THAT_SAY_NOTHING::contains)) {
        wrong.add(name);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyPackageIsDocumentedAndSaysThatNullIsAnException() {
    for (var name : packageNames()) {
      assertThat(ATHANOR.getPackage(name).tryGetAnnotationOfType(NullMarked.class))
          .as("package-info.java with @NullMarked in " + name)
          .isPresent();
    }
  }

  @Test
  void onlyWhatHasAProcessOfItsOwnEndsIt() {
    noClasses().that(not(in("athanor-cli")).and(not(PROCESS)))
        .should().callMethod(System.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "halt", int.class)
        .check(ATHANOR);
  }

  @Test
  void librariesWriteToNoStreamAndNoLog() {
    noClasses().that(not(in("athanor-cli")).and(not(PROCESS)))
        .should(ACCESS_STANDARD_STREAMS)
        .orShould().callMethodWhere(describe("a logger is written to", call -> call.getTargetOwner()
            .isEquivalentTo(Logger.class) && WRITES_TO_A_LOG.contains(call.getName())))
        .check(ATHANOR);
  }

  private static Set<String> packageNames() {
    var names = new TreeSet<String>();
    ATHANOR.forEach(type -> names.add(type.getPackageName()));
    return names;
  }

  private static DescribedPredicate<JavaClass> in(String... modules) {
    return describe("in " + String.join(", ", modules), type -> type.getSource().isPresent()
        && List.of(modules).contains(moduleOf(type)));
  }

  private static String moduleOf(JavaClass type) {
    var from = type.getSource().orElseThrow().getUri().toString();
    var matcher = MODULE.matcher(from);
    return matcher.find() ? matcher.group(1) : "unknown: " + from;
  }
}
