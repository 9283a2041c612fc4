package dev.athanor.cli.doctor;

import dev.athanor.cli.project.ModelsSettings;
import dev.athanor.cli.project.Project;
import dev.athanor.error.AthanorException;
import dev.athanor.models.provider.PriceList;
import dev.athanor.models.provider.Providers;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.system.PromptShelf;
import dev.athanor.system.SystemDefinition;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.asking.ModelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks whether each system of a project could be asked: its prompts, its model's provider and key. No provider is called.
 *
 * @param environment where keys are looked for
 */
record SystemsExamination(Project project, Map<String, String> environment) {
  private static final String SUBJECT = "system";

  List<Finding> findings() {
    ModelsSettings models = project.settings().models();
    List<Finding> findings = new ArrayList<>();
    models.prices().ifPresent(file -> {
      PriceList.read(file);
      findings.add(Finding.ok("prices", file.toString()));
    });
    try (Providers providers = Providers.of(models.providers(), environment::get)) {
      project.settings().systems().forEach((name, system) -> findings.add(finding(name, system, providers)));
    }
    return findings;
  }

  private Finding finding(String name, SystemDefinition system, Providers providers) {
    try {
      SystemPlan plan =
          SystemPlan.of(name, system, new PromptShelf(PromptLibrary.in(project.prompts())), project.settings()
              .models().use());
      return switch (plan) {
        case SystemPlan.Modelless _ -> Finding.ok(SUBJECT, name + ": extractive, without a model");
        case SystemPlan.Grounded grounded -> asks(grounded, grounded.model(), providers);
        case SystemPlan.Told told -> asks(told, told.model(), providers);
      };
    } catch (AthanorException e) {
      return Finding.problem(SUBJECT, name + ": " + e.getMessage());
    }
  }

  private static Finding asks(SystemPlan plan, ModelChoice choice, Providers providers) {
    providers.named(choice.model());
    return Finding.ok(SUBJECT, plan.name() + ": " + plan.definition().kind() + ", asks " + choice.model());
  }
}
