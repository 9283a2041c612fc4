package dev.athanor.cli.view;

import java.util.List;

/** A page of HTML that needs nothing else: no script, no font, nothing is loaded. Light or dark, narrow or wide. */
final class HtmlPage {
  private static final String STYLE =
      """
          :root { color-scheme: light dark; --paper: #fbfaf8; --card: #fff; --ink: #1d1b19; --faint: #6b6661; --line: #e4e0da;
            --bar: #b4532a; --warn: #8a3b12; --good: #2e6b3e; }
          @media (prefers-color-scheme: dark) { :root { --paper: #171614; --card: #211f1c; --ink: #ece8e2; --faint: #a29b92;
            --line: #37332e; --bar: #e08a5b; --warn: #f0a57c; --good: #7fc492; } }
          * { box-sizing: border-box; }
          body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
          main { max-width: 1280px; margin: 0 auto; padding: 24px 16px 64px; }
          h1 { font-size: 1.6rem; margin: 0 0 4px; }
          h2 { font-size: 1.05rem; margin: 0 0 12px; }
          p { margin: 0 0 20px; color: var(--faint); }
          p b { color: var(--ink); }
          .cards { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
          section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; min-width: 0; overflow-x: auto; }
          section.wide { grid-column: 1 / -1; }
          .numbers { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); margin-bottom: 16px; }
          .numbers div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
          .numbers b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
          .numbers span { color: var(--faint); font-size: .85rem; }
          svg { display: block; width: 100%; height: auto; max-width: 640px; }
          svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
          svg .count { fill: var(--faint); }
          svg rect { fill: var(--bar); }
          dl { margin: 0; }
          dt { font-weight: 600; overflow-wrap: anywhere; }
          dd { margin: 0 0 10px; color: var(--faint); overflow-wrap: anywhere; }
          ol { margin: 0; padding-left: 1.3em; }
          li { margin-bottom: 10px; overflow-wrap: anywhere; }
          li b { color: var(--warn); }
          .scroll { overflow-x: auto; margin-top: 12px; }
          table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
          th { text-align: left; color: var(--faint); font-weight: 500; font-size: .85rem; }
          th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
          table.figures { font-size: .9rem; }
          table.figures th, table.figures td { padding: 4px 10px 4px 0; text-align: right; white-space: nowrap; }
          table.figures th:first-child, table.figures td:first-child { text-align: left; }
          svg circle { fill: var(--bar); }
          svg line { stroke: var(--faint); }
          svg line.interval { stroke: var(--ink); stroke-width: 2; }
          svg .band { fill: var(--line); }
          svg .whisker { stroke: var(--bar); stroke-width: 3; }
          .hit { color: var(--warn); font-weight: 600; }
          .passed { color: var(--good); font-weight: 600; }
          .failed, .undecided { color: var(--warn); font-weight: 600; }
          details { border-bottom: 1px solid var(--line); padding: 8px 0; }
          summary { cursor: pointer; overflow-wrap: anywhere; }
          details dl { margin-top: 8px; }
          code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
          """;

  private HtmlPage() {}

  /**
   * The page.
   *
   * @param content of sections and the like, as HTML
   */
  static String of(String title, String summary, String content) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
        + "</title><style>" + STYLE + "</style></head><body><main><h1>" + escaped(title) + "</h1><p>"
        + escaped(summary) + "</p>" + content + "</main></body></html>\n";
  }

  /** A number with what it is a number of. */
  static String number(String number, String of) {
    return "<div><b>" + escaped(number) + "</b><span>" + escaped(of) + "</span></div>";
  }

  /** A section; nothing if it would be empty. */
  static String card(String title, String content) {
    return content.isEmpty() ? "" : "<section><h2>" + escaped(title) + "</h2>" + content + "</section>";
  }

  /** A section over the whole width; nothing if it would be empty. */
  static String wide(String title, String content) {
    return content.isEmpty() ? ""
        : "<section class=\"wide\"><h2>" + escaped(title) + "</h2>" + content + "</section>";
  }

  /** A name and what is said of it. */
  static String entry(String name, String says) {
    return "<dt>" + escaped(name) + "</dt><dd>" + escaped(says) + "</dd>";
  }

  /** Entries, one below the other. */
  static String list(List<String> entries) {
    return entries.isEmpty() ? "" : "<dl>" + String.join("", entries) + "</dl>";
  }

  /** Text that is shown as it is. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
